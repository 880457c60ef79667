import type { ColumnType, Text } from '@jianmo/connectors/words'
import type { Value } from '../typed.ts'

/** What an argument may be. `same`: one type for all of them, whichever; `number`: integer or decimal; `any`: each its own. */
export type ArgumentType = ColumnType | 'number' | 'same' | 'any'

export interface FunctionParameter {
  readonly name: string
  readonly type: ArgumentType
  /** May be given once or more; only the last parameter may repeat. */
  readonly repeated?: true
  /** Must be written as a number in the expression, not computed. */
  readonly literal?: true
  readonly optional?: true
}

/** How something is computed: once by the reference (pure TypeScript), once by DuckDB. The tests hold both together. */
export interface Implementation {
  /** SQL with `#0`, `#1` … for the arguments; a function of their count where that varies. A closed, tested set. */
  readonly duckdb: string | ((count: number) => string)
  /** The SQL is not closed by itself (`a + b`): as an argument it needs parentheses. */
  readonly infix?: true
  readonly reference: (args: readonly Value[]) => Value
}

/** One function of the expression language, said once: words, types, meaning, SQL. */
export interface FunctionSpec extends Implementation {
  readonly id: string
  readonly label: Text
  readonly help: Text
  readonly example: string
  readonly parameters: readonly FunctionParameter[]
  /** `same` and `number` follow the arguments. */
  readonly result: ColumnType | 'same' | 'number'
  /** `propagate`: NULL in, NULL out. `own`: the help says what happens. */
  readonly nulls: 'propagate' | 'own'
}

/** Makes a reference NULL-in-NULL-out. */
export function strict(compute: (...args: never[]) => Value): (args: readonly Value[]) => Value {
  return (args) => (args.some((value) => value === null) ? null : compute(...(args as never[])))
}

export const numbered = (count: number, from = 0): string[] =>
  Array.from({ length: count - from }, (_, index) => `#${index + from}`)
