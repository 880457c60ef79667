import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Schema } from './schema.ts'

const { builtins } = pg.types

/** Dates stay `yyyy-mm-dd` (no time zone can move them), times become ISO 8601 UTC, bigint counts become numbers. */
const readers: Readonly<Record<number, (text: string) => unknown>> = {
  [builtins.DATE]: (text) => text,
  [builtins.TIMESTAMPTZ]: (text) => new Date(text).toISOString(),
  [builtins.INT8]: Number,
}

export function openPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types: { getTypeParser: (id, format) => readers[id] ?? pg.types.getTypeParser(id, format) },
  })
  // A connection that the server closed is replaced at the next query, and a query under way rejects by itself; without
  // a listener its error event would end the process: the pool's for idle clients, the client's for those in a transaction.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

export function openKysely(pool: pg.Pool): Kysely<Schema> {
  // Keys inside JSON are ours already and stay as they are.
  return new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
}
