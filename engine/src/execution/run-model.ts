import { type DuckdbChild, openDuckdbChild } from '@jianmo/connectors/transport/duckdb'
import type { CompiledRun } from '../sql/index.ts'
import { engineError } from './errors.ts'
import { measureQuality, measureRun } from './measure-run.ts'
import { onStatement, quoteName } from './query-rows.ts'
import { readScans } from './read-scans.ts'
import type { ExecutionProgress, RunMeasures, RunRequest, ScanProgress } from './run-request.ts'

/** The scans of a run, inside its folder; previews and evidence read them until the folder is removed. Steps are not kept. */
export const runDatabase = 'run.duckdb'
const engine = { databaseFile: runDatabase, workInMemory: true, memoryLimit: '2GB', threads: 2 } as const

/**
 * Runs a compiled model: sources → scan tables → steps → counts, in a locked child process that sees only `folder`.
 * `collect` is called while the engine is open. Throws ProductError `source-down` (names source and node),
 * `statement-failed` (keeps SQL and node ids), `engine-died`, `run-cancelled`.
 */
export async function runModel<Answer>(
  request: RunRequest,
  collect: (child: DuckdbChild, measures: RunMeasures) => Promise<Answer>,
): Promise<{ readonly measures: RunMeasures; readonly answer: Answer }> {
  const { compiled, folder, signal } = request
  const total = compiled.steps.length
  let scans: readonly ScanProgress[] = compiled.scans.map(({ nodeId }) => ({
    nodeId,
    rows: 0,
    total: null,
    state: 'waiting',
  }))
  const report = (phase: ExecutionProgress['phase'], done: number, nodeId: string | null) =>
    request.onProgress({ phase, scans, steps: { done, total, nodeId } })

  try {
    report('reading', 0, null)
    await using child = await openDuckdbChild({ folder, ...engine, signal })
    const reads = await readScans(request, child, (now) => {
      scans = now
      report('reading', 0, null)
    })
    await request.onRead(reads)
    const computeSteps = async () => {
      for (const [index, step] of compiled.steps.entries()) {
        signal.throwIfAborted()
        report('computing', index, step.nodeId)
        await createRelation(child, step)
      }
      report('computing', total, null)
    }
    // Quality reads the scans only, and its long statements keep one thread busy with planning: both threads are used.
    const [quality] = await Promise.all([measureQuality(child, compiled), computeSteps()])
    const measures = { ...(await measureRun(child, compiled)), scans: reads, quality }
    const answer = await collect(child, measures)
    return { measures, answer }
  } catch (cause) {
    if (signal.aborted) throw engineError('run-cancelled', { runId: '' }, { cause })
    throw cause
  }
}

async function createRelation(child: DuckdbChild, step: CompiledRun['steps'][number]): Promise<void> {
  const sql = `CREATE TABLE ${quoteName(step.relation)} AS ${step.statement.text}`
  await onStatement(step.nodeIds, step.statement.text, () => child.exec(sql, [...step.statement.parameters]))
}
