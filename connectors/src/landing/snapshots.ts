import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A batch within a snapshot: the row numbers of the snapshot are the physical rows of the batch plus `offset`. */
export interface SnapshotPart {
  readonly batchId: string
  readonly fileName: string
  readonly offset: number
}

/** Where a row of a snapshot came from. */
export interface RowOrigin {
  readonly batchId: string
  /** Empty for records that were pushed. */
  readonly fileName: string
  /** Physical row of the file; of a push the number of the record in its batch. Both from 1. */
  readonly row: number
}

const setId = /^set-[0-9a-f]{32}$/

export function isSetId(text: string): boolean {
  return setId.test(text)
}

/** The part that a row number of the snapshot lies in. Parts are in order of their offsets. */
export function originOf(parts: readonly SnapshotPart[], row: number): RowOrigin | null {
  const part = parts.findLast(({ offset }) => row > offset)
  return part === undefined ? null : { batchId: part.batchId, fileName: part.fileName, row: row - part.offset }
}

/**
 * Keeps what a snapshot of several batches was made of, so that its rows can be found again after batches were added,
 * superseded or removed. The same batches are the same snapshot; one batch alone is its own.
 */
export async function keepSnapshot(folder: string, parts: readonly SnapshotPart[]): Promise<string> {
  const [only, another] = parts
  if (only !== undefined && another === undefined && only.offset === 0) return only.batchId
  const text = JSON.stringify(parts)
  const id = `set-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`
  if ((await readSnapshot(folder, id)) !== null) return id
  const home = join(folder, 'snapshots')
  await mkdir(home, { recursive: true, mode: 0o700 })
  const aside = join(home, `.${id}-${randomBytes(4).toString('hex')}`)
  await writeFile(aside, text, { flag: 'wx', mode: 0o600, flush: true })
  await rename(aside, join(home, `${id}.json`))
  await using handle = await open(home, 'r')
  await handle.sync()
  return id
}

/** Null if `id` is not the id of a kept snapshot. */
export async function readSnapshot(folder: string, id: string): Promise<readonly SnapshotPart[] | null> {
  if (!isSetId(id)) return null
  try {
    return JSON.parse(await readFile(join(folder, 'snapshots', `${id}.json`), 'utf8')) as readonly SnapshotPart[]
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw cause
  }
}
