import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scope } from '../catalog.ts'
import { toActor } from '../people/person.ts'
import type { RunChanges } from '../runs/run.ts'
import type { TestCatalog } from '../testing/test-catalog.ts'
import { addDistrict, openTestCatalog, runOf, submissionOf } from '../testing/test-catalog.ts'
import type { FoundLead } from './lead.ts'

let test: TestCatalog
let a: Awaited<ReturnType<typeof addDistrict>>
let modelId: string
let version: { id: string; hash: string }

beforeAll(async () => {
  test = await openTestCatalog()
  a = await addDistrict(test, '甲县人民检察院', 'a')
  const submission = await as(async ({ models, marketplace }) => {
    modelId = (await models.create({ title: '超期投送', summary: '', document: {} })).id
    return marketplace.submit(submissionOf(modelId, 'leads'))
  })
  const actor = toActor(test.province)
  version = (await test.catalog.as(actor, ({ marketplace }) => marketplace.submission(submission.id))).version
  await test.catalog.as(actor, ({ marketplace }) =>
    marketplace.decide({ submissionId: submission.id, decision: 'approve', reason: '好' }),
  )
})

afterAll(() => test?.[Symbol.asyncDispose]())

const as = <Result>(work: (scope: Scope) => Promise<Result>) => test.catalog.as(toActor(a.prosecutor), work)

function leadOf(key: string, change: Partial<FoundLead> = {}): FoundLead {
  const label = { zh: '收到执行文书日', en: 'Received' }
  return {
    key,
    subjectId: '10000019900101001X',
    subjectName: '测试人',
    severity: 'orange',
    outcome: 'violation',
    deadline: '2026-03-02',
    days: 12,
    unit: '甲县看守所',
    rules: [
      {
        rule: 'r1',
        title: '疑似超期投送',
        outcome: 'violation',
        severity: 'orange',
        deadline: '2026-03-02',
        days: 12,
        eventDate: '2026-01-31',
        statute: null,
        reason: null,
      },
    ],
    values: [{ column: 'recv', label, value: '2026-01-31', type: 'date' }],
    timeline: [{ label, date: '2026-01-31', kind: 'event' }],
    evidence: [
      {
        nodeId: 'n1',
        logicalTable: 'T03',
        tableLabel: { zh: '看守所在押人员', en: 'Register' },
        sourceId: 'gone-tomorrow',
        sourceName: '看守所花名册',
        batch: 'batch-1',
        row: 17,
        values: [{ column: 'id_no', label, value: '10000019900101001X', normalised: label }],
      },
    ],
    ...change,
  }
}

async function formalRun(leads: readonly FoundLead[]): Promise<{ runId: string; changes: RunChanges }> {
  return as(async (scope) => {
    const { runs } = scope
    const { runId } = await runs.start(
      runOf(modelId, { mode: 'formal', versionId: version.id, versionHash: version.hash }),
    )
    await runs.advance(runId, 'reading')
    await runs.advance(runId, 'computing')
    const changes = await scope.leads.record(runId, leads)
    await runs.finish(runId, {
      leads: leads.length,
      undetermined: 0,
      unidentified: 0,
      severities: {},
      changes,
      counts: null,
      warnings: [],
    })
    return { runId, changes }
  })
}

describe('the leads of formal runs', () => {
  it('are new, then still, then gone, and never doubled', async () => {
    const first = await formalRun([leadOf('k1'), leadOf('k2')])
    expect(first.changes).toEqual({ new: 2, still: 0, gone: 0 })
    const before = await as(({ leads }) => leads.list({ modelId }))

    const second = await formalRun([leadOf('k1', { days: 13, severity: 'red' }), leadOf('k3')])
    expect(second.changes).toEqual({ new: 1, still: 1, gone: 1 })
    const after = await as(({ leads }) => leads.list({ modelId }))
    expect(after.map((lead) => [lead.key, lead.state]).sort()).toEqual([
      ['k1', 'still'],
      ['k2', 'gone'],
      ['k3', 'new'],
    ])
    const idOf = (list: typeof before, key: string) => list.find((lead) => lead.key === key)?.id
    expect(idOf(after, 'k1')).toBe(idOf(before, 'k1'))
    expect(after.find((lead) => lead.key === 'k1')).toMatchObject({ days: 13, severity: 'red', runId: second.runId })
    expect(after.find((lead) => lead.key === 'k2')).toMatchObject({ runId: first.runId })

    const third = await formalRun([leadOf('k1'), leadOf('k2'), leadOf('k3')])
    expect(third.changes).toEqual({ new: 1, still: 2, gone: 0 })
    const again = await formalRun([leadOf('k1'), leadOf('k2'), leadOf('k3')])
    expect(again.changes).toEqual({ new: 0, still: 3, gone: 0 })
    const states = (runId: string) =>
      as(({ leads }) => leads.ofRun(runId)).then((list) => list.map((lead) => [lead.key, lead.state]))
    expect(await states(second.runId)).toEqual([
      ['k1', 'still'],
      ['k2', 'gone'],
      ['k3', 'new'],
    ])
    expect(await as(({ leads }) => leads.list({ state: 'gone' }))).toEqual([])
  })

  it('keep a copy of their source rows, also when they are gone', async () => {
    await formalRun([leadOf('copied')])
    await formalRun([])
    const [lead] = (await as(({ leads }) => leads.list())).filter((one) => one.key === 'copied')
    const opened = await as(({ leads }) => leads.open(lead?.id ?? ''))
    expect(opened).toMatchObject({ state: 'gone', runDate: '2026-11-20', versionNumber: 1 })
    const { evidence, values, timeline, rules } = leadOf('copied')
    expect(opened).toMatchObject({ evidence, values, timeline, rules })
  })

  it('roll back with the run: what did not finish left no lead', async () => {
    const lost = as(async ({ runs, leads }) => {
      const { runId } = await runs.start(
        runOf(modelId, { mode: 'formal', versionId: version.id, versionHash: version.hash }),
      )
      await leads.record(runId, [leadOf('lost')])
      await runs.finish(runId, {
        leads: 1,
        undetermined: 0,
        unidentified: 0,
        severities: {},
        changes: null,
        counts: null,
        warnings: [],
      })
    })
    await expect(lost).rejects.toMatchObject({ code: 'run-moved-on' })
    expect((await as(({ leads }) => leads.list())).map((lead) => lead.key)).not.toContain('lost')
  })

  it('come from no trial', async () => {
    const { runId } = await as(({ runs }) => runs.start(runOf(modelId)))
    await expect(as(({ leads }) => leads.record(runId, [leadOf('trial')]))).rejects.toMatchObject({
      code: 'trial-keeps-no-leads',
    })
  })

  it('are written by the thousand in one statement each, not one by one', async () => {
    const many = Array.from({ length: 2500 }, (_, index) => leadOf(`many-${index}`))
    const before = performance.now()
    const { changes } = await formalRun(many)
    expect(changes.new).toBe(2500)
    expect(performance.now() - before).toBeLessThan(10_000)
  })

  it('say how many source rows there are where they keep only some', async () => {
    const { runId } = await formalRun([leadOf('many', { evidenceTotal: 5000 }), leadOf('few')])
    const totals = await as(async ({ leads }) => {
      const seen = (await leads.ofRun(runId)).filter(({ state }) => state !== 'gone')
      return Promise.all(seen.map(async ({ id, key }) => [key, (await leads.open(id)).evidenceTotal]))
    })
    expect(Object.fromEntries(totals)).toEqual({ many: 5000, few: undefined })
  })
})
