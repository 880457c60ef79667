import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Scope } from '../catalog.ts'
import type { Person } from '../people/person.ts'
import { toActor } from '../people/person.ts'
import type { TestCatalog } from '../testing/test-catalog.ts'
import { addDistrict, asApp, contextOf, openTestCatalog, runOf, sha256, submissionOf } from '../testing/test-catalog.ts'

let test: TestCatalog
let a: Awaited<ReturnType<typeof addDistrict>>
let b: Awaited<ReturnType<typeof addDistrict>>

beforeAll(async () => {
  test = await openTestCatalog()
  a = await addDistrict(test, '甲县人民检察院', 'a')
  b = await addDistrict(test, '乙县人民检察院', 'b')
})

afterAll(() => test?.[Symbol.asyncDispose]())

const as = <Result>(person: Person, work: (scope: Scope) => Promise<Result>) => test.catalog.as(toActor(person), work)

async function submitted(content: string) {
  return as(a.prosecutor, async ({ models, marketplace }) => {
    const { id: modelId } = await models.create({ title: '看守所超期投送', summary: '', document: { content } })
    return { modelId, submission: await marketplace.submit(submissionOf(modelId, content)) }
  })
}

async function listed(content: string) {
  const { modelId, submission } = await submitted(content)
  const { listingId } = await as(test.province, ({ marketplace }) =>
    marketplace.decide({ submissionId: submission.id, decision: 'approve', reason: '规则清楚' }),
  )
  return { modelId, submission, listingId: listingId ?? '' }
}

describe('a submission', () => {
  it('goes from the district to the province, with the version it is about, and comes back decided', async () => {
    const { modelId, submission } = await submitted('first')
    expect(submission).toMatchObject({
      version: 1,
      state: 'submitted',
      organization: '甲县人民检察院',
      decidedBy: null,
    })
    const seen = await as(test.province, ({ marketplace }) => marketplace.submission(submission.id))
    expect(seen).toMatchObject({ mayDecide: true, mayNotDecideBecause: null, note: '请审核' })
    expect(seen.version).toMatchObject({ modelId, number: 1, document: { content: 'first', position: 1 } })
    const { listingId } = await as(test.province, ({ marketplace }) =>
      marketplace.decide({ submissionId: submission.id, decision: 'return', reason: ' 请补充例外 ' }),
    )
    expect(listingId).toBeNull()
    const [mine] = await as(a.prosecutor, ({ marketplace }) => marketplace.submissions())
    expect(mine).toMatchObject({ state: 'returned', reason: '请补充例外', decidedBy: '管理员' })
    const model = await as(a.prosecutor, ({ models }) => models.get(modelId))
    expect(model.version).toEqual({ number: 1, state: 'returned' })
  })

  it('of the same content is not made twice, and after an approval there is nothing to submit', async () => {
    const { modelId, submission } = await submitted('twice')
    const again = () => as(a.prosecutor, ({ marketplace }) => marketplace.submit(submissionOf(modelId, 'twice')))
    await expect(again()).rejects.toMatchObject({ code: 'already-submitted' })
    await as(test.province, ({ marketplace }) =>
      marketplace.decide({ submissionId: submission.id, decision: 'approve', reason: '好' }),
    )
    await expect(again()).rejects.toMatchObject({ code: 'nothing-changed' })
    const second = await as(a.prosecutor, ({ marketplace }) => marketplace.submit(submissionOf(modelId, 'changed')))
    expect(second).toMatchObject({ version: 2, state: 'submitted' })
  })

  it('is invisible to another district', async () => {
    const { submission } = await submitted('private')
    const mine = await as(b.prosecutor, ({ marketplace }) => marketplace.submissions())
    expect(mine).toEqual([])
    await expect(as(b.prosecutor, ({ marketplace }) => marketplace.submission(submission.id))).rejects.toMatchObject({
      code: 'submission-not-found',
    })
  })

  it('whose hash is not that of its content is refused by the database', async () => {
    const { modelId } = await submitted('honest')
    const forged = { ...submissionOf(modelId, 'forged'), hash: sha256('something else') }
    await expect(as(a.prosecutor, ({ marketplace }) => marketplace.submit(forged))).rejects.toMatchObject({
      code: 'version-hash-wrong',
    })
  })
})

