import type { OpenSource } from '@jianmo/connectors/words'
import type { JoinCount, NodeCount, Outcome } from '../api/wire.ts'
import type { CompiledRun } from '../sql/index.ts'

/** A district's source as a run sees it: a name for messages and a way to open it. Credentials stay behind `open`. */
export interface RunSource {
  readonly name: string
  readonly open: (signal: AbortSignal) => Promise<OpenSource>
}

export interface RunRequest {
  readonly compiled: CompiledRun
  /** Keyed by source id. */
  readonly sources: ReadonlyMap<string, RunSource>
  /** Titles of nodes, for messages. */
  readonly titles: ReadonlyMap<string, string>
  /** The run's private folder (0700). It must exist; the database file and the extracts are written there. */
  readonly folder: string
  readonly signal: AbortSignal
  readonly onProgress: (progress: ExecutionProgress) => void
  /** Awaited when every source has been read, before the first step. */
  readonly onRead: (reads: readonly ScanRead[]) => Promise<void>
}

/** What reading sources needs of a run; previews read without one. */
export interface ScansRequest extends Pick<RunRequest, 'sources' | 'titles' | 'folder' | 'signal'> {
  readonly compiled: Pick<CompiledRun, 'scans'>
}

/** Rows read so far per scan, then steps done. The whole picture each time. */
export interface ExecutionProgress {
  readonly phase: 'reading' | 'computing'
  readonly scans: readonly ScanProgress[]
  readonly steps: { readonly done: number; readonly total: number; readonly nodeId: string | null }
}

export interface ScanProgress {
  readonly nodeId: string
  readonly rows: number
  readonly total: number | null
  readonly state: 'waiting' | 'reading' | 'read'
}

/** What a scan read: `rows` were received, loaded and counted in one snapshot; the three are equal. */
export interface ScanRead {
  readonly nodeId: string
  readonly logicalTable: string
  readonly sourceId: string
  readonly sourceName: string
  readonly snapshot: string
  readonly readAt: string
  readonly rows: number
  readonly rejected: number
}

/** A value that the district's binding does not read: shown as a warning, never guessed. */
export interface QualityFinding {
  readonly scanNodeId: string
  readonly column: string
  readonly kind: 'unmapped-code' | 'unread-date' | 'unread-number'
  readonly value: string | null
  readonly rows: number
}

export interface JudgedCount {
  readonly nodeId: string
  readonly rule: string
  readonly outcome: Outcome
  readonly reason: string | null
  readonly rows: number
}

/** What was counted while the model ran. */
export interface RunMeasures {
  readonly scans: readonly ScanRead[]
  readonly counts: readonly NodeCount[]
  readonly joins: readonly JoinCount[]
  readonly dropped: readonly { readonly nodeId: string; readonly rows: number }[]
  /** Rows that a filter left out because its condition is unknown. */
  readonly undecided: readonly { readonly nodeId: string; readonly rows: number }[]
  readonly judged: readonly JudgedCount[]
  readonly quality: readonly QualityFinding[]
}
