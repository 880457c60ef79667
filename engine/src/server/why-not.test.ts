import { TRPCClientError } from '@trpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bindingOf, createDeliveries, deliveryModel, drawDeliveryModel, finished } from './testing/delivery-model.ts'
import { addDistrict, openTestServer, type TestServer } from './testing/test-server.ts'

let server: TestServer
let a: Awaited<ReturnType<typeof addDistrict>>
let modelId: string

beforeAll(async () => {
  server = await openTestServer()
  a = await addDistrict(server, '甲县人民检察院', 'a')
  await a.data.api.bindings.save.mutate({ binding: bindingOf(await createDeliveries(a.data)) })
  modelId = await drawDeliveryModel(a.prosecutor)
})

afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
})

const ask = (id: string, more: { readonly runId?: string } = {}) =>
  a.prosecutor.api.models.whyNot.mutate({ modelId, document: deliveryModel, sought: { kind: 'person', id }, ...more })

async function codeOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => new Error('it was not refused'),
    (cause: unknown) => cause,
  )
  if (!(error instanceof TRPCClientError)) throw error
  return (error.data as { problem: { code: string } }).problem.code
}

describe('why not', () => {
  it('asks for a run first, and refuses what is no id', async () => {
    expect(await codeOf(ask('10010119900101003X'))).toBe('no-data-yet')
    expect(await codeOf(ask('张三'))).toBe('id-malformed')
  })

  it('names the rule that did not hold, with its values, masked, over the data of the newest run', async () => {
    const { runId } = await a.prosecutor.api.runs.start.mutate({ modelId, mode: 'trial' })
    await finished(a.prosecutor, runId)
    const found = await ask(' 10010119900101003x ')
    expect(found).toMatchObject({
      verdict: 'stopped',
      understood: { text: '10********003X', reason: null },
      runId,
      sameModel: true,
      sources: [{ nodeId: 'deliveries', sourceName: '法院送达登记', total: 5, rows: [4], near: [] }],
      leads: [],
    })
    expect(found.ends[0]).toMatchObject({ kind: 'stopped', nodeId: 'judge', decisive: true })
    expect(found.ends[0]?.path.map(({ nodeId }) => nodeId)).toEqual(['deliveries', 'identity'])
    const [reason] = found.ends[0]?.reasons ?? []
    expect(reason?.kind === 'rules' && reason.rows[0]?.[0]?.conditions).toMatchObject([
      {
        role: 'when',
        text: 'days_between(sent_date, received_date) > $limit_days',
        value: false,
        alone: true,
        operands: expect.arrayContaining([
          expect.objectContaining({ text: 'days_between(sent_date, received_date)', value: '4' }),
          expect.objectContaining({ text: '$limit_days', value: '10' }),
        ]),
      },
    ])
    expect(JSON.stringify(found)).not.toMatch(/100101199001/)
  })

  it('says that somebody is a lead, with the lead, also over a run that is named', async () => {
    const [run] = await a.prosecutor.api.runs.list.query({ modelId })
    const found = await ask('100101199001010021', { runId: run?.id ?? '' })
    expect(found).toMatchObject({ verdict: 'lead', leads: [{ rule: 'R1', severity: 'red' }] })
    const rowId = found.leads[0]?.rowId ?? ''
    expect(await a.prosecutor.api.runs.lead.query({ runId: run?.id ?? '', rowId })).toMatchObject({ severity: 'red' })
  })

  it('tells 待补 and 待核身份 with their reasons', async () => {
    expect(await ask('100101199001010048')).toMatchObject({ verdict: 'undetermined' })
    const damaged = await ask('1.00101e+17')
    expect(damaged.ends[0]).toMatchObject({ kind: 'left', nodeId: 'identity', through: [{ port: 'unverified' }] })
    expect(damaged.understood.reason?.zh).toContain('表格软件')
  })

  it('says where it looked when the person is in no source', async () => {
    const found = await ask('100101199001010128')
    expect(found).toMatchObject({ verdict: 'nowhere', sources: [{ total: 5, rows: [] }] })
    expect(found.sources[0]?.batch).not.toBe('')
  })

  it('is for prosecutors of the district only', async () => {
    const sought = { kind: 'person', id: '10010119900101003X' } as const
    expect(await codeOf(a.data.api.models.whyNot.mutate({ modelId, sought }))).toBe('not-allowed')
    const b = await addDistrict(server, '乙县人民检察院', 'b')
    expect(await codeOf(b.prosecutor.api.models.whyNot.mutate({ modelId, sought }))).toBe('model-not-found')
  })
})
