import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { checkCharacter } from '@jianmo/connectors/values'
import { TRPCClientError } from '@trpc/client'
import { tableFromIPC } from 'apache-arrow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arrowMetadata } from '../api/wire.ts'
import type { GraphDocument } from '../graph/index.ts'
import {
  bindingOf,
  createDeliveries,
  deliveries,
  deliveryModel,
  drawDeliveryModel,
  finished,
  importLines,
} from './testing/delivery-model.ts'
import { engineIn } from './testing/processes.ts'
import { addDistrict, openTestServer, type TestServer } from './testing/test-server.ts'

let server: TestServer
let a: Awaited<ReturnType<typeof addDistrict>>
let sourceId: string
let modelId: string

beforeAll(async () => {
  server = await openTestServer()
  a = await addDistrict(server, '甲县人民检察院', 'a')
  sourceId = await createDeliveries(a.data)
})

afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
})

async function problemOf(call: Promise<unknown>) {
  const error = await call.then(
    () => new Error('it was not refused'),
    (cause: unknown) => cause,
  )
  if (!(error instanceof TRPCClientError)) throw error
  return (error.data as { problem: { code: string; text: { zh: string }; data: Record<string, unknown> } }).problem
}

function preview(nodeId: string, port: string, document = deliveryModel) {
  return a.prosecutor.fetch('/arrow/preview', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ modelId, document, nodeId, port, limit: 10 }),
  })
}

it('uses ids whose check characters are right', () => {
  for (const line of deliveries.slice(1, 5)) {
    const id = (line.split(',')[1] ?? '').normalize('NFKC')
    expect(id[17]).toBe(checkCharacter(id))
  }
})

describe('a binding', () => {
  it('is proposed from names, counted, blocked by a code that nothing maps, and kept when it is mended', async () => {
    const { api } = a.data
    const { binding } = await api.bindings.propose.query({ logicalTable: 'T02', sourceId, table: '送达' })
    expect(binding.columns.case_no).toEqual({ from: '案号' })

    const open = bindingOf(sourceId, { 1: 'true', 0: 'false' })
    const check = await api.bindings.check.mutate({ binding: open })
    expect(check).toMatchObject({
      rows: 5,
      unmappedCodes: [{ column: 'receipt_flag', value: '2', rows: 1 }],
      identity: [{ column: 'id_no', valid: 4, invalid: 1, missing: 0 }],
    })
    expect(JSON.stringify(check.preview)).not.toMatch(/100101199001010013/)
    expect(await problemOf(api.bindings.save.mutate({ binding: open }))).toMatchObject({ code: 'binding-blocked' })

    const missing = { ...open, columns: { ...open.columns, sent_date: { from: '发文日期' } } }
    const { problems } = await api.bindings.check.mutate({ binding: missing })
    expect(problems).toMatchObject([{ code: 'physical-column-missing', field: 'columns.sent_date' }])

    expect(await api.bindings.save.mutate({ binding: bindingOf(sourceId) })).toMatchObject({
      state: 'bound',
      problems: [],
    })
  })
})

/** Rows shown and rows in all of a preview. */
async function shown(answer: Response) {
  if (!answer.ok) throw new Error(await answer.text())
  const table = tableFromIPC(new Uint8Array(await answer.arrayBuffer()))
  return [table.numRows, table.schema.metadata.get(arrowMetadata.totalRows)]
}

