import { type ColumnType, decimalOf, type Text, typeNameOf } from '@jianmo/connectors/words'
import type { QueryCompiler } from 'kysely'
import type { Dialect, ExpressionType, Lowering, Value } from '../../expression/index.ts'

/** What a session is opened with. */
export interface SessionOptions {
  /** Statements end after so many seconds; 0 is never. */
  readonly statementSeconds: number
  /** Schemas in which unqualified names are looked for; none by default. */
  readonly schemas?: readonly string[]
  /** False only where a test fills its tables. */
  readonly readOnly?: boolean
}

/** How names are written and what they may be. */
export interface IdentifierRules {
  /** Longest name that is kept whole; PostgreSQL cuts longer ones silently, which makes two names one. */
  readonly limit: { readonly units: 'bytes' | 'characters'; readonly count: number } | null
  /** Two names that differ in case only are one name. */
  readonly foldsCase: boolean
  /** Why this name would not be kept as it is; null if it would. */
  readonly whyUnfit: (name: string) => Text | null
}

/**
 * What differs between engines, said once an engine. A dialect is data and pure functions; text is only made by its compiler.
 * ORDER BY items that say `nulls` are printed right in every dialect, also inside OVER (MySQL: `x is null, x`).
 */
export interface SqlDialect {
  readonly name: Dialect
  /** Prints operation nodes in lines. One compiler prints one query. */
  readonly compiler: () => QueryCompiler
  /** How a type is written in a cast. Throws `NotSupportedError` for a type that the dialect lacks. */
  readonly sqlType: (type: ColumnType) => string
  /** How a cast that the reference defines (`castDatum`) is written, with `#0` for the operand. */
  readonly cast: (from: ExpressionType, to: ColumnType) => Lowering
  readonly identifiers: IdentifierRules
  /** `full join` exists; else: left join, and all of the right side that has no partner. */
  readonly fullJoin: boolean
  /** `filter (where …)` exists; else arguments are wrapped in CASE (aggregates leave NULL out). */
  readonly aggregateFilter: boolean
  /** Whether an aggregate may order by a text column as it is; otherwise by a text computed from it. */
  readonly aggregateTextOrder: boolean
  /** `#0` and `#1` are equal or both NULL. */
  readonly nullSafeEqual: string
  /** `#0` compared, sorted and grouped by code points, whatever collation its column declares. */
  readonly exactText: string
  /** A list of the texts `#0` … ; throws `NotSupportedError` where lists do not exist. */
  readonly list: (count: number) => string
  /** What an instant (`yyyy-mm-ddThh:mm:ss[.ffffff]Z`) is written as before it is cast. */
  readonly instantText: (value: string) => string
  /** What a driver is given for a parameter of this type. */
  readonly bound: (value: Value, type: ColumnType) => Value
  /** Statements that a session begins with: UTC, strictness, quoting, collation, read only, time limit. */
  readonly session: (options: SessionOptions) => readonly string[]
}

/** Thrown while SQL is written for a dialect that cannot say an expression; placement asks `fidelityOf` first or catches it. */
export class NotSupportedError extends Error {
  override readonly name = 'NotSupportedError'
  /** Id of the function, or `cast`, `list` …: what is missing. */
  readonly id: string
  readonly dialect: Dialect
  readonly reason: Text

  constructor(id: string, dialect: Dialect, reason: Text) {
    super(`${dialect} cannot do ${id}: ${reason.en}`)
    this.id = id
    this.dialect = dialect
    this.reason = reason
  }
}

/** Names of the types; decimals get their digits. */
export function typeWriter(
  names: Readonly<Record<Exclude<ReturnType<typeof typeNameOf>, 'decimal'>, string>>,
  decimal: string,
) {
  return (type: ColumnType): string => {
    const name = typeNameOf(type)
    if (name !== 'decimal') return names[name]
    const { precision, scale } = decimalOf(type)
    return `${decimal}(${precision}, ${scale})`
  }
}

export const exact = (sql: string): Lowering => ({ fidelity: 'exact', sql })
