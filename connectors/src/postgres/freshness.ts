import { type PostgresSession, quoteIdentifier } from '../transport/postgres/index.ts'
import { ProductError } from '../words/errors.ts'
import type { TableFreshness } from '../words/profile.ts'

/** A larger table is not read through only to learn when its newest row was committed. */
const mostRows = 1_000_000

/**
 * PostgreSQL keeps no time of change. With `track_commit_timestamp` it knows when each row was committed: the newest one is
 * when data last came in (deleted rows leave no trace). Otherwise null: the last ANALYZE or vacuum is no change of data.
 */
export async function freshnessOf(session: PostgresSession, schema: string): Promise<readonly TableFreshness[]> {
  const [setting] = await session.rows("SELECT current_setting('track_commit_timestamp', true) AS tracked")
  const tables = await session.rows(
    `SELECT c.relname AS table, c.relkind AS kind, c.reltuples::bigint AS rows, has_table_privilege(c.oid, 'SELECT') AS readable
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
       AND (has_table_privilege(c.oid, 'SELECT') OR has_any_column_privilege(c.oid, 'SELECT'))
     ORDER BY c.relname`,
    [schema],
  )
  const found: TableFreshness[] = []
  for (const row of tables) {
    const table = row['table'] ?? ''
    const rows = Number(row['rows'])
    const told = setting?.['tracked'] === 'on' && row['readable'] === 't' && /^[rm]$/.test(row['kind'] ?? '')
    const newestAt =
      told && rows <= mostRows
        ? await newestCommit(session, `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`)
        : null
    found.push({ table, newestAt, batches: 0, rows: rows < 0 ? null : rows })
  }
  return found
}

async function newestCommit(session: PostgresSession, from: string): Promise<string | null> {
  try {
    const [row] = await session.rows(
      `SELECT to_char(max(pg_xact_commit_timestamp(xmin)), 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM') AS newest FROM ${from}`,
    )
    return row?.['newest'] ?? null
  } catch (cause) {
    // One table that cannot be asked (a policy that fails, a lost partition) does not hide the others.
    if (cause instanceof ProductError && (cause.code === 'source-failed' || cause.code === 'permission-denied'))
      return null
    throw cause
  }
}
