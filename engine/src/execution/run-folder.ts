import { chmod, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** Where a run keeps its database and its rows: `<runs>/<organization>/<run>`, readable by the server's user only. */
export function runFolder(root: string, organizationId: string, runId: string): string {
  return join(root, organizationId, runId)
}

export async function createRunFolder(root: string, organizationId: string, runId: string): Promise<string> {
  const folder = runFolder(root, organizationId, runId)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const each of [root, join(root, organizationId), folder]) await chmod(each, 0o700)
  return folder
}

/** Deletes everything a run keeps on disk. Deleting twice is harmless. */
export async function removeRunFolder(root: string, organizationId: string, runId: string): Promise<void> {
  await rm(runFolder(root, organizationId, runId), { recursive: true, force: true })
}

/** How many trial runs of a model keep their rows. Rows of formal runs stay until they are deleted by hand. */
const keptTrials = 5

/** Runs whose rows are past retention, given a model's runs, newest first. Runs that did not finish keep nothing. */
export function runsPastRetention(
  runs: readonly { readonly id: string; readonly mode: 'trial' | 'formal'; readonly state: string }[],
): readonly string[] {
  const ended = runs.filter(({ state }) => !['queued', 'reading', 'computing'].includes(state))
  const finishedTrials = ended.filter(({ mode, state }) => mode === 'trial' && state === 'finished')
  const unfinished = ended.filter(({ state }) => state !== 'finished')
  return [...finishedTrials.slice(keptTrials), ...unfinished].map(({ id }) => id)
}
