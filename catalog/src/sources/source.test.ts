import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toActor } from '../people/person.ts'
import type { TestCatalog } from '../testing/test-catalog.ts'
import { addDistrict, asApp, contextOf, openTestCatalog } from '../testing/test-catalog.ts'
import { openSecretKey } from './secret-key.ts'

const canary = 'canary-secret-4711'
let test: TestCatalog
let a: Awaited<ReturnType<typeof addDistrict>>

beforeAll(async () => {
  test = await openTestCatalog()
  a = await addDistrict(test, '甲县人民检察院', 'a')
})

afterAll(() => test?.[Symbol.asyncDispose]())

const newSource = (name: string) => ({
  name,
  kind: 'postgres',
  agency: '法院',
  settings: { host: '127.0.0.1', port: 5432, password: canary },
  secrets: ['password'],
})

describe('a source', () => {
  it('gives its secrets only to who opens it, and the database holds them sealed', async () => {
    const actor = toActor(a.dataAdministrator)
    const source = await test.catalog.as(actor, ({ sources }) => sources.create(newSource('裁判库')))
    expect(source).toMatchObject({ settings: { host: '127.0.0.1', port: 5432 }, health: 'unknown', lastReadAt: null })
    expect(JSON.stringify(await test.catalog.as(actor, ({ sources }) => sources.list()))).not.toContain(canary)
    expect(await test.catalog.as(actor, ({ sources }) => sources.settingsOf(source.id))).toEqual({
      host: '127.0.0.1',
      port: 5432,
      password: canary,
    })

    const superuser = new Client({ connectionString: test.cluster.urlOf('jianmo') })
    await superuser.connect()
    const { rows } = await superuser.query('select * from jianmo.source')
    const { rows: trail } = await superuser.query('select * from jianmo.audit')
    await superuser.end()
    expect(rows[0].sealed).toBeInstanceOf(Buffer)
    expect(JSON.stringify([rows, trail])).not.toContain(canary)
    expect(rows[0].sealed.toString('latin1')).not.toContain('canary')
    expect(readFileSync(`${test.cluster.folder}.log`, 'utf8')).not.toContain(canary)
  })

  it('has a name of its own in the district', async () => {
    const create = () =>
      test.catalog.as(toActor(a.dataAdministrator), ({ sources }) => sources.create(newSource('同名')))
    await create()
    await expect(create()).rejects.toMatchObject({ code: 'name-taken' })
  })

  it('remembers its health and when it was read', async () => {
    const actor = toActor(a.dataAdministrator)
    const { id } = await test.catalog.as(actor, ({ sources }) => sources.create(newSource('健康')))
    const text = { zh: '连接不上', en: 'Not reachable' }
    const noted = await test.catalog.as(toActor(a.prosecutor), async ({ sources }) => {
      await sources.recordHealth(id, 'failing', text)
      await sources.recordRead(id)
      return sources.get(id)
    })
    expect(noted).toMatchObject({ health: 'failing', healthText: text })
    expect(noted.lastReadAt).toMatch(/Z$/)
  })

  it('is changed by its data administrator only; its health is unknown again if its settings are others', async () => {
    const actor = toActor(a.dataAdministrator)
    const changed = await test.catalog.as(actor, async ({ sources }) => {
      const { id } = await sources.create({ ...newSource('改前'), expectedDays: 31 })
      await sources.recordHealth(id, 'ok', null)
      await sources.recordNewest(id, '2026-10-01T00:00:00.000Z')
      const { settings, secrets, agency } = newSource('改后')
      const renamed = await sources.change(id, { name: '改后', agency, settings, secrets, expectedDays: 7 })
      expect(renamed).toMatchObject({
        name: '改后',
        health: 'ok',
        expectedDays: 7,
        newestAt: '2026-10-01T00:00:00.000Z',
      })
      const moved = await sources.change(id, { name: '改后', agency, settings: { ...settings, port: 5433 }, secrets })
      expect(moved).toMatchObject({ settings: { port: 5433 }, health: 'unknown', checkedAt: null, expectedDays: null })
      expect(JSON.stringify(moved)).not.toContain(canary)
      expect(await sources.settingsOf(id)).toMatchObject({ port: 5433, password: canary })
      return moved
    })
    await expect(
      test.catalog.as(toActor(a.prosecutor), ({ sources }) => sources.change(changed.id, newSource('不许'))),
    ).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(
      asApp(test, contextOf(a.prosecutor), (client) =>
        client.query(`update source set agency = 'x' where id = $1`, [changed.id]),
      ),
    ).rejects.toMatchObject({ code: '42501' })
  })

  it('is not removed while a binding reads it', async () => {
    await test.catalog.as(toActor(a.dataAdministrator), async ({ sources, bindings }) => {
      const { id } = await sources.create(newSource('在用'))
      const binding = { logicalTable: 'T01', sourceId: id, table: 'rulings', columns: { case_no: { from: 'ah' } } }
      expect(await bindings.save(binding, [])).toMatchObject({ binding, sourceName: '在用', state: 'bound' })
      await expect(sources.remove(id)).rejects.toMatchObject({ code: 'source-in-use', data: { tables: ['T01'] } })
      await bindings.remove('T01')
      await sources.remove(id)
      await expect(sources.get(id)).rejects.toMatchObject({ code: 'source-not-found' })
    })
  })
})

