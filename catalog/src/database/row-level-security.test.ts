import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toActor } from '../people/person.ts'
import type { TestCatalog } from '../testing/test-catalog.ts'
import { addDistrict, asApp, contextOf, openTestCatalog, runOf } from '../testing/test-catalog.ts'
import { prepareDatabase } from './prepare.ts'

let test: TestCatalog
let admin: Client

beforeAll(async () => {
  test = await openTestCatalog()
  admin = new Client({ connectionString: test.cluster.urlOf('jianmo') })
  await admin.connect()
})

afterAll(async () => {
  await admin?.end()
  await test?.[Symbol.asyncDispose]()
})

async function tables(): Promise<
  readonly { schema: string; name: string; enabled: boolean; forced: boolean; owner: string }[]
> {
  const { rows } = await admin.query(`
    select n.nspname as schema, c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
      pg_get_userbyid(c.relowner) as owner
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname in ('jianmo', 'auth', 'public') order by 1, 2`)
  return rows
}

describe('the roles', () => {
  it('own nothing, bypass nothing and create nothing, except the owner, who cannot sign in', async () => {
    const { rows } = await admin.query(`
      select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication, rolinherit, rolcanlogin,
        (select count(*)::int from pg_class where relowner = pg_roles.oid) as owns,
        (select count(*)::int from pg_auth_members where member = pg_roles.oid) as memberships,
        has_database_privilege(rolname, 'jianmo', 'create') as creates_schemas,
        has_database_privilege(rolname, 'jianmo', 'temporary') as makes_temporary_tables,
        (select bool_or(has_schema_privilege(rolname, nspname, 'create')) from pg_namespace
          where nspname in ('jianmo', 'auth', 'public', 'jianmo_migrations')) as creates_tables
      from pg_roles where rolname in ('jianmo_app', 'jianmo_auth') order by 1`)
    const nothing = {
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolreplication: false,
      rolinherit: false,
      rolcanlogin: true,
      owns: 0,
      memberships: 0,
      creates_schemas: false,
      makes_temporary_tables: false,
      creates_tables: false,
    }
    expect(rows).toEqual([
      { rolname: 'jianmo_app', ...nothing },
      { rolname: 'jianmo_auth', ...nothing },
    ])
    const owner = await admin.query(
      `select rolcanlogin, rolsuper, rolbypassrls from pg_roles where rolname = 'jianmo_owner'`,
    )
    expect(owner.rows).toEqual([{ rolcanlogin: false, rolsuper: false, rolbypassrls: false }])
  })
})

