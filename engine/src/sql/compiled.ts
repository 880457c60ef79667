import type { Column, Problem } from '@jianmo/connectors/words'
import type { Plan } from '../plan/index.ts'
import type { Need, PlanContext, StageTime } from '../planner/index.ts'

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
export interface StepOf<Select> {
  readonly nodeId: string
  readonly port: string
  readonly relation: string
  readonly statement: Select
  /** What the statement says, operator by operator. */
  readonly plan: Plan
  /** Nodes that are computed in this step. */
  readonly nodeIds: readonly string[]
}

export type CompiledStep = StepOf<Statement>

/** Everything that a run executes, with a SELECT as what it asks (anchored) or as text (emitted). */
export interface RunOf<Select> {
  readonly scans: readonly CompiledScan[]
  readonly steps: readonly StepOf<Select>[]
  /** One row, one column `rows`, per node and output port. */
  readonly counts: readonly { readonly nodeId: string; readonly port: string; readonly statement: Select }[]
  /** One row: left, matched, unmatched, unidentified, right, right_unidentified. */
  readonly joins: readonly { readonly nodeId: string; readonly statement: Select }[]
  /** One row, one column `rows`: how many a deduplicate node left out. */
  readonly dropped: readonly { readonly nodeId: string; readonly statement: Select }[]
  /** One row, one column `rows`: how many a filter left out because its condition is unknown. */
  readonly undecided: readonly { readonly nodeId: string; readonly statement: Select }[]
  /** Rows of rule, outcome, reason, rows; every outcome, `ok` too. */
  readonly judged: readonly { readonly nodeId: string; readonly statement: Select }[]
  /** Null if the model has no lead output. Both statements give the verdict columns, the chosen values and all witnesses. */
  readonly leads: {
    readonly nodeId: string
    readonly statement: Select
    readonly undetermined: Select
    readonly witnesses: readonly { readonly column: string; readonly scanNodeId: string }[]
    /** What `statement` says, operator by operator. */
    readonly plan: Plan
    /** Nodes that are computed in the statement. */
    readonly nodeIds: readonly string[]
  } | null
  /** Columns: the witness `__row_…` of the scan, identity_reason, original, subject_name (NULL if there is no name column). */
  readonly unidentified: readonly {
    readonly nodeId: string
    readonly statement: Select
    readonly scanNodeId: string
  }[]
  /** Rows of column, kind (`unmapped-code`, `unread-date`, `unread-number`), value, rows; most rows first. */
  readonly quality: readonly { readonly scanNodeId: string; readonly statement: Select }[]
}

export interface CompiledRun extends RunOf<Statement> {
  /** With an error among them everything else is empty. Warnings do not stop a run. */
  readonly problems: readonly Problem[]
  /** SHA-256 over the hashes of all statements. */
  readonly hash: string
}

/** What the whole chain of stages gives from a text. */
export interface CompiledModel extends CompiledRun {
  /** What the stages lacked, e.g. a binding. */
  readonly needs: readonly Need[]
  /** In the order in which they ran; a model with an error gets no further than `place`. */
  readonly times: readonly StageTime[]
}

/** Another SELECT in every place of a run. */
export function mapRun<From, To>(run: RunOf<From>, change: (select: From, nodeId: string) => To): RunOf<To> {
  const all = <Part extends { readonly statement: From; readonly nodeId: string }>(parts: readonly Part[]) =>
    parts.map((part) => ({ ...part, statement: change(part.statement, part.nodeId) }))
  const { leads } = run
  return {
    scans: run.scans,
    steps: all(run.steps),
    counts: all(run.counts),
    joins: all(run.joins),
    dropped: all(run.dropped),
    undecided: all(run.undecided),
    judged: all(run.judged),
    leads: leads && {
      ...leads,
      statement: change(leads.statement, leads.nodeId),
      undetermined: change(leads.undetermined, leads.nodeId),
    },
    unidentified: all(run.unidentified),
    quality: run.quality.map((part) => ({ ...part, statement: change(part.statement, part.scanNodeId) })),
  }
}

/** Every SELECT of a run, in a fixed order. */
export function selectsOf<Select>(run: RunOf<Select>): readonly Select[] {
  return [
    ...[
      ...run.steps,
      ...run.counts,
      ...run.joins,
      ...run.dropped,
      ...run.undecided,
      ...run.judged,
      ...run.unidentified,
      ...run.quality,
    ].map(({ statement }) => statement),
    ...(run.leads ? [run.leads.statement, run.leads.undetermined] : []),
  ]
}

export const noRun: RunOf<never> = {
  scans: [],
  steps: [],
  counts: [],
  joins: [],
  dropped: [],
  undecided: [],
  judged: [],
  leads: null,
  unidentified: [],
  quality: [],
}