describe('a preview before the first run', () => {
  const [source, ...others] = deliveryModel.nodes as [GraphDocument['nodes'][number], ...GraphDocument['nodes']]

  it('shows the rows of a bound source though nothing else is drawn, and of what follows while the rest is wrong', async () => {
    modelId = await drawDeliveryModel(a.prosecutor)
    expect(await shown(await preview('deliveries', 'rows', { ...deliveryModel, nodes: [source], edges: [] }))).toEqual([
      5,
      '5',
    ])
    const broken = {
      id: 'later',
      type: 'filter',
      title: '以后',
      position: { x: 0, y: 0 },
      config: { condition: 'nothing >' },
    }
    const unfinished = {
      ...deliveryModel,
      nodes: [source, ...others.slice(0, 2), broken],
      edges: deliveryModel.edges.slice(0, 2),
    }
    expect(await shown(await preview('judge', 'leads', unfinished))).toEqual([2, '2'])
    expect(await (await preview('later', 'rows', unfinished)).json()).toMatchObject({ code: 'nothing-to-show' })
  })

  it('reads a source again when its binding changed, and masks what it shows', async () => {
    const other = bindingOf(sourceId)
    await a.data.api.bindings.save.mutate({
      binding: { ...other, columns: { ...other.columns, to_agency: { from: '案号' } } },
    })
    const answer = await preview('deliveries', 'rows')
    const [row] = tableFromIPC(new Uint8Array(await answer.arrayBuffer())).toArray()
    expect(row?.toJSON()).toMatchObject({ to_agency: '（2026）甲刑初1号', id_no: '10********0013' })
    await a.data.api.bindings.save.mutate({ binding: other })
  })

  it('says which table is not bound, and where to bind it', async () => {
    const unbound = { ...source, config: { table: 'T03' } }
    const answer = await preview('deliveries', 'rows', { ...deliveryModel, nodes: [unbound], edges: [] })
    expect(await answer.json()).toMatchObject({
      code: 'table-not-bound',
      text: { zh: expect.stringContaining('数据源') },
    })
  })

  it('shows rows that were typed into the model without any source', async () => {
    const typed = {
      ...source,
      type: 'inline-table',
      config: { table: { columns: [{ name: 'reason', label: '', type: 'text' }], rows: [['a'], ['b']] } },
    }
    expect(await shown(await preview('deliveries', 'rows', { ...deliveryModel, nodes: [typed], edges: [] }))).toEqual([
      2,
      '2',
    ])
  })
})

