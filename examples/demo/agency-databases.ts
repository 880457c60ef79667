import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { PhysicalTable } from '../overdue-transfer/generator/physical.ts'
import { postgresScript } from '../overdue-transfer/generator/postgres-script.ts'

/** How a data administrator reaches an agency's database. */
export interface AgencyAccess {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
}

const mark = 'Jianmo demo agency: made by examples/demo, may be dropped'

/**
 * Fills `agency_<district>` in the demo agencies' cluster and makes its read-only role with a fresh random password.
 * @param superuser postgres:// of the demo agencies' cluster (environment JIANMO_AGENCY_URL)
 * @throws Error if a database of that name was not made by the demo
 */
export async function createAgencyDatabase(
  superuser: string,
  district: 'a' | 'b',
  tables: readonly PhysicalTable[],
): Promise<AgencyAccess> {
  const database = `agency_${district}`
  const user = `${database}_reader`
  const password = randomBytes(24).toString('hex')
  await withClient(superuser, async (client) => {
    const found = await client.query<{ comment: string | null }>(
      "SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1",
      [database],
    )
    if (found.rows[0] && found.rows[0].comment !== mark)
      throw new Error(`Database ${database} is not the demo's own; nothing was changed`)
    await client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
    await client.query(`DROP ROLE IF EXISTS ${user}`)
    await client.query(`CREATE DATABASE ${database} ENCODING 'UTF8' TEMPLATE template0`)
    await client.query(`COMMENT ON DATABASE ${database} IS '${mark}'`)
    await client.query(`CREATE ROLE ${user} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '${password}'`)
    await client.query(`ALTER ROLE ${user} SET default_transaction_read_only = on`)
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`)
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${user}`)
  })
  const url = new URL(superuser)
  url.pathname = `/${database}`
  await withClient(url.href, async (client) => {
    await client.query(postgresScript(tables))
    for (const schema of new Set(tables.flatMap((table) => table.schema ?? []))) {
      await client.query(
        `GRANT USAGE ON SCHEMA "${schema}" TO ${user}; GRANT SELECT ON ALL TABLES IN SCHEMA "${schema}" TO ${user}`,
      )
    }
  })
  return { host: url.hostname, port: Number(url.port || 5432), database, user, password }
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
