import { chmod, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FoundLead } from '@jianmo/catalog'
import { engineError } from '../execution/index.ts'
import type { FoundUndetermined, FoundUnidentified } from '../leads/index.ts'

/** What a run found, unmasked, kept in its private folder: a trial's leads live only here. */
export interface RunResults {
  readonly leads: readonly FoundLead[]
  readonly undetermined: readonly FoundUndetermined[]
  readonly unidentified: readonly FoundUnidentified[]
}

const fileName = 'results.json'

export async function writeResults(folder: string, results: RunResults): Promise<void> {
  const file = join(folder, fileName)
  await writeFile(file, JSON.stringify(results), { mode: 0o600 })
  await chmod(file, 0o600)
}

/** @throws run-results-removed if retention or a person deleted them */
export async function readResults(folder: string, runId: string): Promise<RunResults> {
  try {
    return JSON.parse(await readFile(join(folder, fileName), 'utf8')) as RunResults
  } catch (cause) {
    throw engineError('run-results-removed', { runId }, { cause })
  }
}