describe('a trial', () => {
  it('finds leads with their source rows, masked, and writes none of them into the lead list', async () => {
    const { api } = a.prosecutor
    const { runId } = await api.runs.start.mutate({ modelId, mode: 'trial' })
    const run = await finished(a.prosecutor, runId)
    expect(run).toMatchObject({
      state: 'finished',
      problem: null,
      leads: 2,
      undetermined: 1,
      unidentified: 1,
      runDate: '2026-11-20',
      versionNumber: null,
      severities: { red: 1, orange: 1, yellow: 0, blue: 0, green: 0 },
      outcomes: { violation: 2, suspect: 0 },
      drawn: { parameters: deliveryModel.parameters, nodes: expect.any(Array), edges: expect.any(Array) },
      sources: [{ nodeId: 'deliveries', logicalTable: 'T02', rows: 5, rejected: 0 }],
    })
    const leads = await api.runs.leads.query({ runId })
    expect(leads.map(({ severity, days, state, subjectId }) => [severity, days, state, subjectId])).toEqual([
      ['red', 76, 'trial', '10********0021'],
      ['orange', 36, 'trial', '10********0013'],
    ])
    const lead = await api.runs.lead.query({ runId, rowId: leads[0]?.id ?? '' })
    expect(lead.rules[0]?.statute).toMatchObject({ key: 'cpl.264' })
    expect(lead.evidence).toMatchObject([{ logicalTable: 'T02', sourceName: '法院送达登记', row: 3 }])
    expect(lead.evidence[0]?.values.find(({ column }) => column === 'id_no')).toMatchObject({
      normalised: { zh: expect.stringContaining('统一写法'), en: 'written in one way' },
    })
    expect((await api.runs.undetermined.query({ runId }))[0]).toMatchObject({ rule: 'R1', reason: '签收日不明' })
    expect((await api.runs.unidentified.query({ runId }))[0]).toMatchObject({ row: 6, logicalTable: 'T02' })
    expect(await api.leads.list.query()).toEqual([])
    // Who keeps the data does not read who is suspected of what, formally or in a trial.
    for (const refused of [
      () => a.data.api.runs.leads.query({ runId }),
      () => a.data.api.runs.lead.query({ runId, rowId: leads[0]?.id ?? '' }),
      () => a.data.api.runs.undetermined.query({ runId }),
    ]) {
      await expect(refused()).rejects.toMatchObject({ data: { problem: { code: 'not-allowed' } } })
    }
    const all = JSON.stringify([
      leads,
      lead,
      await api.runs.undetermined.query({ runId }),
      await api.runs.unidentified.query({ runId }),
    ])
    expect(all).not.toMatch(/100101199001\d{6}|１００１/)
  })

  it('tells its progress as server-sent events, up to the end, with rows that add up', async () => {
    const { runId } = await a.prosecutor.api.runs.start.mutate({ modelId, mode: 'trial' })
    const input = encodeURIComponent(JSON.stringify({ runId }))
    const answer = await fetch(`${server.url}/trpc/runs.watch?input=${input}`, {
      headers: { cookie: a.prosecutor.cookie, 'sec-fetch-site': 'same-origin', accept: 'text/event-stream' },
    })
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const events = (await answer.text()).split('\n').filter((line) => line.startsWith('data: {"runId"'))
    const last = JSON.parse(events.at(-1)?.slice('data: '.length) ?? '{}')
    expect(last).toMatchObject({ runId, state: 'finished', sources: [{ rows: 5, total: 5, state: 'read' }] })
    expect(last.steps.done).toBe(last.steps.total)
  })

  it('shows rows at every node as masked Arrow', async () => {
    const answer = await preview('judge', 'leads')
    expect(answer.headers.get('content-type')).toBe('application/vnd.apache.arrow.stream')
    const table = tableFromIPC(new Uint8Array(await answer.arrayBuffer()))
    expect([table.numRows, table.schema.metadata.get(arrowMetadata.totalRows)]).toEqual([2, '2'])
    expect(
      table
        .toArray()
        .map((row) => row?.toJSON().subject_id)
        .sort(),
    ).toEqual(['10********0013', '10********0021'])
  })

  it('says of shown rows which data they follow from, and that what was computed before is not computed again', async () => {
    const facts = async () => {
      const { metadata } = tableFromIPC(new Uint8Array(await (await preview('judge', 'leads')).arrayBuffer())).schema
      return (['runId', 'readAt', 'computedAt', 'engine', 'tables'] as const).map((key) =>
        String(metadata.get(arrowMetadata[key])),
      )
    }
    await facts()
    const [newest] = await a.prosecutor.api.runs.list.query({ modelId })
    const [runId, readAt = '', computedAt = '', engine, tables] = await facts()
    expect([runId, engine]).toEqual([newest?.id, 'duckdb'])
    expect(readAt < computedAt).toBe(true)
    expect(JSON.parse(tables ?? '')).toMatchObject({ made: 0, kept: expect.any(Number) })
  })

  it('shows the left rows of a join that found no partner, masked, and no plan that is for counting only', async () => {
    const [source, identity] = deliveryModel.nodes as [GraphDocument['nodes'][number], GraphDocument['nodes'][number]]
    const few = { ...identity, id: 'few', type: 'filter', config: { condition: 'sent_date < received_date' } }
    const met = {
      ...identity,
      id: 'met',
      type: 'join',
      config: { kind: 'semi', keys: [{ left: 'id_no', right: 'id_no' }], take: [] },
    }
    const edge = (id: string, from: string, to: string, port = 'rows') => ({
      id,
      from: { node: from, port: 'rows' },
      to: { node: to, port },
    })
    const joined: GraphDocument = {
      ...deliveryModel,
      nodes: [source, identity, few, met],
      edges: [
        edge('e1', 'deliveries', 'identity'),
        edge('e2', 'identity', 'few'),
        edge('e3', 'identity', 'met', 'left'),
        edge('e4', 'few', 'met', 'right'),
      ],
    }
    const answer = await preview('met', '~unmatched', joined)
    const rows = tableFromIPC(new Uint8Array(await answer.arrayBuffer())).toArray()
    expect(rows.map((row) => row?.toJSON().id_no)).toEqual(['10********0048'])
    for (const counted of ['~matched', '~right-identified'])
      expect(await (await preview('met', counted, joined)).json()).toMatchObject({ code: 'nothing-to-show' })
  })

  it('counts the changed nodes anew over the data of a run, asks about no other, and reads no source', async () => {
    const { api } = a.prosecutor
    const { runId } = await api.runs.start.mutate({ modelId, mode: 'trial' })
    const run = await finished(a.prosecutor, runId)
    const recount = (nodeIds: string[], document: GraphDocument = deliveryModel) =>
      api.models.recount.mutate({ modelId, document, runId, nodeIds })
    const all = await recount(deliveryModel.nodes.map(({ id }) => id))
    const sorted = (counts: readonly unknown[]) => counts.map((count) => JSON.stringify(count)).sort()
    expect(sorted(all.counts)).toEqual(sorted(run.counts))
    expect(sorted(all.judged)).toEqual(sorted(run.judged))

    const parameters = deliveryModel.parameters.map((one) => (one.name === 'limit_days' ? { ...one, value: 50 } : one))
    const changed = await recount(['judge'], { ...deliveryModel, parameters })
    expect(changed.nodeIds).toEqual(['judge'])
    expect(changed.counts.find(({ port }) => port === 'leads')).toMatchObject({ rows: 1 })
    // Three ports of the judge, and its rules: nothing above it is asked or computed again.
    expect([changed.questions, changed.tables.made <= 1]).toEqual([changed.counts.length + 1, true])
    expect((await recount(['judge'], { ...deliveryModel, parameters })).tables.made).toBe(0)
    expect(
      await problemOf(
        a.data.api.models.recount.mutate({ modelId, document: deliveryModel, runId, nodeIds: ['judge'] }),
      ),
    ).toMatchObject({ code: 'not-allowed' })
  })

  it('keeps the values that a run was given when it counts again, unless the drawing changed them since', async () => {
    const { api } = a.prosecutor
    const { runId } = await api.runs.start.mutate({ modelId, mode: 'trial', parameters: { limit_days: 50 } })
    await finished(a.prosecutor, runId)
    const leads = async (value: number) => {
      const parameters = deliveryModel.parameters.map((one) => (one.name === 'limit_days' ? { ...one, value } : one))
      const document = { ...deliveryModel, parameters }
      const { counts } = await api.models.recount.mutate({ modelId, document, runId, nodeIds: ['judge'] })
      return counts.find(({ port }) => port === 'leads')?.rows
    }
    expect([await leads(10), await leads(70)]).toEqual([1, 1])
    expect(await leads(20)).toBe(2)
  })

  it('gives SQL that is read node by node and whose own count is the one on the canvas', async () => {
    const { api } = a.prosecutor
    const asked = { modelId, document: deliveryModel, nodeId: 'judge', port: 'leads' }
    const { text, parts, relations } = await api.models.readSql.query(asked)
    expect([...new Set(parts.map(({ nodeId }) => nodeId))]).toEqual(['deliveries', 'identity', 'judge'])
    expect(relations).toEqual([{ relation: 'scan_deliveries', logicalTable: 'T02', table: '送达' }])
    expect(await api.models.countSql.mutate(asked)).toMatchObject({ rows: 2, text })
  })

  it('obeys the parameters of the run, and refuses one that the model does not have', async () => {
    const { api } = a.prosecutor
    const { runId } = await api.runs.start.mutate({ modelId, mode: 'trial', parameters: { limit_days: 50 } })
    expect(await finished(a.prosecutor, runId)).toMatchObject({
      leads: 1,
      parameters: [{}, { name: 'limit_days', value: '50' }],
    })
    const wrong = api.runs.start.mutate({ modelId, mode: 'trial', parameters: { limit: 50 } })
    expect(await problemOf(wrong)).toMatchObject({ code: 'parameter-unknown' })
  })

  it('keeps what it read in a folder of its own that only the server may open, without the extract files', async () => {
    const folder = join(server.house.folders.runs, a.organizationId)
    const runs = await readdir(folder)
    // What previews read before the first run went with it.
    expect(runs.filter((name) => name.startsWith('reading-'))).toEqual([])
    expect(runs.length).toBeGreaterThan(0)
    for (const run of runs) {
      expect(((await stat(join(folder, run))).mode & 0o777).toString(8)).toBe('700')
      expect((await readdir(join(folder, run))).filter((name) => name.endsWith('.csv'))).toEqual([])
      expect(JSON.parse(await readFile(join(folder, run, 'results.json'), 'utf8'))).toHaveProperty('leads')
    }
  })

  it('is refused with the problem and its node while the model is unfinished', async () => {
    const judge = deliveryModel.nodes[2] as (typeof deliveryModel.nodes)[number]
    const broken = {
      ...deliveryModel,
      nodes: deliveryModel.nodes.with(1, { ...judge, id: 'identity', type: 'from-the-future' }),
    }
    const problem = await problemOf(a.prosecutor.api.runs.start.mutate({ modelId, mode: 'trial', document: broken }))
    expect(problem).toMatchObject({ code: 'model-has-problems' })
    expect(problem.data.problems).toContainEqual(
      expect.objectContaining({ code: 'unknown-node-type', nodeId: 'identity' }),
    )
  })

  it('names source and node when the source is down at run time', async () => {
    const { api } = a.prosecutor
    const batches = (await a.data.api.sources.list.query()).find(({ id }) => id === sourceId)?.batches ?? []
    for (const { id: batchId } of batches) await a.data.api.sources.removeBatch.mutate({ sourceId, batchId })
    const { runId } = await api.runs.start.mutate({ modelId, mode: 'trial' })
    const run = await finished(a.prosecutor, runId)
    expect(run).toMatchObject({ state: 'failed', problem: { code: 'source-down', nodeIds: ['deliveries'] } })
    expect(run.problem?.text.zh).toMatch(/法院送达登记.*送达/)
    await importLines(a.data, sourceId, deliveries)
  })

  it('is interrupted, without leads, when its engine is killed', async () => {
    const { api } = a.prosecutor
    const { runId } = await api.runs.start.mutate({ modelId, mode: 'trial' })
    process.kill(await engineIn(join(server.house.folders.runs, a.organizationId, runId), 'running'), 'SIGKILL')
    expect(await finished(a.prosecutor, runId)).toMatchObject({
      state: 'interrupted',
      leads: 0,
      problem: { code: 'engine-died' },
    })
    expect(await api.runs.leads.query({ runId })).toEqual([])
  })

  it('ends its engine within five seconds when it is cancelled', async () => {
    const { api } = a.prosecutor
    const { runId } = await api.runs.start.mutate({ modelId, mode: 'trial' })
    const folder = join(server.house.folders.runs, a.organizationId, runId)
    await engineIn(folder, 'running')
    const asked = performance.now()
    await api.runs.cancel.mutate({ runId })
    expect(await finished(a.prosecutor, runId)).toMatchObject({ state: 'cancelled' })
    await engineIn(folder, 'gone')
    expect(performance.now() - asked).toBeLessThan(5000)
  })
})

