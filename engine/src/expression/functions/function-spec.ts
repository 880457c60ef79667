import type { ColumnType, Text } from '@jianmo/connectors/words'
import type { Datum } from '../datum.ts'
import type { ExpressionType, Value } from '../typed.ts'
import type { PinnedOptions } from './pinned-options.ts'

/** The SQL dialects that plans compile to. `mysql` is MySQL ≥ 8.0.17 and MariaDB ≥ 10.6. */
export const dialects = ['duckdb', 'postgres', 'mysql', 'trino'] as const
export type Dialect = (typeof dialects)[number]

export const dialectNames: Readonly<Record<Dialect, string>> = {
  duckdb: 'DuckDB',
  postgres: 'PostgreSQL',
  mysql: 'MySQL/MariaDB',
  trino: 'Trino',
}

/** Where a function stands in the help and in completion, and what the screen calls that place. */
export const functionFamilies = {
  logic: { zh: '逻辑', en: 'Logic' },
  text: { zh: '文本', en: 'Text' },
  number: { zh: '数字', en: 'Numbers' },
  conversion: { zh: '类型转换', en: 'Conversion' },
  date: { zh: '日期与时刻', en: 'Dates and times' },
  statutory: { zh: '法定期间', en: 'Statutory periods' },
  identity: { zh: '身份证号', en: 'Resident ids' },
  name: { zh: '姓名', en: 'Names' },
  document: { zh: '文书与代码', en: 'Documents and codes' },
  list: { zh: '列表', en: 'Lists' },
  pattern: { zh: '文本样式', en: 'Text patterns' },
  aggregate: { zh: '汇总', en: 'Aggregates' },
  window: { zh: '组内排序', en: 'Windows' },
} as const satisfies Record<string, Text>
export type FunctionFamily = keyof typeof functionFamilies

/** What an argument may be. `same`: one type for all of them, whichever; `number`: integer, decimal or float; `any`: each its own. */
export type ArgumentType = ColumnType | 'number' | 'same' | 'any'

export interface FunctionParameter {
  readonly name: string
  readonly type: ArgumentType
  /** May be given once or more; only the last parameter may repeat. */
  readonly repeated?: true
  /** Must be written as a literal in the expression, not computed. A list closes the values that it may take. */
  readonly literal?: true | readonly Value[]
  /** A regular expression of the common subset (`checkPattern`); `not-empty`: it must not match the empty text. */
  readonly pattern?: 'any' | 'not-empty'
  /** May be left out, with everything after it; the reference and the template then get fewer arguments. */
  readonly optional?: true
}

/** What a value-dependent rule is told besides its arguments. It comes with the compile context, never from a clock. */
export interface FunctionContext {
  /** Workdays and holidays by year (`HolidayCalendar` of `@jianmo/connectors/values`); null if none is given. */
  readonly calendar: unknown
}

/** What a template is told about the call that it prints. */
export interface TemplateCall {
  readonly count: number
  /** Types of the arguments, after coercion. */
  readonly types: readonly ExpressionType[]
  /** Type of the result. */
  readonly type: ExpressionType
  /** The literal argument at an index, if it is one. */
  readonly literal: (index: number) => Value | undefined
  /** Whether the argument at an index is a column, or a literal that is not NULL; not known if this is left out. */
  readonly isPlain?: (index: number) => boolean
  /** How the dialect writes a type, e.g. `decimal(28, 6)`, `varchar`, `double precision`. */
  readonly sqlType: (type: ColumnType) => string
  readonly context: FunctionContext
}

/** SQL with `#0`, `#1` … for the arguments; a function where it varies. A closed, tested set: nothing that a drawer types is in it. */
export type Template = string | ((call: TemplateCall) => string)

/**
 * A place in a template for a text that follows from what a drawer wrote (a translated pattern): the dialect prints it as it
 * prints every literal, so that nothing a drawer writes is ever part of a fragment.
 */
