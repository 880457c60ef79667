import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scope } from '../catalog.ts'
import { toActor } from '../people/person.ts'
import type { TestCatalog } from '../testing/test-catalog.ts'
import { addDistrict, asApp, contextOf, openTestCatalog } from '../testing/test-catalog.ts'

let test: TestCatalog
let a: Awaited<ReturnType<typeof addDistrict>>

beforeAll(async () => {
  test = await openTestCatalog()
  a = await addDistrict(test, '甲县人民检察院', 'a')
})

afterAll(() => test?.[Symbol.asyncDispose]())

const as = <Result>(work: (scope: Scope) => Promise<Result>) => test.catalog.as(toActor(a.prosecutor), work)
const draft = (modelId: string, baseRevision: number, document: unknown) => ({
  modelId,
  baseRevision,
  title: '改名',
  summary: '说明',
  document,
})

describe('a draft', () => {
  it('comes back exactly as it was saved, unknown parts and the order of keys included', async () => {
    const document = { z: 1, a: { unknown: ['节点', null, 1.5] }, 'needs "quotes"': true }
    const { id } = await as(({ models }) => models.create({ title: 't', summary: '', document }))
    const opened = await as(({ models }) => models.open(id))
    expect(JSON.stringify(opened.document)).toBe(JSON.stringify(document))
    expect(opened.model).toMatchObject({
      revision: 1,
      updatedBy: 'aprosecutor',
      version: null,
      origin: null,
      lastRun: null,
    })
  })

  it('is saved upon the newest revision only; the second of two tabs is told who was faster', async () => {
    const { id } = await as(({ models }) => models.create({ title: 't', summary: '', document: { n: 1 } }))
    const saved = await as(({ models }) => models.saveDraft(draft(id, 1, { n: 2 })))
    expect(saved.revision).toBe(2)
    await expect(as(({ models }) => models.saveDraft(draft(id, 1, { n: 'lost' })))).rejects.toMatchObject({
      code: 'model-changed-elsewhere',
      data: { revision: 2, savedBy: 'aprosecutor', savedAt: saved.savedAt },
    })
    expect(await as(({ models }) => models.open(id))).toMatchObject({
      model: { title: '改名', revision: 2 },
      document: { n: 2 },
    })
  })

  it('saved from two tabs at the same moment is saved once', async () => {
    const { id } = await as(({ models }) => models.create({ title: 't', summary: '', document: { n: 1 } }))
    const both = await Promise.allSettled([2, 3].map((n) => as(({ models }) => models.saveDraft(draft(id, 1, { n })))))
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await as(({ models }) => models.get(id))).revision).toBe(2)
  })

  it('keeps every earlier revision, and nobody can rewrite one', async () => {
    const { id } = await as(({ models }) => models.create({ title: 't', summary: '', document: { n: 1 } }))
    await as(({ models }) => models.saveDraft(draft(id, 1, { n: 2 })))
    expect(await as(({ models }) => models.revision(id, 1))).toMatchObject({
      document: { n: 1 },
      savedBy: 'aprosecutor',
    })
    await expect(as(({ models }) => models.revision(id, 9))).rejects.toMatchObject({ code: 'revision-not-found' })
    await asApp(test, contextOf(a.prosecutor), async (client) => {
      await expect(client.query(`update model_revision set document = '{}'`)).rejects.toMatchObject({ code: '42501' })
    })
  })

  it('that was removed is gone from the list and takes no more saves', async () => {
    const { id } = await as(({ models }) => models.create({ title: 'gone', summary: '', document: {} }))
    await as(({ models }) => models.remove(id))
    expect((await as(({ models }) => models.list())).map((model) => model.id)).not.toContain(id)
    await expect(as(({ models }) => models.saveDraft(draft(id, 1, {})))).rejects.toMatchObject({
      code: 'model-not-found',
    })
  })
})

describe('work in a scope', () => {
  it('is undone as a whole when it throws', async () => {
    const before = (await as(({ models }) => models.list())).length
    const failing = as(async ({ models }) => {
      await models.create({ title: 'undone', summary: '', document: {} })
      throw new Error('afterwards')
    })
    await expect(failing).rejects.toThrow('afterwards')
    expect(await as(({ models }) => models.list())).toHaveLength(before)
  })

  it('rejects when the database cuts the connection, and the next work gets a new one', async () => {
    const superuser = new Client({ connectionString: test.cluster.url })
    await superuser.connect()
    const cut = as(async ({ models }) => {
      await models.list()
      await superuser.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'jianmo_app'`)
      await wait(50)
      return models.list()
    })
    await expect(cut).rejects.toThrow()
    await superuser.end()
    expect(await as(({ models }) => models.list())).toEqual(expect.any(Array))
  })
})
