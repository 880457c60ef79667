import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toActor } from '../people/person.ts'
import { statutes } from '../statutes/index.ts'
import { logicalTables } from '../tables/index.ts'
import type { TestCatalog } from '../testing/test-catalog.ts'
import { addDistrict, asApp, contextOf, openTestCatalog, runOf } from '../testing/test-catalog.ts'

let test: TestCatalog
let a: Awaited<ReturnType<typeof addDistrict>>
let b: Awaited<ReturnType<typeof addDistrict>>
let sourceOfA: string
let modelOfA: string
let runOfA: string

beforeAll(async () => {
  test = await openTestCatalog()
  a = await addDistrict(test, '甲县人民检察院', 'a')
  b = await addDistrict(test, '乙县人民检察院', 'b')
  await test.catalog.as(toActor(a.dataAdministrator), async ({ sources, bindings }) => {
    sourceOfA = (await sources.create({ name: '法院', kind: 'csv', agency: '法院', settings: {}, secrets: [] })).id
    await bindings.save({ logicalTable: 'T01', sourceId: sourceOfA, table: 't', columns: {} }, [])
  })
  await test.catalog.as(toActor(a.prosecutor), async ({ models, runs }) => {
    modelOfA = (await models.create({ title: '甲的模型', summary: '', document: { secret: 'of a' } })).id
    runOfA = (await runs.start(runOf(modelOfA))).runId
  })
})

afterAll(() => test?.[Symbol.asyncDispose]())

const own = [
  'source',
  'binding',
  'model',
  'model_revision',
  'run',
  'run_step',
  'run_source',
  'lead',
  'lead_evidence',
  'lead_sighting',
]

describe('a district', () => {
  it('sees its own rows', async () => {
    await asApp(test, contextOf(a.prosecutor), async (client) => {
      for (const table of ['source', 'binding', 'model', 'model_revision', 'run', 'run_step']) {
        expect((await client.query(`select count(*)::int as rows from ${table}`)).rows, table).toEqual([{ rows: 1 }])
      }
    })
  })

  it('sees no row of another district, even with SQL of its own', async () => {
    await asApp(test, contextOf(b.prosecutor), async (client) => {
      for (const table of own) {
        expect((await client.query(`select count(*)::int as rows from ${table}`)).rows, table).toEqual([{ rows: 0 }])
      }
      const people = await client.query('select distinct organization_id from person')
      expect(people.rows).toEqual([{ organization_id: b.organization.id }])
    })
  })

  it('changes and deletes no row of another district', async () => {
    await asApp(test, contextOf(b.prosecutor), async (client) => {
      expect((await client.query(`update model set title = 'taken'`)).rowCount).toBe(0)
      expect((await client.query(`update run set state = 'cancelled', finished_at = now()`)).rowCount).toBe(0)
      expect((await client.query('delete from binding')).rowCount).toBe(0)
    })
  })

  it.each([
    [
      'a row in the name of another district',
      `insert into model (organization_id, title, summary, created_by, updated_by) values ($1, 't', '', $2, $2)`,
    ],
    [
      'a binding in the name of another district',
      `insert into binding (organization_id, logical_table, source_id, document, state, problems, saved_by, saved_by_name) values ($1, 'T02', gen_random_uuid(), '{}', 'bound', '[]', $2, 'x')`,
    ],
  ])('writes no %s', async (_, statement) => {
    await asApp(test, contextOf(b.prosecutor), async (client) => {
      await expect(client.query(statement, [a.organization.id, b.prosecutor.id])).rejects.toMatchObject({
        code: '42501',
      })
    })
  })

  it('binds no source of another district, though the foreign key could find it', async () => {
    const binding = { logicalTable: 'T01', sourceId: sourceOfA, table: 't', columns: {} }
    await expect(
      test.catalog.as(toActor(b.prosecutor), ({ bindings }) => bindings.save(binding, [])),
    ).rejects.toMatchObject({
      code: 'source-not-found',
    })
  })

  it('is told that another district’s model, run and source do not exist', async () => {
    const actor = toActor(b.prosecutor)
    const { catalog } = test
    await expect(catalog.as(actor, ({ models }) => models.open(modelOfA))).rejects.toMatchObject({
      code: 'model-not-found',
    })
    await expect(catalog.as(actor, ({ runs }) => runs.open(runOfA))).rejects.toMatchObject({ code: 'run-not-found' })
    await expect(catalog.as(actor, ({ runs }) => runs.cancel(runOfA))).rejects.toMatchObject({ code: 'run-not-found' })
    await expect(catalog.as(actor, ({ sources }) => sources.settingsOf(sourceOfA))).rejects.toMatchObject({
      code: 'source-not-found',
    })
    expect(await catalog.as(actor, ({ models }) => models.list())).toEqual([])
    expect(await catalog.as(actor, ({ leads }) => leads.list())).toEqual([])
  })
})

