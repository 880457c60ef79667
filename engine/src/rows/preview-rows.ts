import type { DuckdbChild } from '@jianmo/connectors/transport/duckdb'
import { onStatement, quoteName } from '../execution/index.ts'
import type { Statement } from '../sql/index.ts'
import { maskRows, type RowsPage } from './masked-rows.ts'

interface PreviewRequest {
  readonly nodeId: string
  /** Tables that the statement reads, named by their content; those that exist are taken as they are. */
  readonly steps: readonly { readonly relation: string; readonly statement: Statement }[]
  /** The node's output, with its limit. */
  readonly statement: Statement
  /** One row, one column: how many rows there are without the limit. */
  readonly count: Statement
  readonly computedAt: string
}

/** First rows of a node's output over the data of a finished run, masked. */
export async function previewRows(child: DuckdbChild, request: PreviewRequest): Promise<RowsPage> {
  const { nodeId, steps, statement, count, computedAt } = request
  for (const step of steps) {
    const sql = `CREATE TABLE IF NOT EXISTS ${quoteName(step.relation)} AS ${step.statement.text}`
    await onStatement([nodeId], step.statement.text, () => child.exec(sql, [...step.statement.parameters]))
  }
  const { columns: names, rows } = await onStatement([nodeId], statement.text, () =>
    child.query(statement.text, [...statement.parameters]),
  )
  // Witness columns are for evidence, not for eyes.
  const columns = statement.columns.filter(({ name }) => !name.startsWith('__row_'))
  const counted = await onStatement([nodeId], count.text, () => child.query(count.text, [...count.parameters]))
  return {
    columns,
    rows: maskRows(columns, names, rows),
    total: Number(counted.rows[0]?.[0] ?? 0),
    computedAt,
  }
}

/** Relations of a run's database with their columns, to see whether a changed document can still be previewed over it. */
export async function relationsOf(child: DuckdbChild): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const sql = 'SELECT table_name, column_name FROM information_schema.columns'
  const { rows } = await child.query(sql)
  const relations = new Map<string, Set<string>>()
  for (const [table, column] of rows) {
    const columns = relations.get(String(table)) ?? new Set()
    relations.set(String(table), columns.add(String(column)))
  }
  return relations
}
