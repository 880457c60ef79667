import type { DuckdbChild } from '@jianmo/connectors/transport/duckdb'
import { onStatement } from '../execution/index.ts'
import type { StagedTable, Statement } from '../sql/index.ts'
import { makeTables } from './make-tables.ts'
import { maskRows, type RowsOrigin, type RowsPage } from './masked-rows.ts'

interface PreviewRequest {
  readonly nodeId: string
  /** Tables that the statement reads. */
  readonly steps: readonly StagedTable[]
  /** The node's output, with its limit. */
  readonly statement: Statement
  /** One row, one column: how many rows there are without the limit. */
  readonly count: Statement
  readonly origin: RowsOrigin
}

/** First rows of a node's output over loaded data, masked. */
export async function previewRows(child: DuckdbChild, request: PreviewRequest): Promise<RowsPage> {
  const { nodeId, steps, statement, count, origin } = request
  const tables = await makeTables(child, steps)
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
    computedAt: new Date().toISOString(),
    origin,
    tables,
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
