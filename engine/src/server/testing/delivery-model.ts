import type { Binding } from '@jianmo/connectors/words'
import type { GraphDocument } from '../../graph/index.ts'
import type { TestPerson } from './test-server.ts'

/** A small model over T02: documents that were received more than `$limit_days` days after they were sent. */
export const deliveryModel: GraphDocument = {
  format: 'jianmo.graph',
  formatVersion: 1,
  title: '迟送执行文书',
  summary: '发出到签收超过期限的，列为疑似线索。',
  parameters: [
    { name: 'run_date', label: { zh: '运行日', en: 'Run date' }, type: 'date', value: '2026-11-20' },
    { name: 'limit_days', label: { zh: '期限', en: 'Limit' }, type: 'integer', value: 10 },
  ],
  nodes: [
    { id: 'deliveries', type: 'source', title: '送达', position: { x: 0, y: 0 }, config: { table: 'T02' } },
    {
      id: 'identity',
      type: 'normalise-identity',
      title: '证号',
      position: { x: 200, y: 0 },
      config: { column: 'id_no' },
    },
    {
      id: 'judge',
      type: 'judge',
      title: '研判',
      position: { x: 400, y: 0 },
      config: {
        subject: { id: 'id_no', name: 'case_no' },
        event: ['case_no'],
        unit: '',
        rules: [
          {
            id: 'R1',
            title: '迟送执行文书',
            when: 'days_between(sent_date, received_date) > $limit_days',
            outcome: 'violation',
            severity: 'orange',
            raise: [{ when: 'days_between(sent_date, received_date) > 60', severity: 'red' }],
            deadline: 'add_days(sent_date, $limit_days)',
            days: 'days_between(sent_date, received_date) - $limit_days',
            eventDate: 'sent_date',
            statute: 'cpl.264',
            unknown: '签收日不明',
            unless: [],
            undetermined: [],
          },
        ],
      },
    },
    {
      id: 'leads',
      type: 'lead-output',
      title: '线索',
      position: { x: 600, y: 0 },
      config: { title: '疑似迟送', values: ['sent_date', 'received_date'], timeline: ['sent_date', 'received_date'] },
    },
  ],
  edges: [
    { id: 'e1', from: { node: 'deliveries', port: 'rows' }, to: { node: 'identity', port: 'rows' } },
    { id: 'e2', from: { node: 'identity', port: 'rows' }, to: { node: 'judge', port: 'rows' } },
    { id: 'e3', from: { node: 'judge', port: 'leads' }, to: { node: 'leads', port: 'leads' } },
    { id: 'e4', from: { node: 'judge', port: 'undetermined' }, to: { node: 'leads', port: 'undetermined' } },
  ],
  notes: [],
}

/** Ids of the unassigned region 10: two late, one in time, one undecided, one that a spreadsheet damaged. */
export const deliveries = [
  '案号,证号,发出,签收,回执',
  '（2026）甲刑初1号,100101199001010013,2026-01-05,2026-02-20,1',
  '（2026）甲刑初2号,１００１０１１９９００１０１００２１,2026-01-05,2026-04-01,1',
  '（2026）甲刑初3号,10010119900101003X,2026-01-05,2026-01-09,1',
  '（2026）甲刑初4号,100101199001010048,2026-01-05,,0',
  '（2026）甲刑初5号,1.00101E+17,2026-01-05,2026-06-01,2',
]

/** `codes` leaves the code 2 of 回执 open unless it is given. */
export function bindingOf(
  sourceId: string,
  codes: Record<string, string> = { 1: 'true', 0: 'false', 2: 'false' },
): Binding {
  return {
    logicalTable: 'T02',
    sourceId,
    table: '送达',
    columns: {
      case_no: { from: '案号' },
      id_no: { from: '证号' },
      doc_type: { from: null },
      to_agency: { from: null },
      sent_date: { from: '发出', dateFormat: 'iso' },
      received_date: { from: '签收', dateFormat: 'iso' },
      receipt_flag: { from: '回执', codes },
    },
  }
}

/** A CSV source with the deliveries, or with other lines. */
export async function createDeliveries(data: TestPerson, lines: readonly string[] = deliveries): Promise<string> {
  const { sourceId } = await data.api.sources.create.mutate({
    name: '法院送达登记',
    kind: 'csv',
    agency: '法院',
    settings: {},
  })
  await importLines(data, sourceId, lines)
  return sourceId
}

export async function importLines(data: TestPerson, sourceId: string, lines: readonly string[]): Promise<void> {
  const answer = await data.fetch(`/files/import?source=${sourceId}&name=${encodeURIComponent('送达.csv')}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: `${lines.join('\n')}\n`,
  })
  if (!answer.ok) throw new Error(await answer.text())
}

export async function drawDeliveryModel({ api }: TestPerson): Promise<string> {
  const { modelId } = await api.models.create.mutate({ title: deliveryModel.title })
  await api.models.save.mutate({ modelId, document: deliveryModel, baseRevision: 1 })
  return modelId
}

/** Waits for a run's final state. */
export async function finished({ api }: TestPerson, runId: string) {
  for (;;) {
    const run = await api.runs.open.query({ runId })
    if (!['queued', 'reading', 'computing'].includes(run.state)) return run
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
