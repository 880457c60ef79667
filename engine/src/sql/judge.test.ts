import { describe, expect, it } from 'vitest'
import { checkGraph, graph, runGraph, table } from './testing/run-graph.ts'

const stays = table('T93', {
  subject: 'text',
  person_name: 'name',
  received: 'date',
  left: 'date',
  days_over: 'integer',
  refused: 'boolean',
  office: 'text',
})
const rule = {
  id: 'R1',
  title: '超期',
  when: 'days_over > 0',
  outcome: 'violation',
  severity: 'orange',
  raise: [
    { when: 'days_over > 10', severity: 'blue' },
    { when: 'days_over > 30', severity: 'red' },
  ],
  deadline: 'period_deadline(received, 1)',
  days: 'days_over',
  eventDate: 'received',
  statute: '',
  unknown: '天数不明',
  unless: [{ when: 'refused', reason: '监狱拒收' }],
  undetermined: [{ when: 'received is null', reason: '送达不明' }],
}
const model = (rules: readonly object[] = [rule]) =>
  graph({
    all: ['source', { table: 'T93' }],
    verdict: [
      'judge',
      { subject: { id: 'subject', name: 'person_name' }, event: ['subject', 'left'], unit: 'office', rules },
      { rows: 'all' },
    ],
    out: [
      'lead-output',
      { title: '线索', values: ['days_over'], timeline: ['received'] },
      { leads: 'verdict.leads', undetermined: 'verdict.undetermined' },
    ],
  })
const data = {
  T93: [
    ['p1', '甲', '2025-01-31', '2025-03-01', '40', null, '一所'],
    ['p2', '乙', '2025-01-15', null, '11', '否', '一所'],
    ['p3', '丙', '2025-01-15', null, '50', '是', '一所'],
    ['p4', '丁', null, null, '50', null, '二所'],
    ['p5', '戊', '2025-01-15', null, null, null, '二所'],
    ['p6', '己', '2025-01-15', null, '0', null, '二所'],
    ['p7', '庚', null, null, '9', '是', '二所'],
  ],
}

describe('judge', () => {
  it('gives leads with deadline, severity and event key; a raise never lowers', async () => {
    await using run = await runGraph(model(), [stays], data)
    const leads = await run.query(run.compiled.leads?.statement)
    expect(
      leads.map((one) => [
        one['subject_id'],
        one['outcome'],
        one['severity'],
        one['deadline'],
        Number(one['days']),
        one['event_key'],
        one['unit'],
        one['subject_name'],
        Number(one['__row_all']),
      ]),
    ).toEqual([
      ['p1', 'violation', 'red', '2025-02-28', 40, 'p1|2025-03-01', '一所', '甲', 1],
      ['p2', 'violation', 'orange', '2025-02-15', 11, 'p2|', '一所', '乙', 2],
    ])
  })

  it('has an empty list of missing data if nothing is connected there, and says what is lost', async () => {
    const drawn = model()
    const loose = { ...drawn, edges: drawn.edges.filter(({ to }) => to.port !== 'undetermined') }
    await using run = await runGraph(loose, [stays], data)
    expect(await run.query(run.compiled.leads?.statement)).toHaveLength(2)
    expect(await run.query(run.compiled.leads?.undetermined)).toEqual([])
    const [problem, ...others] = checkGraph(loose, [stays]).problems
    expect(others).toEqual([])
    expect(problem).toMatchObject({ code: 'undetermined-unconnected', severity: 'warning' })
    expect(problem?.zh).toContain('请把研判的“待补数据”也接过来')
  })

  it('looks at exclusions first, then at missing data, then at the condition in three values', async () => {
    await using run = await runGraph(model(), [stays], data)
    const open = await run.query(run.compiled.leads?.undetermined)
    expect(open.map((one) => [one['subject_id'], one['outcome'], one['reason']])).toEqual([
      ['p4', 'cannot-determine', '送达不明'],
      ['p5', 'cannot-determine', '天数不明'],
    ])
  })

  it('counts every row under an outcome and a reason, the harmless ones too', async () => {
    await using run = await runGraph(model(), [stays], data)
    const counts = await run.query(run.compiled.judged[0]?.statement)
    expect(counts.map((one) => [one['rule'], one['outcome'], one['reason'], Number(one['rows'])])).toEqual([
      ['R1', 'ok', '监狱拒收', 2],
      ['R1', 'violation', null, 2],
      ['R1', 'cannot-determine', '天数不明', 1],
      ['R1', 'cannot-determine', '送达不明', 1],
      ['R1', 'ok', null, 1],
    ])
  })

  it('never makes one lead of people without an id: they go to missing data, one by one', async () => {
    await using run = await runGraph(model(), [stays], {
      T93: [
        [null, '甲', '2025-01-31', '2025-03-01', '40', null, '一所'],
        ['', '乙', '2025-01-31', '2025-03-01', '40', null, '一所'],
        [null, '丙', '2025-01-31', '2025-03-01', '0', null, '一所'],
      ],
    })
    expect(await run.query(run.compiled.leads?.statement)).toEqual([])
    const open = await run.query(run.compiled.leads?.undetermined)
    expect(open.map((one) => [one['subject_name'], one['reason']])).toEqual([
      ['甲', expect.stringContaining('标识为空')],
      ['乙', expect.stringContaining('标识为空')],
    ])
    const counts = await run.query(run.compiled.judged[0]?.statement)
    expect(counts.map((one) => [one['outcome'], Number(one['rows'])])).toEqual([
      ['cannot-determine', 2],
      ['ok', 1],
    ])
  })

  it('gives one row per rule that fires', async () => {
    const second = {
      ...rule,
      id: 'R2',
      outcome: 'suspect',
      severity: 'blue',
      raise: [],
      unless: [],
      undetermined: [],
      when: 'days_over > 30',
    }
    await using run = await runGraph(model([rule, second]), [stays], data)
    const leads = await run.query(run.compiled.leads?.statement)
    expect(leads.map((one) => `${one['subject_id']} ${one['rule_id']} ${one['severity']}`)).toEqual([
      'p1 R1 red',
      'p1 R2 blue',
      'p2 R1 orange',
      'p3 R2 blue',
      'p4 R2 blue',
    ])
  })
})
