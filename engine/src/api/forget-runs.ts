import { readingFolder, removeRunFolder, runFolder, runsPastRetention } from '../execution/index.ts'
import { asCaller, type MemberContext } from './context.ts'

/** Deletes the rows of runs that are past retention, and what previews read while there was none; the runs themselves stay listed. */
export async function forgetOldRuns(ctx: MemberContext, modelId: string): Promise<void> {
  const runs = await asCaller(ctx, (scope) => scope.runs.list(modelId))
  const newestFirst = [...runs].sort((left, right) => (left.startedAt < right.startedAt ? 1 : -1))
  for (const runId of runsPastRetention(newestFirst)) await forgetRun(ctx, runId)
  await forgetReading(ctx, modelId)
}

export function forgetReading(ctx: MemberContext, modelId: string): Promise<void> {
  return forgetRun(ctx, readingFolder(modelId))
}

export async function forgetRun({ house, session }: MemberContext, runId: string): Promise<void> {
  const { organizationId } = session.actor
  await house.previews.release(runFolder(house.folders.runs, organizationId, runId))
  await removeRunFolder(house.folders.runs, organizationId, runId)
}
