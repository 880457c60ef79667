import type { ColumnType } from '@jianmo/connectors/words'
import type { Datum } from '../expression/index.ts'
import type { SqlDialect } from '../sql/dialects/index.ts'

export interface TestColumn {
  readonly name: string
  readonly type: ColumnType
}

export interface TestStatement {
  readonly text: string
  readonly parameters: readonly unknown[]
  /** Types of the result's columns, as the plan declares them: values are read as these. */
  readonly columns: readonly ColumnType[]
}

/** A real engine in a temporary folder, with a session as the product opens it (but for writing). */
export interface TestEngine extends AsyncDisposable {
  readonly name: 'duckdb' | 'postgres' | 'mariadb'
  readonly dialect: SqlDialect
  /** Makes a table, in place of one of the same name, whose texts compare by code point. */
  createTable(name: string, columns: readonly TestColumn[], rows: readonly (readonly Datum[])[]): Promise<void>
  /** Rows in the order in which they come. Throws what the engine throws. */
  query(statement: TestStatement): Promise<Datum[][]>
  /** Whether the engine accepts a query, without running it: what it says against it, or null. */
  validate(sql: string): Promise<string | null>
  /** Whether an error says that a result does not fit its type, by the engine's own code or class. */
  isOverflow(error: unknown): boolean
  /** Runs statements of the test's own, as they are. */
  run(sql: string): Promise<void>
}
