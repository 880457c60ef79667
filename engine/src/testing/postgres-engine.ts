import pg from 'pg'
import { startTestCluster } from '../../../connectors/src/testing/postgres-cluster.ts'
import { postgres } from '../sql/dialects/index.ts'
import { definitions, insertions } from './fill-table.ts'
import { readDatum } from './read-datum.ts'
import type { TestEngine } from './test-engine.ts'

/** Type id of `text[]`, which the client knows but its types do not. */
const textList = 1009 as never

/** `numeric_value_out_of_range`, `datetime_field_overflow`, `program_limit_exceeded` (a text that is too long). */
const overflows: ReadonlySet<string> = new Set(['22003', '22008', '54000'])

/** A real PostgreSQL in a temporary folder. Every value arrives as the server writes it. */
export async function startPostgres(): Promise<TestEngine> {
  const cluster = await startTestCluster()
  const client = new pg.Client({
    host: '127.0.0.1',
    port: cluster.port,
    user: 'owner',
    database: 'postgres',
    types: {
      getTypeParser: (oid: number) => (oid === Number(textList) ? pg.types.getTypeParser(textList) : String) as never,
    },
  })
  await client.connect()
  for (const statement of postgres.session({ statementSeconds: 60, schemas: ['public'], readOnly: false }))
    await client.query(statement)
  // What the tests make goes where names are looked for, not into the catalogue.
  await client.query('set search_path = public, pg_catalog')
  // Tables without statistics seem big: compiling a query over ten rows took 2 s.
  await client.query('set jit = off')
  return {
    name: 'postgres',
    dialect: postgres,
    async createTable(name, columns, rows) {
      for (const statement of definitions(name, columns, postgres)) await client.query(statement)
      for (const statement of insertions({ name, columns }, rows, postgres)) await client.query(statement)
    },
    async query({ text, parameters, columns }) {
      const { rows } = await client.query<unknown[]>({ text, values: [...parameters], rowMode: 'array' })
      return rows.map((row) => row.map((value, index) => readDatum(value, columns[index] ?? 'text')))
    },
    async validate(sql) {
      try {
        await client.query(`prepare checked as ${sql}`)
        await client.query('deallocate checked')
        return null
      } catch (cause) {
        return (cause as Error).message
      }
    },
    isOverflow: (error) => error instanceof pg.DatabaseError && overflows.has(error.code ?? ''),
    async run(sql) {
      await client.query(sql)
    },
    async [Symbol.asyncDispose]() {
      await client.end()
      await cluster[Symbol.asyncDispose]()
    },
  }
}
