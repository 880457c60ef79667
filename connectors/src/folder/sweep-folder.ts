import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { connectorError } from '../errors.ts'
import { fileKindOf, knownEndings } from '../landing/file-kinds.ts'
import type { Landing, LandingPlace } from '../landing/landing-store.ts'
import { ProductError } from '../words/errors.ts'
import type { Text } from '../words/text.ts'
import { type Drop, findDropFolder, listDrops, openDrop } from './drop-folder.ts'
import type { FolderSettings } from './folder-settings.ts'
import { addToLedger, type DropEntry, readLedger } from './ledger.ts'
import { readPatterns, tableOfFile } from './name-pattern.ts'
import type { Settler } from './settler.ts'

export interface FolderSweep extends LandingPlace {
  readonly landing: Landing
  readonly drops: string
  readonly settings: FolderSettings
  readonly settler: Settler
  readonly signal: AbortSignal
}

export interface Sweep {
  /** What was done about files just now. */
  readonly entries: readonly DropEntry[]
  /** Files that have not come to rest, or could not be read for a reason that may pass. */
  readonly waiting: readonly string[]
  /** What a data administrator should know; null if all is well. */
  readonly problem: Text | null
}

/**
 * Looks at a drop folder once and imports what is new and has come to rest. Files stay where they are; the ledger says what
 * became of each. A file that cannot be read stops no other. @throws drop-folder-missing, drop-folder-unsafe
 */
export async function sweepFolder(sweep: FolderSweep): Promise<Sweep> {
  const { landing, settings, settler, signal } = sweep
  const path = await findDropFolder({ ...sweep, folder: settings.folder })
  const drops = await listDrops(path)
  settler.keepOnly(new Set(drops.map(({ name }) => name)))
  const ledger = new Map(await readLedger(landing.folder(sweep)))
  const entries: DropEntry[] = []
  const waiting: string[] = []
  let passing: Text | null = null
  for (const drop of drops) {
    if (signal.aborted) break
    const known = ledger.get(drop.name)
    if (known !== undefined && known.bytes === drop.bytes && known.changedAt === drop.changedAt) continue
    if (!settler.isSettled(drop)) {
      waiting.push(drop.name)
      continue
    }
    try {
      const entry = await takeDrop(sweep, path, drop)
      await addToLedger(landing.folder(sweep), entry)
      ledger.set(drop.name, entry)
      entries.push(entry)
    } catch (cause) {
      waiting.push(drop.name)
      if (!(cause instanceof StillChanging) && !signal.aborted) passing = passingProblem(drop.name, cause)
    }
  }
  const rejected = drops.flatMap(({ name }) => {
    const entry = ledger.get(name)
    return entry?.outcome === 'rejected' ? [entry] : []
  })
  return { entries, waiting, problem: passing ?? rejectedProblem(rejected) }
}

/** Imports one file, or says why not. Throws only what may pass by itself. */
async function takeDrop(sweep: FolderSweep, path: string, drop: Drop): Promise<DropEntry> {
  const { landing, settings, signal, organizationId, sourceId } = sweep
  const { name, bytes, changedAt } = drop
  const seen = { name, bytes, changedAt, at: new Date().toISOString() }
  const refuse = (outcome: 'rejected' | 'ignored', reason: Text, hash: string | null = null): DropEntry => ({
    ...seen,
    hash,
    outcome,
    reason,
    batches: [],
  })
  if (drop.link) return refuse('ignored', reasons.link)
  const table = tableOfFile(name, readPatterns(settings.pattern))
  if (table === null) return refuse('ignored', reasons.name)
  const kind = fileKindOf(name)
  if (kind === null) return refuse('ignored', reasons.ending)
  await using file = await openDrop(path, name)
  const reading = readOnce(file, drop)
  try {
    const batches = await landing.importFile({
      organizationId,
      sourceId,
      kind,
      fileName: name,
      table,
      content: reading.content,
      rule: settings.batches,
      signal,
    })
    return { ...seen, hash: reading.hash(), outcome: 'imported', reason: null, batches: batches.map(({ id }) => id) }
  } catch (cause) {
    if (!(cause instanceof ProductError) || cause.code === 'import-cancelled') throw cause
    if (cause.code !== 'already-imported') return refuse('rejected', cause.text, reading.hash())
    const batches = cause.data.batches as readonly string[]
    const hash = reading.hash()
    // Under its own name: a process was killed before it could say so, or only the date of the file is new.
    return cause.data.other === name
      ? { ...seen, hash, outcome: 'imported', reason: null, batches }
      : { ...seen, hash, outcome: 'repeated', reason: cause.text, batches }
  }
}

/** The file changed while it was read: what was read is void, and it is looked at again later. */
class StillChanging extends Error {}

/** The content of an open file, hashed on the way; it ends in `StillChanging` if the file did not keep still. */
function readOnce(file: FileHandle, { bytes, changedAt }: Drop) {
  const running = createHash('sha256')
  let hash: string | null = null
  async function* content(): AsyncGenerator<Uint8Array> {
    for await (const piece of file.createReadStream({ autoClose: false, highWaterMark: 1 << 20 })) {
      running.update(piece as Buffer)
      yield piece as Buffer
    }
    const { size, mtimeMs } = await file.stat()
    if (size !== bytes || mtimeMs !== changedAt) throw new StillChanging()
    hash = running.digest('hex')
  }
  return { content: content(), /** Null until all of it was read. */ hash: () => hash }
}

const reasons = {
  link: {
    zh: '是链接，出于安全不予读取；请放入文件本身',
    en: 'A link is not followed, for safety; drop the file itself',
  },
  name: {
    zh: '文件名不符合该数据源的文件名规则，没有导入；请改名，或修改规则',
    en: 'The name fits none of the patterns of the source, so it was not imported; rename it or change the pattern',
  },
  ending: {
    zh: `不认识的文件类型，没有导入；可以导入：${knownEndings.join('、')}`,
    en: `Files of this kind are not imported; those that are: ${knownEndings.join(', ')}`,
  },
} satisfies Record<string, Text>

function passingProblem(folder: string, cause: unknown): Text {
  const detail = cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : String(cause)
  return connectorError('drop-folder-failed', { folder, detail }).text
}

function rejectedProblem(rejected: readonly DropEntry[]): Text | null {
  const [first] = rejected
  if (first?.reason == null) return null
  return connectorError('drops-rejected', { count: rejected.length, first: first.name, reason: first.reason }).text
}