export const textHole = (text: string): string => `#<${encodeURIComponent(text)}>`

/**
 * How faithful a dialect is. `exact`: the same value as the reference for every argument. `superset` (conditions only): true
 * wherever the reference is true, and sometimes elsewhere, so it may only narrow what is fetched. `none`: the reason why, and a
 * call where the dialect's own function would differ, or what would be missing.
 */
export type Lowering =
  | { readonly fidelity: 'exact'; readonly sql: Template }
  | { readonly fidelity: 'superset'; readonly sql: Template; readonly note: Text }
  | { readonly fidelity: 'none'; readonly reason: Text; readonly shows: string }

/** How something is computed: by the reference (pure TypeScript, the specification), and by each dialect. */
export interface Implementation {
  /** The generic form, used by every dialect that does not say its own; null if there is none. */
  readonly sql: Template | null
  readonly dialects?: { readonly [D in Dialect]?: Template | Lowering }
  /** The SQL is not closed by itself (`a + b`): as an argument it needs parentheses. */
  readonly infix?: true
  /**
   * A result that is not of its type yet is brought into it by `fit`: decimals are rounded to their scale, and what is too large
   * throws `OutOfRangeError`.
   */
  readonly reference: (args: readonly Datum[], context: FunctionContext) => Datum
}

/** One signature of a function. `id` is what typed expressions carry; the first overload has the function's own id. */
export interface Overload extends Implementation {
  readonly id: string
  readonly parameters: readonly FunctionParameter[]
  /**
   * `same` and `number` follow the arguments; a function computes it from the types after coercion, and from the literals
   * among the arguments where they decide it (digits of a decimal).
   */
  readonly result:
    | ColumnType
    | 'same'
    | 'number'
    | ((types: readonly ExpressionType[], literals: readonly (Value | undefined)[]) => ColumnType)
}

/** A call as a drawer writes it and what it gives: the proof of the function on the reference and on every engine. */
export type Vector = readonly [expression: string, value: Value]

/** What happens to NULL: `propagate` is NULL in, NULL out; `own` is what the help says. */
export const nullRules = {
  propagate: { zh: '有一个参数是空值，结果就是空值', en: 'the result is NULL if any argument is' },
  own: { zh: '见上面的说明', en: 'as said above' },
} as const satisfies Record<string, Text>

interface Described {
  /** As it is written in expressions. */
  readonly id: string
  readonly family: FunctionFamily
  readonly label: Text
  /** What it does, and what happens to NULL and to the borders. */
  readonly help: Text
  readonly example: string
  readonly nulls: keyof typeof nullRules
  readonly options?: PinnedOptions
  /** Statute, standard or paper that the rule comes from; one word if it is the same in both languages. */
  readonly source?: string | Text
  /** False if two calls with equal arguments may differ. No function of the language may: kept for what a source brings. */
  readonly deterministic?: false
  /** Relative cost of one call; a column reference is 1. */
  readonly cost?: number
}

/** One function of the expression language, said once: words, types, meaning, SQL, proof. */
export interface FunctionSpec extends Described {
  readonly overloads: readonly [Overload, ...Overload[]]
  readonly vectors: readonly Vector[]
}

/** A function with one signature. */
export function scalar(spec: Described & Omit<Overload, 'id'> & { readonly vectors: readonly Vector[] }): FunctionSpec {
  const { parameters, result, sql, dialects: own, infix, reference, ...described } = spec
  const overload: Overload = {
    id: spec.id,
    parameters,
    result,
    sql,
    reference,
    ...(own ? { dialects: own } : {}),
    ...(infix ? { infix } : {}),
  }
  return { ...described, overloads: [overload] }
}

/** Whatever says how dialects compute it. */
export interface Lowered {
  readonly sql: Template | null
  readonly dialects?: Implementation['dialects'] | undefined
}

