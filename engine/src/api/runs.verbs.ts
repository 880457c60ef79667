import type { OpenRun } from '@jianmo/catalog'
import { maskPersonName, maskResidentId, maskText } from '@jianmo/connectors/values'
import { engineError, runFolder } from '../execution/index.ts'
import { asCaller, type MemberContext } from './context.ts'
import { findOrigins } from './find-origins.ts'
import { forgetRun } from './forget-runs.ts'
import { openLead } from './leads.verbs.ts'
import { initialSources, performRun } from './perform-run.ts'
import { prepareRun, type RunOrder } from './prepare-run.ts'
import { type RunResults, readResults } from './run-results.ts'
import { showEvidence, showLead, showLeadDetail } from './show-leads.ts'
import { showRun, showRunProgress } from './show-runs.ts'
import type {
  LeadDetail,
  LeadSummary,
  RunDetail,
  RunProgress,
  RunSummary,
  UndeterminedRow,
  UnidentifiedRow,
} from './wire.ts'

/** Each run holds an engine of up to 2 GB. */
const mostRuns = 4

export async function startRun(ctx: MemberContext, order: RunOrder): Promise<{ readonly runId: string }> {
  const { runs: active } = ctx.house
  if (active.size >= mostRuns) throw engineError('too-many-runs', { running: active.size })
  const prepared = await asCaller(ctx, (scope) => prepareRun(ctx, scope, order))
  const { runId } = await asCaller(ctx, ({ runs }) => runs.start(prepared.row))
  active.start(
    {
      runId,
      state: 'queued',
      sources: initialSources(prepared),
      steps: { done: 0, total: prepared.compiled.steps.length, nodeId: null },
      seconds: 0,
      problem: null,
    },
    (handle) => performRun(ctx, runId, prepared, handle),
  )
  return { runId }
}

/** Progress of a run of the caller's district; a run that ended before gives its last picture once. */
export async function* watchRun(
  ctx: MemberContext,
  runId: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<RunProgress> {
  const run = await asCaller(ctx, ({ runs }) => runs.open(runId))
  if (ctx.house.runs.progress(runId) === undefined) yield showRunProgress(run)
  else yield* ctx.house.runs.watch(runId, signal)
}

/** Asks the run to stop; its engine is gone within 5 s. A run that ended already is left as it is. */
export async function cancelRun(ctx: MemberContext, runId: string): Promise<null> {
  await asCaller(ctx, async ({ runs, audit }) => {
    await runs.open(runId)
    await audit.write({ action: 'run.cancel', subject: runId })
  })
  ctx.house.runs.cancel(runId)
  return null
}

export function listRuns(ctx: MemberContext, modelId: string | undefined): Promise<readonly RunSummary[]> {
  return asCaller(ctx, ({ runs }) => runs.list(modelId))
}

export async function openRun(ctx: MemberContext, runId: string): Promise<RunDetail> {
  return showRun(await asCaller(ctx, ({ runs }) => runs.open(runId)))
}

export async function listRunLeads(ctx: MemberContext, runId: string): Promise<readonly LeadSummary[]> {
  const run = await asCaller(ctx, ({ runs }) => runs.open(runId))
  if (run.mode === 'formal') return (await asCaller(ctx, ({ leads }) => leads.ofRun(runId))).map(showLead)
  const { leads } = await resultsOf(ctx, run)
  return leads.map((lead) => showLead(asTrialLead(run, lead)))
}

export async function openRunLead(ctx: MemberContext, input: { runId: string; rowId: string }): Promise<LeadDetail> {
  const run = await asCaller(ctx, ({ runs }) => runs.open(input.runId))
  if (run.mode === 'formal') {
    return openLead(ctx, input.rowId)
  }
  const lead = (await resultsOf(ctx, run)).leads.find(({ key }) => key === input.rowId)
  if (lead === undefined) throw engineError('run-not-found', { runId: input.runId })
  await asCaller(ctx, ({ audit }) => audit.write({ action: 'run-lead.open', subject: run.id }))
  const { runDate, versionNumber } = run
  const originOf = await findOrigins(ctx, lead.evidence)
  return showLeadDetail({ ...asTrialLead(run, lead), runDate, versionNumber }, ctx.house.tables, originOf)
}

/** A trial's leads are named by their key: it tells nothing about the person, and it is the same in the next trial. */
function asTrialLead<Lead extends RunResults['leads'][number]>(run: OpenRun, lead: Lead) {
  const { id: runId, modelId, modelTitle, startedAt, finishedAt } = run
  return {
    ...lead,
    id: lead.key,
    runId,
    modelId,
    modelTitle,
    state: 'trial' as const,
    foundAt: finishedAt ?? startedAt,
  }
}

export async function listUndetermined(ctx: MemberContext, runId: string): Promise<readonly UndeterminedRow[]> {
  const run = await asCaller(ctx, ({ runs }) => runs.open(runId))
  const { undetermined } = await resultsOf(ctx, run)
  const originOf = await findOrigins(
    ctx,
    undetermined.flatMap(({ evidence }) => evidence),
  )
  return undetermined.map(({ id, subjectName, subjectId, rule, ruleTitle, reason, unit, evidence, evidenceTotal }) => ({
    id,
    subjectName: maskPersonName(subjectName),
    subjectId: maskResidentId(subjectId),
    rule,
    ruleTitle,
    reason: maskText(reason),
    unit,
    evidence: evidence.map((row) => showEvidence(row, ctx.house.tables, originOf)),
    evidenceTotal: evidenceTotal ?? evidence.length,
  }))
}

export async function listUnidentified(ctx: MemberContext, runId: string): Promise<readonly UnidentifiedRow[]> {
  const run = await asCaller(ctx, ({ runs }) => runs.open(runId))
  const { unidentified } = await resultsOf(ctx, run)
  return unidentified.map((row) => ({
    ...row,
    subjectName: row.subjectName === '' ? '' : maskPersonName(row.subjectName),
    original: row.original === null ? null : maskResidentId(row.original),
  }))
}

export async function removeRunRows(ctx: MemberContext, runId: string): Promise<null> {
  await asCaller(ctx, async ({ runs, audit }) => {
    await runs.open(runId)
    await audit.write({ action: 'run.remove-rows', subject: runId })
  })
  await forgetRun(ctx, runId)
  return null
}

/** A run that found nothing to keep (failed, cancelled, interrupted) has empty results. */
async function resultsOf({ house, session }: MemberContext, run: OpenRun): Promise<RunResults> {
  if (run.state !== 'finished') return { leads: [], undetermined: [], unidentified: [] }
  return readResults(runFolder(house.folders.runs, session.actor.organizationId, run.id), run.id)
}