describe('a binding', () => {
  it('is one a district and table; saving again replaces it, and problems make it broken', async () => {
    const problem = {
      code: 'column-missing',
      severity: 'error',
      text: { zh: '缺列', en: 'Missing' },
      data: { column: 'x' },
    } as const
    await test.catalog.as(toActor(a.dataAdministrator), async ({ sources, bindings }) => {
      const { id } = await sources.create(newSource('绑定'))
      const binding = { logicalTable: 'T02', sourceId: id, table: 'old', columns: {} }
      expect(await bindings.save(binding, [problem])).toMatchObject({ state: 'broken', problems: [problem] })
      const mended = { ...binding, table: 'new' }
      expect(await bindings.save(mended, [{ ...problem, severity: 'warning' }])).toMatchObject({
        state: 'bound',
        binding: mended,
      })
      expect(await bindings.list(['T02', 'T05'])).toHaveLength(1)
      expect(await bindings.list([])).toEqual([])
      expect(await bindings.get('T05')).toBeNull()
    })
  })
})

describe('listed hosts', () => {
  it('are exact, listed once, and seen by who opens sources', async () => {
    const { catalog, province } = test
    await catalog.as(toActor(province), async ({ hosts }) => {
      await hosts.allow({ host: ' DB.Court.local ', port: 5432 })
      await hosts.allow({ host: 'db.court.local', port: 5432 })
      await expect(hosts.allow({ host: 'db.court.local/x', port: 1 })).rejects.toMatchObject({ code: 'host-not-valid' })
      await expect(hosts.allow({ host: 'db', port: 0 })).rejects.toMatchObject({ code: 'host-not-valid' })
    })
    const seen = await catalog.as(toActor(a.prosecutor), ({ hosts }) => hosts.list())
    expect(seen).toEqual([{ host: 'db.court.local', port: 5432 }])
    await catalog.as(toActor(province), ({ hosts }) => hosts.disallow({ host: 'db.court.local', port: 5432 }))
    expect(await catalog.as(toActor(a.prosecutor), ({ hosts }) => hosts.list())).toEqual([])
  })
})

describe('the secret key', () => {
  it('is made once, readable by its owner only, and opens nothing that was moved, changed or sealed by another', () => {
    const folder = mkdtempSync(join(tmpdir(), 'jianmo-key-'))
    const key = openSecretKey(folder)
    expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600)
    const sealed = key.seal('口令', 'source:1')
    expect(openSecretKey(folder).open(sealed, 'source:1')).toBe('口令')
    expect(key.seal('口令', 'source:1').equals(sealed)).toBe(false)
    const changed = Buffer.from(sealed)
    changed.writeUInt8((changed.at(-1) ?? 0) ^ 1, changed.length - 1)
    const other = openSecretKey(join(folder, 'other'))
    expect(() => key.open(sealed, 'source:2')).toThrow('secret-unreadable')
    expect(() => key.open(changed, 'source:1')).toThrow('secret-unreadable')
    expect(() => other.open(sealed, 'source:1')).toThrow('secret-unreadable')
    writeFileSync(join(folder, 'secret.key'), 'short')
    expect(() => openSecretKey(folder)).toThrow('secret-key-damaged')
    rmSync(folder, { recursive: true })
  })
})
