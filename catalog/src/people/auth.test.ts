import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestCatalog } from '../testing/test-catalog.ts'
import { addDistrict, openTestCatalog, password } from '../testing/test-catalog.ts'
import { toActor } from './person.ts'

let test: TestCatalog
let a: Awaited<ReturnType<typeof addDistrict>>

beforeAll(async () => {
  test = await openTestCatalog()
  a = await addDistrict(test, '甲县人民检察院', 'a')
})

afterAll(() => test?.[Symbol.asyncDispose]())

const signIn = (username: string, secret = password) =>
  test.catalog.signIn({ username, password: secret, ip: '10.0.0.1' })
const cookieHeaders = (cookies: readonly string[]) =>
  new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') })

async function sql<Row extends object>(text: string): Promise<Row[]> {
  const client = new Client({ connectionString: test.cluster.urlOf('jianmo') })
  await client.connect()
  const { rows } = await client.query<Row>(text)
  await client.end()
  return rows
}

describe('signing in', () => {
  it('gives a strict HttpOnly cookie that names a session on the server, until signed out', async () => {
    const { person, cookies } = await signIn('a-prosecutor')
    expect(person).toMatchObject({
      username: 'a-prosecutor',
      roles: ['prosecutor'],
      organization: { name: '甲县人民检察院' },
    })
    const [cookie = ''] = cookies
    expect(cookie).toMatch(/^jianmo-session=/)
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Strict/i)
    expect(cookie).not.toMatch(/Secure/i)
    const headers = cookieHeaders(cookies)
    expect(await test.catalog.personOf(headers)).toEqual(person)
    await test.catalog.auth.signOut(headers)
    expect(await test.catalog.personOf(headers)).toBeNull()
  })

  it('refuses a wrong password, an unknown name and a forged cookie with the same words', async () => {
    await expect(signIn('a-prosecutor', 'wrong password')).rejects.toMatchObject({ code: 'sign-in-refused' })
    await expect(signIn('nobody-here', 'wrong password')).rejects.toMatchObject({ code: 'sign-in-refused' })
    await expect(signIn(`'; drop table`, 'wrong password')).rejects.toMatchObject({ code: 'sign-in-refused' })
    const { cookies } = await signIn('a-prosecutor')
    const [cookie = ''] = cookies
    const forged = cookie.replace(/=(.)/, (_, first: string) => `=${first === 'x' ? 'y' : 'x'}`)
    expect(await test.catalog.personOf(cookieHeaders([forged]))).toBeNull()
    expect(await test.catalog.personOf(new Headers())).toBeNull()
  })

  it('needs the signature of the key outside the database: a stolen session row signs nobody in', async () => {
    await signIn('a-prosecutor')
    const [row] = await sql<{ token: string }>('select token from auth.session limit 1')
    expect(await test.catalog.personOf(new Headers({ cookie: `jianmo-session=${row?.token}` }))).toBeNull()
    const unsigned = `${row?.token}.${Buffer.from('no signature').toString('base64')}`
    expect(
      await test.catalog.personOf(new Headers({ cookie: `jianmo-session=${encodeURIComponent(unsigned)}` })),
    ).toBeNull()
  })

  it('locks a username after ten failures, also those made at once, and the right password does not open it', async () => {
    await Promise.allSettled(Array.from({ length: 12 }, () => signIn('a-data-administrator', 'wrong password')))
    await expect(signIn('a-data-administrator')).rejects.toMatchObject({
      code: 'sign-in-locked',
      data: { minutes: 15 },
    })
    const [{ failures = 0 } = {}] = await sql<{ failures: number }>(
      `select count(*)::int as failures from auth.sign_in_failure where username = 'a-data-administrator'`,
    )
    expect(failures).toBe(10)
    expect((await signIn('a-prosecutor')).person.username).toBe('a-prosecutor')
    await sql(`update auth.sign_in_failure set at = at - interval '16 minutes'`)
    expect((await signIn('a-data-administrator')).person.username).toBe('a-data-administrator')
  })

  it('keeps no password in plain text', async () => {
    const rows = await sql<{ password: string }>('select password from auth.account')
    expect(rows.length).toBeGreaterThan(2)
    expect(JSON.stringify(rows)).not.toContain(password)
  })
})

