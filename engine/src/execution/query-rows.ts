import type { DuckdbChild } from '@jianmo/connectors/transport/duckdb'
import { maskText } from '@jianmo/connectors/values'
import { ProductError } from '@jianmo/connectors/words'
import type { Statement } from '../sql/index.ts'
import { engineError } from './errors.ts'

export type Value = string | number | boolean | null
export type Row = Readonly<Record<string, Value>>

/** Rows of a compiled statement as records. */
export async function queryRows(child: DuckdbChild, nodeIds: readonly string[], statement: Statement) {
  const { columns, rows } = await onStatement(nodeIds, statement.text, () =>
    child.query(statement.text, [...statement.parameters]),
  )
  return rows.map((row) => toRow(columns, row))
}

/** Runs `act`; an engine's refusal keeps the SQL and the ids of the nodes it came from. */
export async function onStatement<Result>(nodeIds: readonly string[], sql: string, act: () => Promise<Result>) {
  try {
    return await act()
  } catch (cause) {
    if (cause instanceof ProductError) throw cause
    // An engine may quote the value that it could not convert.
    const detail = maskText(cause instanceof Error ? cause.message : String(cause))
    throw engineError('statement-failed', { sql, nodeIds, detail }, { cause })
  }
}

/** A relation or column name as DuckDB reads it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function toRow(columns: readonly string[], values: readonly Value[]): Row {
  return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? null]))
}
