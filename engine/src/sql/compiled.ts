import type { Column, Problem } from '@jianmo/connectors/words'
import type { Plan } from '../plan/index.ts'
import type { PlanContext } from '../planner/index.ts'

/** One SELECT for DuckDB. Values of `$1`, `$2` … in order; `hash` is the SHA-256 (hex) of `text`. */
export interface Statement {
  readonly text: string
  readonly parameters: readonly (string | number | boolean | null)[]
  readonly hash: string
  /** Of the result, in order. Hidden witness columns are included where the statement gives them. */
  readonly columns: readonly Column[]
}

/** Parameter values of this run by name; those not given keep the document's. */
export interface CompileContext extends PlanContext {
  readonly values?: Readonly<Record<string, string | number | boolean>>
}

/** One table to load before the steps: `_row` BIGINT and the physical columns as VARCHAR, by their physical names. */
export interface CompiledScan {
  readonly nodeId: string
  readonly relation: string
  readonly logicalTable: string
  readonly sourceId: string
  readonly table: string
  readonly columns: readonly string[]
}

/** One table to create, in order: `CREATE TABLE <relation> AS <statement>`. */
export interface CompiledStep {
  readonly nodeId: string
  readonly port: string
  readonly relation: string
  readonly statement: Statement
  /** What the statement says, operator by operator. */
  readonly plan: Plan
  /** Nodes that are computed in this step. */
  readonly nodeIds: readonly string[]
}

export interface CompiledRun {
  /** With an error among them everything else is empty. Warnings do not stop a run. */
  readonly problems: readonly Problem[]
  readonly scans: readonly CompiledScan[]
  readonly steps: readonly CompiledStep[]
  /** One row, one column `rows`, per node and output port. */
  readonly counts: readonly { readonly nodeId: string; readonly port: string; readonly statement: Statement }[]
  /** One row: left, matched, unmatched, unidentified, right, right_unidentified. */
  readonly joins: readonly { readonly nodeId: string; readonly statement: Statement }[]
  /** One row, one column `rows`: how many a deduplicate node left out. */
  readonly dropped: readonly { readonly nodeId: string; readonly statement: Statement }[]
  /** One row, one column `rows`: how many a filter left out because its condition is unknown. */
  readonly undecided: readonly { readonly nodeId: string; readonly statement: Statement }[]
  /** Rows of rule, outcome, reason, rows; every outcome, `ok` too. */
  readonly judged: readonly { readonly nodeId: string; readonly statement: Statement }[]
  /** Null if the model has no lead output. Both statements give the verdict columns, the chosen values and all witnesses. */
  readonly leads: {
    readonly nodeId: string
    readonly statement: Statement
    readonly undetermined: Statement
    readonly witnesses: readonly { readonly column: string; readonly scanNodeId: string }[]
    /** What `statement` says, operator by operator. */
    readonly plan: Plan
    /** Nodes that are computed in the statement. */
    readonly nodeIds: readonly string[]
  } | null
  /** Columns: the witness `__row_…` of the scan, identity_reason, original, subject_name (NULL if there is no name column). */
  readonly unidentified: readonly {
    readonly nodeId: string
    readonly statement: Statement
    readonly scanNodeId: string
  }[]
  /** Rows of column, kind (`unmapped-code`, `unread-date`, `unread-number`), value, rows; most rows first. */
  readonly quality: readonly { readonly scanNodeId: string; readonly statement: Statement }[]
  /** SHA-256 over the hashes of all statements. */
  readonly hash: string
}
