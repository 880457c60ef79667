import type { RunProblem } from '@jianmo/catalog'
import { ProductError } from '@jianmo/connectors/words'
import { createRunFolder, engineError, type RunHandle, removeRunFolder, runModel } from '../execution/index.ts'
import { semanticContent } from '../graph/index.ts'
import {
  blindSpots,
  collectLeads,
  collectUndetermined,
  collectUnidentified,
  countOutcomes,
  countSeverities,
  qualityWarnings,
} from '../leads/index.ts'
import { asCaller, type MemberContext } from './context.ts'
import { explainDamage } from './explain-damage.ts'
import { forgetOldRuns } from './forget-runs.ts'
import type { PreparedRun } from './prepare-run.ts'
import { type RunResults, writeResults } from './run-results.ts'
import type { RunProgress, RunState, SourceProgress } from './wire.ts'

/** A lease of 30 s in the catalogue is renewed this often; a server that cannot renew it stops its run. */
const leaseInterval = 10_000

/** Executes a started run to one of its final states. Never throws: whatever happens is recorded and reported. */
export async function performRun(
  ctx: MemberContext,
  runId: string,
  prepared: PreparedRun,
  handle: RunHandle,
): Promise<void> {
  const lost = new AbortController()
  const signal = AbortSignal.any([handle.signal, lost.signal])
  const lease = setInterval(() => {
    asCaller(ctx, ({ runs }) => runs.renew(runId, ctx.house.instance)).then(
      (ours) => ours || lost.abort(),
      () => lost.abort(),
    )
  }, leaseInterval)
  try {
    await execute(ctx, runId, prepared, { ...handle, signal })
  } catch (cause) {
    await recordFailure(ctx, runId, cause, handle)
  } finally {
    clearInterval(lease)
  }
  await forgetOldRuns(ctx, prepared.row.modelId).catch(logBug)
}

async function execute(
  ctx: MemberContext,
  runId: string,
  prepared: PreparedRun,
  { signal, report }: RunHandle,
): Promise<void> {
  const { house, session } = ctx
  const { compiled, drawn, document, bindings, sources, runDate, row } = prepared
  const folder = await createRunFolder(house.folders.runs, session.actor.organizationId, runId)
  const names = initialSources(prepared)
  const titles = new Map(document.nodes.map(({ id, title }) => [id, title]))
  await asCaller(ctx, ({ runs }) => runs.advance(runId, 'reading'))

  const { measures, answer } = await runModel(
    {
      compiled,
      sources,
      titles,
      folder,
      signal,
      onProgress: ({ phase, scans, steps }) =>
        report({
          state: phase,
          steps,
          sources: names.map((name, index) => ({ ...name, ...scans[index] })),
        }),
      onRead: (reads) =>
        asCaller(ctx, async ({ runs, sources: stored }) => {
          for (const read of reads) await runs.recordSource(runId, { ...read, counted: read.rows })
          for (const sourceId of new Set(reads.map((read) => read.sourceId))) await stored.recordRead(sourceId)
          await runs.advance(runId, 'computing')
        }),
    },
    async (child, measured) => {
      const { scans, quality } = measured
      const request = {
        modelId: row.modelId,
        document,
        compiled,
        scans,
        bindings,
        tables: house.tables,
        statutes: row.statutes,
        runDate,
        secret: house.leadSecret,
      }
      const { leads, problems } = await collectLeads(child, request)
      const undetermined = await collectUndetermined(child, request)
      const unidentified = await explainDamage(ctx, {
        unidentified: await collectUnidentified(child, request),
        scans,
        bindings,
      })
      const results: RunResults = { leads, undetermined, unidentified }
      const warnings = [
        ...problems,
        ...blindSpots(document, measured),
        ...qualityWarnings(quality, scans, house.tables),
      ]
      return { results, warnings }
    },
  )
  const { results, warnings } = answer
  await writeResults(folder, results)
  signal.throwIfAborted()
  const { counts, joins, dropped, judged } = measures
  // Leads and the finished run commit together or not at all.
  await asCaller(ctx, async ({ runs, leads }) => {
    const changes = row.mode === 'formal' ? await leads.record(runId, results.leads) : null
    await runs.finish(runId, {
      leads: results.leads.length,
      undetermined: results.undetermined.length,
      unidentified: results.unidentified.length,
      severities: countSeverities(results.leads),
      changes,
      counts: {
        counts,
        joins,
        dropped,
        judged,
        outcomes: countOutcomes(results.leads),
        drawn: semanticContent(drawn),
      },
      warnings,
    })
  })
  report({ state: 'finished' })
}

/** Every source as it waits to be read. */
export function initialSources({ compiled, sources }: PreparedRun): readonly SourceProgress[] {
  return compiled.scans.map(({ nodeId, logicalTable, sourceId }) => ({
    nodeId,
    logicalTable,
    sourceName: sources.get(sourceId)?.name ?? '',
    rows: 0,
    total: null,
    state: 'waiting',
  }))
}

/** cancelled if a person asked, interrupted if the engine died or the server ends, else failed; rows on disk of such a run are deleted. */
async function recordFailure(
  ctx: MemberContext,
  runId: string,
  cause: unknown,
  { signal, report }: RunHandle,
): Promise<void> {
  const stopping = signal.reason instanceof ProductError
  const state: RunState = stopping || isDeath(cause) ? 'interrupted' : signal.aborted ? 'cancelled' : 'failed'
  const problem = problemOf(stopping ? signal.reason : cause, runId, state)
  await asCaller(ctx, ({ runs }) => {
    if (state === 'cancelled') return runs.cancel(runId)
    return state === 'interrupted' ? runs.interrupt(runId, problem) : runs.fail(runId, problem)
  }).catch(logBug)
  await removeRunFolder(ctx.house.folders.runs, ctx.session.actor.organizationId, runId).catch(logBug)
  report({ state, problem })
}

function isDeath(cause: unknown): boolean {
  return cause instanceof ProductError && cause.code === 'engine-died'
}

function problemOf(cause: unknown, runId: string, state: RunState): NonNullable<RunProgress['problem']> & RunProblem {
  if (state === 'cancelled')
    return { code: 'run-cancelled', text: engineError('run-cancelled', { runId }).text, nodeIds: [] }
  if (cause instanceof ProductError) {
    const { nodeId, nodeIds, detail } = cause.data
    const ids = Array.isArray(nodeIds) ? nodeIds.map(String) : typeof nodeId === 'string' ? [nodeId] : []
    return {
      code: cause.code,
      text: cause.text,
      nodeIds: ids,
      ...(typeof detail === 'string' ? { detail } : {}),
    }
  }
  logBug(cause)
  const { code, text } = engineError('run-broken', { runId: runId.slice(0, 8) })
  return { code, text, nodeIds: [] }
}

function logBug(cause: unknown): void {
  process.stderr.write(`${cause instanceof Error ? cause.stack : String(cause)}\n`)
}
