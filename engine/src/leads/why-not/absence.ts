import type { Column, Text } from '@jianmo/connectors/words'
import type { JoinKind } from '../../plan/index.ts'
import type { ProbedCondition, ProbedOrder, ProbedPartner, ProbedValue } from '../../sql/why-not/index.ts'

/** One source in which a person was looked for. */
export interface LookedSource {
  readonly nodeId: string
  readonly rows: readonly number[]
  /** More rows than are followed. */
  readonly capped: boolean
  /** Columns that were compared; empty if the source has none to compare. */
  readonly columns: readonly Column[]
  /** Rows whose id begins with the same 17 digits, asked only if the id is nowhere. */
  readonly near: readonly number[]
}

export interface PassedNode {
  readonly nodeId: string
  readonly port: string
  /** Rows that came from the person's source rows. */
  readonly rows: number
}

/** One way of explaining why an operator gave no row. */
export type StopReason =
  | {
      readonly kind: 'conditions'
      /** One entry an own row, at most three; the conditions that must all hold. */
      readonly rows: readonly (readonly ProbedCondition[])[]
    }
  | {
      readonly kind: 'rules'
      readonly rows: readonly (readonly {
        readonly id: string
        readonly title: string
        readonly conditions: readonly (ProbedCondition & {
          readonly role: 'unless' | 'undetermined' | 'when'
          readonly reason: string | null
        })[]
      }[])[]
    }
  | {
      readonly kind: 'partner'
      readonly join: JoinKind
      /** Which side of the join the person's rows are on. */
      readonly side: 'left' | 'right'
      /** Key values of some of the rows. */
      readonly keys: readonly (readonly ProbedValue[])[]
      /** For each key whether the other side has a row with the same value of that key alone. */
      readonly alone: readonly boolean[]
      /** Rows of the other side: those that excluded it, or those that are partners in some keys and not in all. */
      readonly partners: readonly ProbedPartner[]
      /** The other side had a partner once: the node that took it away, and the port before it. */
      readonly lostAt: {
        readonly nodeId: string
        readonly after: { readonly nodeId: string; readonly port: string }
      } | null
      /** Further conditions of the join over pairs with equal keys. */
      readonly on: readonly (readonly ProbedCondition[])[]
    }
  | {
      readonly kind: 'winner'
      readonly rows: readonly {
        readonly rank: number
        readonly kept: number
        readonly partition: readonly ProbedValue[]
        readonly order: readonly ProbedOrder[]
      }[]
    }

export interface TraceEnd {
  /**
   * `lead`, `undetermined`: it reached that list. `stopped`: the node gave no row of theirs. `left`: it left through another
   * port than the main one. `compared`: the node only looks its rows up. `open`: nothing is connected any more. `broken`: the
   * node, or one before it, has a problem.
   */
  readonly kind: 'lead' | 'undetermined' | 'stopped' | 'left' | 'compared' | 'open' | 'broken'
  readonly scanNodeId: string
  readonly nodeId: string
  /** Input port of the node. */
  readonly port: string
  /** Nodes that were passed, the source first. */
  readonly path: readonly PassedNode[]
  /** Without rows here there is no lead; false for what is only looked up. */
  readonly decisive: boolean
  /** Steps from here to the leads; null if there is no way. */
  readonly distance: number | null
  /** The stop at another node that this one follows from. */
  readonly because: string | null
  readonly through: readonly { readonly port: string; readonly rows: number; readonly reason: Text | null }[]
  readonly reasons: readonly StopReason[]
}

export interface ReachedLead {
  readonly subjectId: string
  readonly eventKey: string
  readonly rule: string
  readonly title: string
  readonly outcome: string
  readonly severity: string | null
}

export interface Absence {
  readonly verdict: 'lead' | 'undetermined' | 'stopped' | 'nowhere'
  readonly sources: readonly LookedSource[]
  /** The answer first: decisive ends that follow from no other one, nearest to the leads. */
  readonly ends: readonly TraceEnd[]
  readonly leads: readonly ReachedLead[]
}