describe('a formal run', () => {
  it('needs an approved version; then the same leads stay, new ones come, missing ones go', async () => {
    const { api } = a.prosecutor
    expect(await problemOf(api.runs.start.mutate({ modelId, mode: 'formal' }))).toMatchObject({
      code: 'version-not-approved',
    })

    const { id: submissionId } = await api.marketplace.submit.mutate({ modelId, note: '请审核' })
    const submission = await server.admin.api.marketplace.submission.query({ submissionId })
    expect(submission).toMatchObject({ mayDecide: true, version: 1 })
    expect(submission.sql.length).toBeGreaterThan(0)
    expect(submission.inputs[0]?.columns).toContain('received_date')
    await server.admin.api.marketplace.decide.mutate({ submissionId, decision: 'approve', reason: '规则清楚' })
    expect(await api.models.open.query({ modelId })).toMatchObject({ approvedVersion: 1 })

    const runFormally = async () => {
      const { runId } = await api.runs.start.mutate({ modelId, mode: 'formal' })
      return finished(a.prosecutor, runId)
    }
    expect(await runFormally()).toMatchObject({
      state: 'finished',
      changes: { new: 2, still: 0, gone: 0 },
      versionNumber: 1,
    })
    const first = await api.leads.list.query()
    expect(await runFormally()).toMatchObject({ changes: { new: 0, still: 2, gone: 0 } })
    expect((await api.leads.list.query()).map(({ id }) => id).sort()).toEqual(first.map(({ id }) => id).sort())

    await importLines(a.data, sourceId, [
      ...deliveries.filter((line) => !line.includes('初2号')),
      '（2026）甲刑初9号,100101199001010056,2026-01-05,2026-02-20,1',
    ])
    expect(await runFormally()).toMatchObject({ changes: { new: 1, still: 1, gone: 1 } })
    const gone = (await api.leads.list.query({ state: 'gone' }))[0]
    const lead = await api.leads.open.query({ leadId: gone?.id ?? '' })
    expect(lead.evidence[0]?.values.length).toBeGreaterThan(3)
  })

  it('is open to a clone of a listed version in another district, over that district’s own data', async () => {
    const b = await addDistrict(server, '乙县人民检察院', 'b')
    const [listing] = await b.prosecutor.api.marketplace.listings.query()
    expect(listing).toMatchObject({ title: deliveryModel.title, inputs: [{ table: 'T02', bound: false }] })
    const clone = await b.prosecutor.api.marketplace.clone.mutate({ listingId: listing?.id ?? '' })
    expect(
      await problemOf(b.prosecutor.api.runs.start.mutate({ modelId: clone.modelId, mode: 'formal' })),
    ).toMatchObject({ code: 'table-not-bound' })
    const own = await createDeliveries(b.data, [deliveries[0] ?? '', deliveries[1] ?? ''])
    await b.data.api.bindings.save.mutate({ binding: bindingOf(own) })
    const { runId } = await b.prosecutor.api.runs.start.mutate({ modelId: clone.modelId, mode: 'formal' })
    expect(await finished(b.prosecutor, runId)).toMatchObject({ state: 'finished', leads: 1, changes: { new: 1 } })
    const [theirs] = await b.prosecutor.api.leads.list.query()
    expect((await a.prosecutor.api.leads.list.query()).map(({ id }) => id)).not.toContain(theirs?.id)
    expect(await problemOf(a.prosecutor.api.leads.open.query({ leadId: theirs?.id ?? '' }))).toMatchObject({
      code: 'lead-not-found',
    })
  })
})

describe('a submission', () => {
  it('is refused while a note holds an id, naming the place and not the id', async () => {
    const { api } = a.prosecutor
    const id = await drawDeliveryModel(a.prosecutor)
    const note = {
      ...(deliveryModel.nodes[0] as (typeof deliveryModel.nodes)[number]),
      note: '张某 100101199001010013',
    }
    await api.models.save.mutate({
      modelId: id,
      document: { ...deliveryModel, nodes: deliveryModel.nodes.with(0, note) },
      baseRevision: 2,
    })
    const problem = await problemOf(api.marketplace.submit.mutate({ modelId: id, note: '' }))
    expect(problem).toMatchObject({
      code: 'personal-data-in-model',
      data: { problems: [{ nodeId: 'deliveries', field: 'note' }] },
    })
    expect(JSON.stringify(problem)).not.toContain('100101199001010013')
  })
})