/** How a dialect computes an implementation, with the generic form filled in. */
export function loweringOf(implementation: Lowered, dialect: Dialect): Lowering {
  const own = implementation.dialects?.[dialect] ?? implementation.sql
  if (own === null) {
    const name = dialectNames[dialect]
    const reason = { zh: `尚无 ${name} 的写法`, en: `There is no form for ${name} yet` }
    return { fidelity: 'none', reason, shows: '' }
  }
  return typeof own === 'string' || typeof own === 'function' ? { fidelity: 'exact', sql: own } : own
}

const fidelities = ['none', 'superset', 'exact'] as const satisfies readonly Lowering['fidelity'][]

/** How faithful a dialect is to all overloads of a function: as the least faithful of them. */
export function fidelityOf(overloads: readonly Lowered[], dialect: Dialect): Lowering['fidelity'] {
  const found = overloads.map((overload) => loweringOf(overload, dialect).fidelity)
  return fidelities.find((fidelity) => found.includes(fidelity)) ?? 'exact'
}

export const none = (zh: string, en: string, shows: string): Lowering => ({
  fidelity: 'none',
  reason: { zh, en },
  shows,
})

/** Makes a reference NULL-in-NULL-out. */
export function strict(compute: (...args: never[]) => Datum): (args: readonly Datum[]) => Datum {
  return (args) => (args.some((value) => value === null) ? null : compute(...(args as never[])))
}

export const numbered = (count: number, from = 0): string[] =>
  Array.from({ length: count - from }, (_, index) => `#${index + from}`)

/** One row of a group as an aggregate sees it: its arguments. */
export type AggregateRow = readonly Datum[]

/**
 * An aggregate: `reference` gets the rows of a group (of those that pass its filter) in the order that the plan names, or in any.
 * Templates are over the arguments, with `#d` where DISTINCT stands, `#o` where ORDER BY stands and `#f` where FILTER stands:
 * the emitter fills them, or leaves them empty. Rows whose argument is NULL are left out unless the help says otherwise.
 */
export interface AggregateSpec extends Omit<Described, 'example'> {
  readonly example: string
  readonly parameters: readonly FunctionParameter[]
  readonly result: Overload['result']
  /** Needs an order to be one value (first, last, join texts). */
  readonly ordered?: true
  readonly sql: Template | null
  readonly dialects?: Implementation['dialects']
  readonly reference: (rows: readonly AggregateRow[]) => Datum
  /** Rows of arguments (JSON values, typed by `types`), and what they give. */
  readonly vectors: readonly AggregateVector[]
}

export interface AggregateVector {
  readonly types: readonly ColumnType[]
  readonly rows: readonly (readonly Value[])[]
  readonly gives: Value
}

/** The partition around one row, sorted: where the row stands, and who ties with it. */
export interface WindowPlace {
  /** Arguments of every row of the partition, in order. */
  readonly rows: readonly AggregateRow[]
  /** Index of the row. */
  readonly at: number
  /** First and last index of the rows that tie with it in the order. */
  readonly peers: readonly [first: number, last: number]
  /** Number of its group of ties, counted from 1. */
  readonly group: number
}

/**
 * A window function over a partition with a total order. In its template `#w` stands for `PARTITION BY … ORDER BY …`, inside
 * `over (…)` and before the frame: `sum(#0) over(#w rows between unbounded preceding and current row)`.
 */
export interface WindowSpec extends Omit<AggregateSpec, 'reference' | 'ordered' | 'vectors'> {
  /** Rows that tie get one answer: an order that is made finer, to tell them apart, would change it. */
  readonly ties?: true
  readonly reference: (place: WindowPlace) => Datum
  readonly vectors: readonly WindowVector[]
}

/** One partition: its rows of arguments in order, and what each of them gets. */
export interface WindowVector extends Omit<AggregateVector, 'gives'> {
  /** What the rows are sorted by; without it no two tie. */
  readonly order?: readonly number[]
  readonly gives: readonly Value[]
}
