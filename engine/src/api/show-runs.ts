import type { OpenRun } from '@jianmo/catalog'
import type { JoinCount, NodeCount, RunDetail, RunProgress, Severity } from './wire.ts'

/** The engine's own counts, as `performRun` stored them. */
interface StoredCounts {
  readonly counts: readonly NodeCount[]
  readonly joins: readonly JoinCount[]
  readonly dropped: RunDetail['dropped']
  readonly judged: RunDetail['judged']
  readonly outcomes?: RunDetail['outcomes']
  readonly drawn?: RunDetail['drawn']
}

const nothingCounted: StoredCounts = { counts: [], joins: [], dropped: [], judged: [] }

const noSeverities: Readonly<Record<Severity, number>> = { red: 0, orange: 0, yellow: 0, blue: 0, green: 0 }

export function showRun(run: OpenRun): RunDetail {
  const { result } = run
  const { counts, joins, dropped, judged, outcomes, drawn } = (result?.counts ?? nothingCounted) as StoredCounts
  const { id, modelId, modelTitle, mode, state, startedAt, finishedAt, startedBy, runDate } = run
  return {
    id,
    modelId,
    modelTitle,
    mode,
    state,
    startedAt,
    finishedAt,
    startedBy,
    runDate,
    leads: run.leads,
    undetermined: run.undetermined,
    unidentified: run.unidentified,
    parameters: run.parameters,
    versionHash: run.versionHash,
    sqlHash: run.sqlHash,
    versionNumber: run.versionNumber,
    seconds: run.seconds,
    sources: run.sources.map(({ nodeId, logicalTable, sourceName, snapshot, readAt, rows, rejected }) => ({
      nodeId,
      logicalTable,
      sourceName,
      snapshot,
      readAt,
      rows,
      rejected,
    })),
    counts,
    joins,
    dropped,
    judged,
    severities: { ...noSeverities, ...(result?.severities as Partial<Record<Severity, number>> | undefined) },
    outcomes: outcomes ?? null,
    drawn: drawn ?? null,
    changes: result?.changes ?? null,
    warnings: result?.warnings ?? [],
    problem: run.problem,
  }
}

/** The last picture of a run that this server is not executing. */
export function showRunProgress(run: OpenRun): RunProgress {
  const done = run.state === 'finished' ? run.steps.length : 0
  return {
    runId: run.id,
    state: run.state,
    sources: run.sources.map(({ nodeId, logicalTable, sourceName, rows }) => ({
      nodeId,
      logicalTable,
      sourceName,
      rows,
      total: rows,
      state: 'read',
    })),
    steps: { done, total: run.steps.length, nodeId: null },
    seconds: run.seconds,
    problem: run.problem,
  }
}
