import { chmod, mkdir, readdir, rm } from 'node:fs/promises'
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

/** At a start: deletes what a killed server left of the given runs, of binding checks and of previews, in every organization. */
export async function removeAbandonedFolders(root: string, runIds: readonly string[]): Promise<void> {
  for (const organization of await readdir(root).catch(() => [])) {
    for (const name of await readdir(join(root, organization)).catch(() => [])) {
      if (runIds.includes(name) || name.startsWith(checkPrefix) || name.startsWith(readingPrefix)) {
        await rm(join(root, organization, name), { recursive: true, force: true })
      }
    }
  }
}

/** Folders of binding checks begin like this; they live for one request. */
export const checkPrefix = 'check-'

const readingPrefix = 'reading-'

/** What previews of a model read themselves, while no run has read it. It lives until the model runs or the server starts. */
export const readingFolder = (modelId: string): string => `${readingPrefix}${modelId}`

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