describe('row-level security', () => {
  it('cannot be left for another database of the cluster', async () => {
    const url = new URL(test.appUrl)
    url.pathname = '/postgres'
    const client = new Client({ connectionString: url.href })
    await expect(client.connect()).rejects.toThrow(/permission denied for database/)
  })

  it('is enabled and forced on every table, each with a policy, all owned by the owner role', async () => {
    const found = await tables()
    expect(found.length).toBeGreaterThan(25)
    expect(found.filter((table) => !(table.enabled && table.forced) || table.owner !== 'jianmo_owner')).toEqual([])
    const { rows } = await admin.query('select distinct schemaname, tablename from pg_policies')
    const withPolicy = new Set(rows.map((row) => `${row.schemaname}.${row.tablename}`))
    expect(found.filter((table) => !withPolicy.has(`${table.schema}.${table.name}`))).toEqual([])
  })

  it('has no policy that lets the server in without a context', async () => {
    const { rows } = await admin.query(`
      select schemaname, tablename, policyname, coalesce(qual, with_check) as says, roles::text from pg_policies
      where not coalesce(qual, with_check) ~ 'is_signed_in|is_system' and roles::text <> '{jianmo_auth}'`)
    expect(rows).toEqual([])
  })

  it('gives 0 rows of every table without a context, though the tables hold rows', async () => {
    const { prosecutor, dataAdministrator } = await addDistrict(test, '甲县人民检察院', 'walk')
    await test.catalog.as(toActor(dataAdministrator), async ({ sources, bindings }) => {
      const { id } = await sources.create({ name: '法院', kind: 'csv', agency: '法院', settings: {}, secrets: [] })
      await bindings.save({ logicalTable: 'T01', sourceId: id, table: 't', columns: {} }, [])
    })
    await test.catalog.as(toActor(prosecutor), async ({ models, runs }) => {
      const { id } = await models.create({ title: 'm', summary: '', document: {} })
      await runs.start(runOf(id))
    })
    const held = await admin.query(
      `select (select count(*) from jianmo.run) + (select count(*) from jianmo.binding) as rows`,
    )
    expect(Number(held.rows[0].rows)).toBe(2)

    const seen: Record<string, number | string> = {}
    for (const { schema, name } of await tables()) {
      seen[`${schema}.${name}`] = await asApp(test, null, (client) =>
        client.query(`select count(*)::int as rows from "${schema}"."${name}"`).then(
          ({ rows }) => rows[0].rows as number,
          (error: Error & { code?: string }) => `denied ${error.code}`,
        ),
      )
    }
    const wrong = Object.entries(seen).filter(([, rows]) => rows !== 0 && rows !== 'denied 42501')
    expect(wrong).toEqual([])
    expect(seen['jianmo.run']).toBe(0)
    expect(seen['jianmo.person']).toBe(0)
    expect(seen['auth.user']).toBe('denied 42501')
  })

  it('shows the login role nothing of the catalogue', async () => {
    const client = new Client({ connectionString: test.authUrl })
    await client.connect()
    await expect(client.query('select count(*) from jianmo.person')).rejects.toThrow(/permission denied/)
    await client.end()
  })

  it('keeps a context inside its transaction: the pooled connection carries nothing on', async () => {
    await asApp(test, contextOf(test.province), async (client) => {
      expect((await client.query('select count(*)::int as rows from person')).rows[0].rows).toBeGreaterThan(0)
      await client.query('commit')
      expect((await client.query('select count(*)::int as rows from person')).rows[0].rows).toBe(0)
    })
  })
})

describe('preparing a database', () => {
  it('runs each migration once, also when asked twice at the same time', async () => {
    const options = { adminUrl: test.cluster.url, database: 'twice', stateFolder: test.state }
    const both = await Promise.all([prepareDatabase(options), prepareDatabase(options)])
    const migrated = both.flatMap((one) => one.migrated)
    expect(migrated.length).toBeGreaterThan(0)
    expect(migrated.length).toBe(new Set(migrated).size)
    expect((await prepareDatabase(options)).migrated).toEqual([])
  })

  it('works for an administrator who is no superuser, as production has', async () => {
    await admin.query(`create role boss login createrole createdb password 'boss'`)
    await admin.query('alter role jianmo_owner rename to jianmo_owner_kept')
    await admin.query('alter role jianmo_app rename to jianmo_app_kept')
    await admin.query('alter role jianmo_auth rename to jianmo_auth_kept')
    try {
      await admin.query('create database production owner boss')
      const url = new URL(test.cluster.urlOf('production'))
      url.username = 'boss'
      url.password = 'boss'
      const prepared = await prepareDatabase({ adminUrl: url.href, stateFolder: `${test.state}/production` })
      expect(prepared.migrated).toContain('001-context')
      const client = new Client({ connectionString: prepared.appUrl })
      await client.connect()
      expect((await client.query('select count(*)::int as rows from statute')).rows).toEqual([{ rows: 0 }])
      await client.end()
    } finally {
      await admin.query('drop database if exists production with (force)')
      for (const role of ['jianmo_app', 'jianmo_auth', 'jianmo_owner']) {
        await admin.query(`drop role if exists ${role}`)
        await admin.query(`alter role ${role}_kept rename to ${role}`)
      }
    }
  })

  it('says in both languages that a database cannot be reached', async () => {
    const adminUrl = 'postgres://nobody@127.0.0.1:1/none'
    await expect(prepareDatabase({ adminUrl, stateFolder: test.state })).rejects.toMatchObject({
      code: 'database-not-reachable',
      data: { host: '127.0.0.1:1' },
    })
  })
})
