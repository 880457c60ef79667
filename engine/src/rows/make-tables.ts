import type { DuckdbChild } from '@jianmo/connectors/transport/duckdb'
import { onStatement, quoteName } from '../execution/index.ts'
import type { StagedTable } from '../sql/index.ts'

/** What had to be computed for an answer, and what was there from earlier questions. */
export interface TablesMade {
  readonly made: number
  readonly kept: number
}

/** Makes the tables that a question reads, in order. They are named by their content: one that exists is taken as it is. */
export async function makeTables(
  child: DuckdbChild,
  tables: readonly Pick<StagedTable, 'relation' | 'statement' | 'nodeId'>[],
): Promise<TablesMade> {
  const { rows } = await child.query('SELECT table_name FROM information_schema.tables')
  const known = new Set(rows.map(([name]) => name))
  const missing = tables.filter(({ relation }) => !known.has(relation))
  for (const { relation, statement, nodeId } of missing) {
    const sql = `CREATE TABLE ${quoteName(relation)} AS ${statement.text}`
    await onStatement([nodeId], statement.text, () => child.exec(sql, [...statement.parameters]))
  }
  return { made: missing.length, kept: tables.length - missing.length }
}
