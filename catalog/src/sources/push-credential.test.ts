import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toActor } from '../people/person.ts'
import type { TestCatalog } from '../testing/test-catalog.ts'
import { addDistrict, asApp, contextOf, openTestCatalog } from '../testing/test-catalog.ts'

let test: TestCatalog
let a: Awaited<ReturnType<typeof addDistrict>>
let b: Awaited<ReturnType<typeof addDistrict>>
let superuser: Client

beforeAll(async () => {
  test = await openTestCatalog()
  a = await addDistrict(test, '甲县人民检察院', 'a')
  b = await addDistrict(test, '乙县人民检察院', 'b')
  superuser = new Client({ connectionString: test.cluster.urlOf('jianmo') })
  await superuser.connect()
})

afterAll(async () => {
  await superuser?.end()
  await test?.[Symbol.asyncDispose]()
})

let made = 0
async function newSource(kind = 'push'): Promise<string> {
  const settings = { tables: '在押人员(人员编号*)' }
  const input = { name: `来源${++made}`, kind, agency: '看守所', settings, secrets: [] }
  return (await test.catalog.as(toActor(a.dataAdministrator), ({ sources }) => sources.create(input))).id
}
const asData = () => toActor(a.dataAdministrator)
const create = (sourceId: string, label = '看守所一号机') =>
  test.catalog.as(asData(), ({ credentials }) => credentials.create(sourceId, label))
const access = (token: string) => test.catalog.system((system) => system.pushAccess(token))

describe('a push credential', () => {
  it('opens its own source, and the database keeps only a hash of it', async () => {
    const sourceId = await newSource()
    const { credential, token } = await create(sourceId)
    expect(token).toMatch(/^jmp_[0-9a-f]{32}_[A-Za-z0-9_-]{43}$/)
    expect(credential).toMatchObject({ label: '看守所一号机', lastUsedAt: null, revokedAt: null })
    expect(await access(token)).toEqual({
      credentialId: credential.id,
      organizationId: a.organization.id,
      sourceId,
      settings: { tables: '在押人员(人员编号*)' },
    })
    const listed = await test.catalog.as(asData(), ({ credentials }) => credentials.list(sourceId))
    const { rows } = await superuser.query('select * from jianmo.push_credential')
    const { rows: trail } = await superuser.query('select * from jianmo.audit')
    const secret = token.slice(37)
    expect(JSON.stringify([listed, trail, credential])).not.toContain(secret)
    expect(rows.map((row) => JSON.stringify(row) + row.secret_hash.toString('latin1')).join()).not.toContain(secret)
    expect(trail.map(({ action }) => action)).toContain('credentials.create')
  })

  it('opens nothing with another secret, another id, another form, or once it is revoked', async () => {
    const sourceId = await newSource()
    const { credential, token } = await create(sourceId)
    const other = await create(sourceId)
    const wrong = [
      '',
      'jmp_',
      token.slice(0, -1),
      `${token}A`,
      token.slice(0, 37) + other.token.slice(37),
      token.replace(/^jmp_.{8}/, 'jmp_00000000'),
      token.toUpperCase(),
      ` ${token}`,
    ]
    for (const each of wrong) expect(await access(each), each).toBeNull()
    await test.catalog.as(asData(), ({ credentials }) => credentials.revoke(sourceId, credential.id))
    expect(await access(token)).toBeNull()
    expect(await access(other.token)).toMatchObject({ sourceId })
    await expect(
      test.catalog.as(asData(), ({ credentials }) => credentials.revoke(sourceId, credential.id)),
    ).rejects.toMatchObject({ code: 'credential-not-found' })
    await expect(
      superuser.query('update jianmo.push_credential set revoked_at = null where id = $1', [credential.id]),
    ).rejects.toMatchObject({ code: 'JM006' })
  })

  it('is changed without a gap: two are valid at a time, never three, also when three are asked for at once', async () => {
    const sourceId = await newSource()
    const asked = await Promise.allSettled([create(sourceId), create(sourceId), create(sourceId)])
    const given = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    for (const one of asked)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'credentials-in-use' })
    while (given.length < 2) given.push(await create(sourceId))
    await expect(create(sourceId)).rejects.toMatchObject({ code: 'credentials-in-use' })
    const [first] = given
    await test.catalog.as(asData(), ({ credentials }) => credentials.revoke(sourceId, first?.credential.id ?? ''))
    await create(sourceId)
    const valid = (await test.catalog.as(asData(), ({ credentials }) => credentials.list(sourceId))).filter(
      ({ revokedAt }) => revokedAt === null,
    )
    expect(valid).toHaveLength(2)
  })

  it('is made for sources that are pushed to, by the data administrator of the district, and seen by nobody else', async () => {
    const sourceId = await newSource()
    const file = await newSource('csv')
    const { credential } = await create(sourceId)
    await expect(create(file)).rejects.toMatchObject({ code: 'source-takes-no-push' })
    for (const [person, code] of [
      [a.prosecutor, 'not-allowed'],
      [b.dataAdministrator, 'source-not-found'],
    ] as const) {
      const actor = toActor(person)
      await expect(
        test.catalog.as(actor, ({ credentials }) => credentials.create(sourceId, 'x')),
      ).rejects.toMatchObject({ code })
      await asApp(test, contextOf(person), async (client) => {
        expect((await client.query('select * from push_credential')).rows).toEqual([])
        expect((await client.query('update push_credential set revoked_at = now()')).rowCount).toBe(0)
      })
    }
    await expect(
      test.catalog.as(toActor(b.dataAdministrator), ({ credentials }) => credentials.revoke(sourceId, credential.id)),
    ).rejects.toMatchObject({ code: 'credential-not-found' })
    await asApp(test, contextOf(a.dataAdministrator), async (client) => {
      await expect(client.query(`update push_credential set secret_hash = '\\x00'`)).rejects.toMatchObject({
        code: '42501',
      })
    })
  })

  it('goes with its source', async () => {
    const sourceId = await newSource()
    const { token } = await create(sourceId)
    await test.catalog.as(asData(), ({ sources }) => sources.remove(sourceId))
    expect(await access(token)).toBeNull()
    const { rows } = await superuser.query('select * from jianmo.push_credential where source_id = $1', [sourceId])
    expect(rows).toEqual([])
  })
})

