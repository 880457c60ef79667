import type { Binding, LogicalTable } from '@jianmo/connectors/words'
import type { Statement } from './compiled.ts'
export interface CompiledBindingCheck {
  /** Physical columns to load with `_row`. */
  readonly columns: readonly string[]
  readonly rows: Statement
  /** Rows of column, kind, value, rows. */
  readonly quality: Statement
  /** One row per resident-id column: column, valid, invalid, missing. Null if the table has none. */
  readonly identity: Statement | null
  /** First rows as a model sees them. */
  readonly preview: Statement
}
/** Statements that check a binding on a loaded relation (`_row` and the bound physical columns). */
export function compileBindingCheck(_binding: Binding, _table: LogicalTable, _relation: string): CompiledBindingCheck { throw new Error('not yet') }
