import type { ColumnType } from '@jianmo/connectors/words'
import type { TypedExpression } from '../expression/typed.ts'

/** A column between two operators. Names are unique within a relation. */
export interface PlanColumn {
  readonly name: string
  readonly type: ColumnType
  /** Hidden: carries the row number (`_row`) of this source node's scan. */
  readonly witness?: string
  /** A resident id whose values are normalised and valid, or NULL. */
  readonly verified?: true
}

export interface ProjectedColumn {
  readonly name: string
  readonly expression: TypedExpression
  readonly witness?: string
  readonly verified?: true
}

export interface KeyPair {
  readonly left: string
  readonly right: string
}
export interface TakenColumn {
  readonly from: string
  readonly name: string
}
export interface OrderItem {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

export type JoinKind = 'inner' | 'left' | 'semi' | 'anti'

interface From {
  /** Nodes of the drawing that this operator came from. */ readonly origin: readonly string[]
}

/** Rows of a logical table as a source node names it; the planner turns it into a project over `read`. */
export interface ScanPlan extends From {
  readonly op: 'scan'
  readonly nodeId: string
  readonly table: string
  readonly columns: readonly PlanColumn[]
}
/** Rows of a relation that exists in the engine: a loaded scan or the table of a finished step. */
export interface ReadPlan extends From {
  readonly op: 'read'
  readonly relation: string
  readonly columns: readonly PlanColumn[]
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
/** Keys are compared with `=`: a NULL key has no partner and is no partner. `take` is empty for semi and anti. */
export interface JoinPlan extends From {
  readonly op: 'join'
  readonly kind: JoinKind
  readonly left: Plan
  readonly right: Plan
  readonly keys: readonly KeyPair[]
  readonly take: readonly TakenColumn[]
}
/** Bag union by name; every input has the columns of the first. */
export interface UnionPlan extends From {
  readonly op: 'union'
  readonly inputs: readonly [Plan, ...Plan[]]
}
/** One row per key (NULLs are equal), the first in the order; NULLs last whatever the direction. */
export interface KeepFirstPlan extends From {
  readonly op: 'keep-first'
  readonly input: Plan
  readonly keys: readonly string[]
  readonly order: readonly OrderItem[]
}
/** Worth computing once: a run keeps it as the table `n_<node>[_<part>]`; a preview computes it in place. */
export interface SharePlan extends From {
  readonly op: 'share'
  readonly nodeId: string
  readonly port: string
  readonly name: string
  readonly input: Plan
}

export type Plan = ScanPlan | ReadPlan | ProjectPlan | FilterPlan | JoinPlan | UnionPlan | KeepFirstPlan | SharePlan
