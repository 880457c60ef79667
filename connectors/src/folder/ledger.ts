import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Text } from '../words/text.ts'

/**
 * What became of a dropped file. `imported`: its rows count. `repeated`: the same content is there already. `rejected`: it
 * cannot be read; the reason says the way out. `ignored`: its name does not fit the source.
 */
export type DropOutcome = 'imported' | 'repeated' | 'rejected' | 'ignored'

/** One line of the ledger: a file as it was seen, and what was done about it. The last line of a name counts. */
export interface DropEntry {
  readonly name: string
  readonly bytes: number
  /** The file's own time of change, as the share gives it (milliseconds). */
  readonly changedAt: number
  /** SHA-256 (hex) of what was read; null if it was not read. */
  readonly hash: string | null
  readonly outcome: DropOutcome
  readonly reason: Text | null
  readonly batches: readonly string[]
  readonly at: string
}

const fileName = 'drops.jsonl'

/** The newest entry of each file name, by name. A last line that a killed process left half-written is no entry. */
export async function readLedger(landing: string): Promise<ReadonlyMap<string, DropEntry>> {
  const entries = new Map<string, DropEntry>()
  for (const line of (await textOf(landing)).split('\n')) {
    const entry = readEntry(line)
    if (entry !== null) entries.set(entry.name, entry)
  }
  return entries
}

/** On the disk before it returns. */
export async function addToLedger(landing: string, entry: DropEntry): Promise<void> {
  await mkdir(landing, { recursive: true, mode: 0o700 })
  await using file = await open(join(landing, fileName), 'a', 0o600)
  // A line of its own, also after a half-written one.
  const whole = (await textOf(landing)).endsWith('\n')
  const { size } = await file.stat()
  await file.write(`${whole || size === 0 ? '' : '\n'}${JSON.stringify(entry)}\n`)
  await file.sync()
}

function readEntry(line: string): DropEntry | null {
  try {
    return JSON.parse(line) as DropEntry
  } catch {
    return null
  }
}

async function textOf(landing: string): Promise<string> {
  try {
    return await readFile(join(landing, fileName), 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return ''
    throw cause
  }
}