describe('a person', () => {
  it('who is disabled is nobody at the next request, and after that again', async () => {
    const { person, cookies } = await signIn('a-prosecutor')
    const headers = cookieHeaders(cookies)
    const admin = toActor(test.province)
    await test.catalog.as(admin, ({ people }) => people.setDisabled(person.id, true))
    expect(await test.catalog.personOf(headers)).toBeNull()
    await expect(test.catalog.as(toActor(person), ({ models }) => models.list())).rejects.toMatchObject({
      code: 'not-signed-in',
    })
    await expect(signIn('a-prosecutor')).rejects.toMatchObject({ code: 'sign-in-refused' })
    await test.catalog.as(admin, ({ people }) => people.setDisabled(person.id, false))
    expect(await test.catalog.personOf(headers)).toMatchObject({ id: person.id })
  })

  it('loses every session when the password is set anew', async () => {
    const { cookies } = await signIn('a-prosecutor')
    const headers = cookieHeaders(cookies)
    const session = await test.catalog.auth.sessionOf(headers)
    await test.catalog.auth.setPassword(session?.authUserId ?? '', 'another long password')
    expect(await test.catalog.personOf(headers)).toBeNull()
    expect((await signIn('a-prosecutor', 'another long password')).person.username).toBe('a-prosecutor')
    await test.catalog.auth.setPassword(session?.authUserId ?? '', password)
  })

  it('is made by a provincial administrator only, with a name nobody has and a password that is long enough', async () => {
    const { catalog, province } = test
    const input = {
      username: 'new-one',
      password,
      name: '新人',
      roles: ['prosecutor'] as const,
      organizationId: a.organization.id,
    }
    await expect(catalog.createPerson(toActor(a.prosecutor), input)).rejects.toMatchObject({ code: 'not-allowed' })
    const admin = toActor(province)
    await expect(catalog.createPerson(admin, { ...input, password: 'short' })).rejects.toMatchObject({
      code: 'password-too-short',
    })
    await expect(catalog.createPerson(admin, { ...input, username: 'A B' })).rejects.toMatchObject({
      code: 'username-not-valid',
    })
    await expect(catalog.createPerson(admin, { ...input, username: 'A-prosecutor' })).rejects.toMatchObject({
      code: 'username-taken',
    })
    const nowhere = '00000000-0000-4000-8000-000000000000'
    await expect(catalog.createPerson(admin, { ...input, organizationId: nowhere })).rejects.toMatchObject({
      code: 'organization-not-found',
    })
    expect(await catalog.createPerson(admin, input)).toMatchObject({ username: 'new-one', disabled: false })
  })

  it('leaves no credentials behind when the person cannot be made', async () => {
    const input = {
      username: 'half-made',
      password,
      name: ' ',
      roles: ['prosecutor'] as const,
      organizationId: a.organization.id,
    }
    await expect(test.catalog.createPerson(toActor(test.province), input)).rejects.toThrow()
    expect(await sql(`select from auth."user" where username = 'half-made'`)).toHaveLength(0)
  })
})

describe('the first administrator', () => {
  it('is claimed once, with a token that is stored as a hash only', async () => {
    expect(await test.catalog.createFirstAdministratorLink()).toBeNull()
    const claim = { token: 'guess', username: 'second', password, name: '乙', organization: '另一个省院' }
    await expect(test.catalog.claimFirstAdministrator(claim)).rejects.toMatchObject({ code: 'claim-refused' })
    const rows = await sql<{ token_hash: string; used_at: Date | null }>(
      'select token_hash, used_at from jianmo.first_administrator',
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.token_hash).toMatch(/^[0-9a-f]{64}$/)
    expect(rows[0]?.used_at).not.toBeNull()
  })

  it('keeps the link when the password was too short, and a link older than a day is worth nothing', async () => {
    const state = `${test.state}/first`
    const { openCatalog } = await import('../open-catalog.ts')
    const { prepareDatabase } = await import('../database/index.ts')
    // The same roles (and their passwords) on another database of the cluster.
    const { mkdirSync, copyFileSync } = await import('node:fs')
    mkdirSync(state)
    copyFileSync(`${test.state}/roles.json`, `${state}/roles.json`)
    const urls = await prepareDatabase({ adminUrl: test.cluster.url, database: 'first', stateFolder: state })
    await using catalog = await openCatalog({ ...urls, stateFolder: state })
    const old = await catalog.createFirstAdministratorLink()
    const link = await catalog.createFirstAdministratorLink()
    const claim = { token: link?.token ?? '', username: 'boss', password, name: '院长', organization: '省院' }
    await expect(catalog.claimFirstAdministrator({ ...claim, token: old?.token ?? '' })).rejects.toMatchObject({
      code: 'claim-refused',
    })
    await expect(catalog.claimFirstAdministrator({ ...claim, password: 'short' })).rejects.toMatchObject({
      code: 'password-too-short',
    })
    const client = new Client({ connectionString: test.cluster.urlOf('first') })
    await client.connect()
    await client.query(`update jianmo.first_administrator set expires_at = now() - interval '1 second'`)
    await expect(catalog.claimFirstAdministrator(claim)).rejects.toMatchObject({ code: 'claim-refused' })
    await client.query(`update jianmo.first_administrator set expires_at = now() + interval '1 hour'`)
    await client.end()
    const both = await Promise.allSettled([
      catalog.claimFirstAdministrator(claim),
      catalog.claimFirstAdministrator({ ...claim, username: 'rival' }),
    ])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await catalog.system((system) => system.isUnclaimed())).toBe(false)
  })
})

describe('over https', () => {
  it('the cookie is Secure and bound to the host', async () => {
    const { openCatalog } = await import('../open-catalog.ts')
    await using catalog = await openCatalog({
      appUrl: test.appUrl,
      authUrl: test.authUrl,
      stateFolder: test.state,
      https: true,
    })
    const { cookies } = await catalog.signIn({ username: 'a-prosecutor', password, ip: '10.0.0.1' })
    expect(cookies[0]).toMatch(/^__Host-jianmo-session=/)
    expect(cookies[0]).toMatch(/Secure/)
    expect(await catalog.personOf(cookieHeaders(cookies))).toMatchObject({ username: 'a-prosecutor' })
  })
})
