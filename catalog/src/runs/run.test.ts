import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scope } from '../catalog.ts'
import { toActor } from '../people/person.ts'
import type { TestCatalog } from '../testing/test-catalog.ts'
import { addDistrict, asApp, contextOf, openTestCatalog, runOf } from '../testing/test-catalog.ts'
import type { RunResult, RunSource } from './run.ts'

let test: TestCatalog
let a: Awaited<ReturnType<typeof addDistrict>>
let modelId: string

beforeAll(async () => {
  test = await openTestCatalog()
  a = await addDistrict(test, '甲县人民检察院', 'a')
  modelId = (await as(({ models }) => models.create({ title: '超期投送', summary: '', document: {} }))).id
})

afterAll(() => test?.[Symbol.asyncDispose]())

const as = <Result>(work: (scope: Scope) => Promise<Result>) => test.catalog.as(toActor(a.prosecutor), work)

const result: RunResult = {
  leads: 3,
  undetermined: 2,
  unidentified: 1,
  severities: { red: 1, orange: 2 },
  changes: null,
  counts: { ports: [{ nodeId: 'n1', port: 'rows', rows: 9 }] },
  warnings: [],
}

const source: RunSource = {
  nodeId: 'n1',
  logicalTable: 'T01',
  sourceId: '00000000-0000-4000-8000-000000000001',
  sourceName: '法院裁判库',
  snapshot: 'batch-1',
  readAt: '2026-11-20T01:02:03.000Z',
  rows: 9,
  counted: 9,
  rejected: 0,
}

const problem = { code: 'engine-died', text: { zh: '中断', en: 'Died' }, nodeIds: ['n1'] }

const start = (change = {}) => as(({ runs }) => runs.start(runOf(modelId, change)))

describe('a run', () => {
  it('keeps what it read, the text that ran and what it found', async () => {
    const { runId } = await start()
    await as(({ runs }) => runs.advance(runId, 'reading'))
    await as(({ runs }) => runs.recordSource(runId, source))
    await as(({ runs }) => runs.advance(runId, 'computing'))
    await as(({ runs }) => runs.finish(runId, result))
    const opened = await as(({ runs }) => runs.open(runId))
    expect(opened).toMatchObject({
      state: 'finished',
      leads: 3,
      undetermined: 2,
      unidentified: 1,
      modelTitle: '超期投送',
    })
    expect(opened).toMatchObject({ runDate: '2026-11-20', result, sources: [source], startedBy: 'aprosecutor' })
    expect(opened.steps).toEqual(runOf(modelId).steps)
    expect(opened.finishedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
    expect(opened.seconds).toBeGreaterThanOrEqual(0)
    const model = await as(({ models }) => models.get(modelId))
    expect(model.lastRun).toMatchObject({ id: runId, state: 'finished', leads: 3 })
  })

  it('never leaves a final state, whoever asks', async () => {
    const { runId } = await start()
    await as(({ runs }) => runs.cancel(runId))
    for (const move of [
      () => as(({ runs }) => runs.advance(runId, 'reading')),
      () => as(({ runs }) => runs.finish(runId, result)),
      () => as(({ runs }) => runs.fail(runId, problem)),
      () => as(({ runs }) => runs.interrupt(runId, problem)),
      () => as(({ runs }) => runs.cancel(runId)),
    ]) {
      await expect(move()).rejects.toMatchObject({ code: 'run-moved-on', data: { state: 'cancelled' } })
    }
  })

  it('skips no state: queued does not finish, and the database refuses it too', async () => {
    const { runId } = await start()
    await expect(as(({ runs }) => runs.finish(runId, result))).rejects.toMatchObject({ code: 'run-moved-on' })
    await asApp(test, contextOf(a.prosecutor), async (client) => {
      const update = `update run set state = 'finished', finished_at = now() where id = $1`
      await expect(client.query(update, [runId])).rejects.toMatchObject({ code: 'JM004' })
    })
    await as(({ runs }) => runs.cancel(runId))
  })

  it('finishes once, also when it is cancelled at the same moment', async () => {
    const { runId } = await start()
    await as(({ runs }) => runs.advance(runId, 'reading'))
    await as(({ runs }) => runs.advance(runId, 'computing'))
    const both = await Promise.allSettled([
      as(({ runs }) => runs.finish(runId, result)),
      as(({ runs }) => runs.cancel(runId)),
    ])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('takes no rows that were not counted in the same snapshot', async () => {
    const { runId } = await start()
    await expect(as(({ runs }) => runs.recordSource(runId, { ...source, counted: 8 }))).rejects.toMatchObject({
      code: '23514',
    })
    await as(({ runs }) => runs.cancel(runId))
  })

  it('takes no step whose hash is not that of its text', async () => {
    const steps = [
      { nodeId: 'n1', port: 'rows', relation: 'r', nodeIds: ['n1'], text: 'select 1', hash: 'of something else' },
    ]
    await expect(start({ steps })).rejects.toMatchObject({ code: '23514' })
  })
})

describe('a run whose server died', () => {
  it('is interrupted when the only server starts again, and stays so', async () => {
    const { runId } = await start({ serverInstance: 'dead' })
    await as(({ runs }) => runs.advance(runId, 'reading'))
    const { runId: living } = await start({ serverInstance: 'new' })
    const interrupted = await test.catalog.system((system) => system.interruptAbandoned('new', { soleServer: true }))
    expect(interrupted).toEqual([runId])
    expect(await as(({ runs }) => runs.open(runId))).toMatchObject({
      state: 'interrupted',
      problem: { code: 'run-interrupted', text: { zh: expect.stringContaining('中断') } },
    })
    expect(await as(({ runs }) => runs.renew(runId, 'dead'))).toBe(false)
    expect(await as(({ runs }) => runs.renew(living, 'new'))).toBe(true)
    await expect(as(({ runs }) => runs.advance(runId, 'computing'))).rejects.toMatchObject({ code: 'run-moved-on' })
    await as(({ runs }) => runs.cancel(living))
  })

  it('is left alone by another server while its lease holds', async () => {
    const { runId } = await start({ serverInstance: 'other' })
    const sweep = () => test.catalog.system((system) => system.interruptAbandoned('this', { soleServer: false }))
    expect(await sweep()).toEqual([])
    const { Client } = await import('pg')
    const superuser = new Client({ connectionString: test.cluster.urlOf('jianmo') })
    await superuser.connect()
    await superuser.query(`update jianmo.run set lease_until = now() - interval '1 second' where id = $1`, [runId])
    await superuser.end()
    expect(await sweep()).toEqual([runId])
  })
})