describe('a provincial administrator', () => {
  it('sees no draft, source, run or lead of a district', async () => {
    await asApp(test, contextOf(test.province), async (client) => {
      for (const table of own) {
        expect((await client.query(`select count(*)::int as rows from ${table}`)).rows, table).toEqual([{ rows: 0 }])
      }
      expect((await client.query('select count(*)::int as rows from person')).rows).toEqual([{ rows: 5 }])
    })
  })
})

describe('an actor', () => {
  it('who claims a role that the person does not hold is refused', async () => {
    const forged = { ...toActor(b.prosecutor), roles: ['prosecutor', 'provincial-admin'] as const }
    await expect(test.catalog.as(forged, ({ models }) => models.list())).rejects.toMatchObject({
      code: 'not-signed-in',
    })
  })

  it('who claims another organization is refused', async () => {
    const forged = { ...toActor(b.prosecutor), organizationId: a.organization.id }
    await expect(test.catalog.as(forged, ({ models }) => models.list())).rejects.toMatchObject({
      code: 'not-signed-in',
    })
  })

  it('may do only what the access table gives the role', async () => {
    const { catalog } = test
    const source = { name: 's', kind: 'csv', agency: '', settings: {}, secrets: [] }
    const model = { title: 't', summary: '', document: {} }
    await expect(catalog.as(toActor(b.prosecutor), ({ sources }) => sources.create(source))).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(catalog.as(toActor(b.dataAdministrator), ({ models }) => models.create(model))).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(catalog.as(toActor(b.dataAdministrator), ({ leads }) => leads.list())).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(
      catalog.as(toActor(b.prosecutor), ({ hosts }) => hosts.allow({ host: '127.0.0.1', port: 5432 })),
    ).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

describe('logical tables and statutes', () => {
  it('are in the database as this release defines them, and can be neither changed nor added to by the server', async () => {
    const kept = await test.catalog.as(toActor(b.prosecutor), async (scope) => ({
      tables: await scope.tables(),
      statutes: await scope.statutes(),
    }))
    expect(kept.tables).toEqual(logicalTables)
    expect(kept.statutes).toHaveLength(statutes.length)
    expect(kept.statutes).toEqual(expect.arrayContaining([...statutes]))
    await asApp(test, { roles: 'system' }, async (client) => {
      await expect(client.query(`insert into statute (key, definition) values ('x', '{}')`)).rejects.toThrow(
        /permission denied/,
      )
    })
  })
})

describe('the audit trail', () => {
  it('takes entries and shows, changes and loses none of them', async () => {
    const sql = ['select * from audit', `update audit set action = 'x'`, 'delete from audit', 'truncate audit']
    for (const statement of sql) {
      await asApp(test, contextOf(test.province), async (client) => {
        await expect(client.query(statement), statement).rejects.toMatchObject({ code: '42501' })
      })
    }
    await asApp(test, contextOf(b.prosecutor), async (client) => {
      const forged = `insert into audit (organization_id, person_id, action, data) values ($1, $2, 'x', '{}')`
      await expect(client.query(forged, [a.organization.id, a.prosecutor.id])).rejects.toMatchObject({ code: '42501' })
    })
  })
})