describe('a decision', () => {
  it('needs a reason, the role, and is made once, also when two decide at the same moment', async () => {
    const { submission } = await submitted('decide')
    const decide = (person: Person, reason: string) =>
      as(person, ({ marketplace }) => marketplace.decide({ submissionId: submission.id, decision: 'approve', reason }))
    await expect(decide(test.province, '  ')).rejects.toMatchObject({ code: 'reason-missing' })
    await expect(decide(a.prosecutor, '自批')).rejects.toMatchObject({ code: 'not-allowed' })
    const both = await Promise.allSettled([decide(test.province, '一'), decide(test.province, '二')])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(decide(test.province, '三')).rejects.toMatchObject({ code: 'already-decided' })
  })

  it('is never the author’s own: the store says so, and so does the database when the store is passed by', async () => {
    const { catalog, province } = test
    const both = await catalog.createPerson(toActor(province), {
      username: 'both',
      password: 'a long enough password',
      name: '兼任',
      roles: ['prosecutor', 'provincial-admin'],
      organizationId: province.organization.id,
    })
    const submission = await as(both, async ({ models, marketplace }) => {
      const { id } = await models.create({ title: 't', summary: '', document: {} })
      return marketplace.submit(submissionOf(id, 'own'))
    })
    const opened = await as(both, ({ marketplace }) => marketplace.submission(submission.id))
    expect(opened).toMatchObject({ mayDecide: false, mayNotDecideBecause: { zh: expect.stringContaining('作者') } })
    await expect(
      as(both, ({ marketplace }) =>
        marketplace.decide({ submissionId: submission.id, decision: 'approve', reason: '自批' }),
      ),
    ).rejects.toMatchObject({ code: 'author-may-not-decide' })

    const insert = `insert into decision (submission_id, organization_id, decision, reason, decided_by, decided_by_name)
      values ($1, $2, 'approve', '自批', $3, 'x')`
    await asApp(test, contextOf(both), async (client) => {
      const values = [submission.id, both.organization.id, both.id]
      await expect(client.query(insert, values)).rejects.toMatchObject({ code: 'JM002' })
    })
    // Nor in another's name: row-level security compares with who acts.
    await asApp(test, contextOf(both), async (client) => {
      const values = [submission.id, both.organization.id, province.id]
      await expect(client.query(insert, values)).rejects.toMatchObject({ code: '42501' })
    })
  })

  it('alone makes a listing: the database lists nothing that was not approved', async () => {
    const { submission } = await submitted('unapproved')
    const { version } = await as(test.province, ({ marketplace }) => marketplace.submission(submission.id))
    await asApp(test, contextOf(test.province), async (client) => {
      const insert = `insert into listing (version_id, model_id, organization_id, organization_name, version_number, title, summary, inputs)
        values ($1, $2, $3, 'x', 1, 't', '', '[]')`
      await expect(client.query(insert, [version.id, version.modelId, version.organizationId])).rejects.toMatchObject({
        code: 'JM003',
      })
    })
  })
})

describe('a version', () => {
  it('cannot be changed or deleted by the server, nor by the owner of the table', async () => {
    await listed('immutable')
    for (const statement of [`update version set title = 'x'`, 'delete from version', 'delete from submission']) {
      await asApp(test, contextOf(a.prosecutor), async (client) => {
        await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' })
      })
    }
    const { Client } = await import('pg')
    const superuser = new Client({ connectionString: test.cluster.urlOf('jianmo') })
    await superuser.connect()
    await expect(superuser.query(`update jianmo.version set title = 'x'`)).rejects.toMatchObject({ code: 'JM001' })
    await superuser.end()
  })
})

describe('a listing', () => {
  it('is seen by every district with its document, and cloning makes one model there', async () => {
    const { listingId } = await listed('for all')
    const seen = await as(b.prosecutor, ({ marketplace }) => marketplace.listing(listingId))
    expect(seen).toMatchObject({
      organization: '甲县人民检察院',
      clones: 0,
      clonedAs: null,
      document: { content: 'for all' },
    })
    const clone = () => as(b.prosecutor, ({ marketplace }) => marketplace.clone(listingId))
    const [first, second] = await Promise.all([clone(), clone()])
    expect(first).toEqual(second)
    const opened = await as(b.prosecutor, ({ models }) => models.open(first.modelId))
    expect(opened.document).toEqual({ content: 'for all', position: 1 })
    expect(opened.model.origin).toEqual({ listingId, from: '甲县人民检察院', version: 1 })
    const after = await as(b.prosecutor, ({ marketplace }) => marketplace.listing(listingId))
    expect(after).toMatchObject({ clones: 1, clonedAs: first.modelId })
    expect(await as(a.prosecutor, ({ marketplace }) => marketplace.listing(listingId))).toMatchObject({
      clonedAs: null,
    })
  })

  it('stands in the list with its newest version only', async () => {
    const { modelId } = await listed('v1')
    const second = await as(a.prosecutor, ({ marketplace }) => marketplace.submit(submissionOf(modelId, 'v2')))
    await as(test.province, ({ marketplace }) =>
      marketplace.decide({ submissionId: second.id, decision: 'approve', reason: '好' }),
    )
    const listings = await as(b.prosecutor, ({ marketplace }) => marketplace.listings())
    expect(listings.filter((listing) => listing.modelId === modelId).map((listing) => listing.version)).toEqual([2])
  })
})

describe('a formal run', () => {
  it('needs an approved version of exactly that content: the own one, or the listing that was cloned', async () => {
    const { modelId, submission, listingId } = await listed('formal')
    const { version } = await as(a.prosecutor, ({ marketplace }) => marketplace.submission(submission.id))
    const formal = { mode: 'formal', versionId: version.id, versionHash: version.hash } as const
    await as(a.prosecutor, ({ runs }) => runs.start(runOf(modelId, formal)))

    const { modelId: cloned } = await as(b.prosecutor, ({ marketplace }) => marketplace.clone(listingId))
    expect(await as(b.prosecutor, ({ versions }) => versions.approved(cloned, version.hash))).toMatchObject({
      id: version.id,
    })
    await as(b.prosecutor, ({ runs }) => runs.start(runOf(cloned, formal)))

    const own = await as(b.prosecutor, ({ models }) => models.create({ title: 'own', summary: '', document: {} }))
    expect(await as(b.prosecutor, ({ versions }) => versions.approved(own.id, version.hash))).toBeNull()
    for (const change of [formal, { mode: 'formal', versionId: null } as const]) {
      await expect(as(b.prosecutor, ({ runs }) => runs.start(runOf(own.id, change)))).rejects.toMatchObject({
        code: 'formal-needs-approval',
      })
    }
    const other = { ...formal, versionHash: sha256('other content') }
    await expect(as(a.prosecutor, ({ runs }) => runs.start(runOf(modelId, other)))).rejects.toMatchObject({
      code: 'formal-needs-approval',
    })
  })
})