describe('a delivery', () => {
  it('leaves an entry without a person, the health of the source, and the use of the credential', async () => {
    const sourceId = await newSource()
    const { credential } = await create(sourceId)
    const data = { batch: 'push-0000000001', accepted: 3, rejected: 1 }
    await test.catalog.system((system) =>
      system.recordDelivery({
        organizationId: a.organization.id,
        sourceId,
        entry: { action: 'sources.push', data },
        health: 'ok',
        healthText: null,
        credentialId: credential.id,
        received: true,
      }),
    )
    const source = await test.catalog.as(asData(), ({ sources }) => sources.get(sourceId))
    expect(source).toMatchObject({ health: 'ok', lastReadAt: expect.any(String) })
    const [listed] = await test.catalog.as(asData(), ({ credentials }) => credentials.list(sourceId))
    expect(listed?.lastUsedAt).toEqual(expect.any(String))
    const { rows } = await superuser.query(`select * from jianmo.audit where action = 'sources.push'`)
    expect(rows).toMatchObject([{ organization_id: a.organization.id, person_id: null, subject: sourceId, data }])
  })

  it('reaches no source that is not delivered to', async () => {
    const sourceId = await newSource('csv')
    await test.catalog.system((system) =>
      system.recordDelivery({
        organizationId: a.organization.id,
        sourceId,
        entry: null,
        health: 'failing',
        healthText: null,
        credentialId: null,
        received: true,
      }),
    )
    const source = await test.catalog.as(asData(), ({ sources }) => sources.get(sourceId))
    expect(source).toMatchObject({ health: 'unknown', lastReadAt: null })
    const folder = await newSource('folder')
    const seen = await test.catalog.system((system) => system.deliverySources('folder'))
    expect(seen.map(({ id, organizationId, kind }) => [id, organizationId, kind])).toEqual([
      [folder, a.organization.id, 'folder'],
    ])
  })
})
