import type { Problem, Statute, Text } from '@jianmo/connectors/words'

export type RunMode = 'trial' | 'formal'
export type RunState = 'queued' | 'reading' | 'computing' | 'finished' | 'failed' | 'cancelled' | 'interrupted'

/** From which states a run may enter a state; every change is a compare-and-set against this table. */
export const priorStates = {
  queued: [],
  reading: ['queued'],
  computing: ['reading'],
  finished: ['computing'],
  failed: ['queued', 'reading', 'computing'],
  cancelled: ['queued', 'reading', 'computing'],
  interrupted: ['queued', 'reading', 'computing'],
} as const satisfies Record<RunState, readonly RunState[]>

export interface RunParameter {
  readonly name: string
  readonly label: Text
  readonly value: string
}

export interface NewRun {
  readonly modelId: string
  readonly mode: RunMode
  /** Approved version; a formal run needs it (the database refuses one without). */
  readonly versionId: string | null
  /** SHA-256 of the canonical content that runs (drafts too). */
  readonly versionHash: string
  readonly sqlHash: string
  /** `yyyy-mm-dd` */
  readonly runDate: string
  readonly parameters: readonly RunParameter[]
  /** Windows of the statutes that the model cites, as they were known when it ran. */
  readonly statutes: readonly Statute[]
  readonly steps: readonly RunStep[]
  readonly serverInstance: string
}

/** The text that ran for a node. */
export interface RunStep {
  readonly nodeId: string
  readonly port: string
  readonly relation: string
  readonly nodeIds: readonly string[]
  readonly text: string
  readonly hash: string
}

/** What was read for one source node. rows = counted, or the extract had thrown. */
export interface RunSource {
  readonly nodeId: string
  readonly logicalTable: string
  readonly sourceId: string
  readonly sourceName: string
  /** Batch id of a file source or snapshot description of a live one. */
  readonly snapshot: string
  readonly readAt: string
  readonly rows: number
  readonly counted: number
  readonly rejected: number
}

export interface RunProblem {
  readonly code: string
  readonly text: Text
  readonly nodeIds: readonly string[]
  /** What the database said itself; personal data in it are masked. */
  readonly detail?: string
}

/** What a finished run found. `counts` is the engine's own JSON (per port, join, judge …). */
export interface RunResult {
  readonly leads: number
  readonly undetermined: number
  readonly unidentified: number
  readonly severities: Readonly<Record<string, number>>
  readonly changes: RunChanges | null
  readonly counts: unknown
  readonly warnings: readonly Problem[]
}

export interface RunChanges {
  readonly new: number
  readonly still: number
  readonly gone: number
}

export interface Run {
  readonly id: string
  readonly modelId: string
  readonly modelTitle: string
  readonly mode: RunMode
  readonly state: RunState
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly startedBy: string
  readonly runDate: string
  readonly leads: number
  readonly undetermined: number
  readonly unidentified: number
}

export interface OpenRun extends Run {
  readonly versionId: string | null
  readonly versionNumber: number | null
  readonly versionHash: string
  readonly sqlHash: string
  readonly parameters: readonly RunParameter[]
  readonly statutes: readonly Statute[]
  readonly seconds: number
  readonly sources: readonly RunSource[]
  readonly steps: readonly RunStep[]
  readonly result: RunResult | null
  readonly problem: RunProblem | null
}

export interface RunStore {
  /** State `queued`, with a lease. @throws not-allowed, model-not-found, formal-needs-approval */
  start(input: NewRun): Promise<{ readonly runId: string }>
  list(modelId?: string): Promise<readonly Run[]>
  /** @throws run-not-found */
  open(runId: string): Promise<OpenRun>
  /** @throws run-moved-on if the run is not in an allowed prior state any more */
  advance(runId: string, to: 'reading' | 'computing'): Promise<void>
  recordSource(runId: string, source: RunSource): Promise<void>
  /** Extends the lease by 30 s of database time; false if the run is no longer ours to run. */
  renew(runId: string, serverInstance: string): Promise<boolean>
  /** computing → finished. Call in the same scope as `leads.record`, so that both happen or neither. @throws run-moved-on */
  finish(runId: string, result: RunResult): Promise<void>
  /** @throws run-moved-on */
  fail(runId: string, problem: RunProblem): Promise<void>
  /** @throws run-moved-on */
  cancel(runId: string): Promise<void>
  /** → interrupted (the child died). @throws run-moved-on */
  interrupt(runId: string, problem: RunProblem): Promise<void>
}
