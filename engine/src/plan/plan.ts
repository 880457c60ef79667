import type { ColumnType } from '@jianmo/connectors/words'
import type { ColumnId, TypedExpression, Value } from '../expression/typed.ts'

/** A column between two operators. Ids are unique within a relation; `name` is what a table of it would call the column. */
export interface PlanColumn {
  readonly id: ColumnId
  readonly name: string
  readonly type: ColumnType
  /** Hidden: tells which row of this source node's scan a row came from (a row number; after grouping a list of them). */
  readonly witness?: string
  /** A resident id whose values are normalised and valid, or NULL. */
  readonly verified?: true
}

export interface ProjectedColumn {
  readonly id: ColumnId
  readonly name: string
  readonly expression: TypedExpression
  readonly witness?: string
  readonly verified?: true
}

export interface KeyPair {
  readonly left: ColumnId
  readonly right: ColumnId
}
export interface OrderItem {
  readonly column: ColumnId
  readonly direction: 'ascending' | 'descending'
  /** Where NULLs go; last if nothing is said, whatever the direction. */
  readonly nulls?: 'first' | 'last'
}

export const joinKinds = ['inner', 'left', 'right', 'full', 'semi', 'anti', 'cross'] as const
export type JoinKind = (typeof joinKinds)[number]

/** One result of grouping. `where` keeps only rows for which it is TRUE; `order` is the order in which rows are taken. */
export interface AggregateColumn {
  readonly id: ColumnId
  readonly name: string
  readonly type: ColumnType
  /** Id in the table of aggregates. */
  readonly function: string
  readonly arguments: readonly TypedExpression[]
  readonly distinct?: true
  readonly where?: TypedExpression
  readonly order?: readonly OrderItem[]
  readonly witness?: string
}

/** One result of looking around within a partition. */
export interface WindowColumn {
  readonly id: ColumnId
  readonly name: string
  readonly type: ColumnType
  /** Id in the table of window functions. */
  readonly function: string
  readonly arguments: readonly TypedExpression[]
}

/** A column of a union, and which column of each input it is, in the order of the inputs. */
export interface UnionColumn {
  readonly id: ColumnId
  readonly name: string
  readonly from: readonly ColumnId[]
  readonly witness?: string
  readonly verified?: true
}

interface From {
  /** Nodes of the drawing that this operator came from. */ readonly origin: readonly string[]
}

/** Rows of a logical table as a source node names it; binding turns it into a project over `read`. */
export interface ScanPlan extends From {
  readonly op: 'scan'
  readonly nodeId: string
  readonly table: string
  readonly columns: readonly PlanColumn[]
}
/** Rows of a relation that exists in the engine: a loaded scan or the table of a finished step. Names are the relation's own. */
export interface ReadPlan extends From {
  readonly op: 'read'
  readonly relation: string
  readonly columns: readonly PlanColumn[]
}
/** Rows that were typed into the drawing. */
export interface ValuesPlan extends From {
  readonly op: 'values'
  readonly columns: readonly PlanColumn[]
  readonly rows: readonly (readonly Value[])[]
}
export interface ProjectPlan extends From {
  readonly op: 'project'
  readonly input: Plan
  readonly columns: readonly ProjectedColumn[]
}
/** Keeps the rows for which `where` is TRUE (not FALSE, not NULL). */
export interface FilterPlan extends From {
  readonly op: 'filter'
  readonly input: Plan
  readonly where: TypedExpression
}
/**
 * Keys are compared with `=`: a NULL key has no partner and is no partner. `on` is one more condition over both sides. Gives the
 * columns of the left and then of the right side; semi and anti give the left alone. No id occurs on both sides.
 */
export interface JoinPlan extends From {
  readonly op: 'join'
  readonly kind: JoinKind
  readonly left: Plan
  readonly right: Plan
  readonly keys: readonly KeyPair[]
  readonly on: TypedExpression | null
}
/** One row per combination of keys (NULLs are equal); without keys one row, even of no rows. Gives keys, then aggregates. */
export interface AggregatePlan extends From {
  readonly op: 'aggregate'
  readonly input: Plan
  readonly keys: readonly ColumnId[]
  readonly aggregates: readonly AggregateColumn[]
}
/** Every row, and what its partition (NULLs are equal) says in this order. Gives the input's columns, then these. */
export interface WindowPlan extends From {
  readonly op: 'window'
  readonly input: Plan
  readonly partition: readonly ColumnId[]
  readonly order: readonly OrderItem[]
  readonly columns: readonly WindowColumn[]
}
/** Bag union: nothing is dropped. The types of the columns are those of the first input, and the others have the same. */
export interface UnionPlan extends From {
  readonly op: 'union'
  readonly inputs: readonly [Plan, ...Plan[]]
  readonly columns: readonly UnionColumn[]
}
/** Each combination of values once (NULLs are equal). */
export interface DistinctPlan extends From {
  readonly op: 'distinct'
  readonly input: Plan
}
/** The rows in order, `limit` of them (all if null) after leaving out `offset`. */
export interface SortPlan extends From {
  readonly op: 'sort'
  readonly input: Plan
  readonly order: readonly OrderItem[]
  readonly limit: number | null
  readonly offset: number
}
/** Worth computing once: a run keeps it as the table `n_<node>[_<part>]`; a preview computes it in place. */
export interface SharePlan extends From {
  readonly op: 'share'
  readonly nodeId: string
  readonly port: string
  readonly name: string
  readonly input: Plan
}

/** The algebra: a closed union. Everything a node type means is said with these. */
export type Plan =
  | ScanPlan
  | ReadPlan
  | ValuesPlan
  | ProjectPlan
  | FilterPlan
  | JoinPlan
  | AggregatePlan
  | WindowPlan
  | UnionPlan
  | DistinctPlan
  | SortPlan
  | SharePlan

/** For tables that the compiler checks: one entry an operator. */
export type ByOperator<Result> = { readonly [Op in Plan['op']]: (plan: Extract<Plan, { readonly op: Op }>) => Result }

/** Calls the entry of the plan's own operator. */
export function onOperator<Result>(plan: Plan, table: ByOperator<Result>): Result {
  return (table[plan.op] as (plan: Plan) => Result)(plan)
}
