import { maskValue } from '@jianmo/connectors/values'
import type { Column } from '@jianmo/connectors/words'
import type { Value } from '../execution/index.ts'
import type { TablesMade } from './make-tables.ts'

/** Rows in the order of `columns`, as a person may see them. */
export interface RowsPage {
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Value[])[]
  /** Rows of the whole output, of which `rows` are the first. */
  readonly total: number
  /** When the rows were computed, ISO 8601. */
  readonly computedAt: string
  readonly origin: RowsOrigin
  readonly tables: TablesMade
}

/** The data below computed rows. */
export interface RowsOrigin {
  /** The run that read the data; null if they were read for the screen. */
  readonly runId: string | null
  /** The data are no older than this, ISO 8601. */
  readonly readAt: string
}

/** The result boundary of rows: every value passes its column's mask. Columns that a screen does not know are left out. */
export function maskRows(columns: readonly Column[], names: readonly string[], rows: readonly (readonly Value[])[]) {
  const places = columns.map((column) => ({ column, at: names.indexOf(column.name) }))
  return rows.map((row) => places.map(({ column, at }) => maskValue(row[at] ?? null, column)))
}
