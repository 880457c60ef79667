import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, mkdir, mkdtemp, open, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { connectorError } from '../errors.ts'
import {
  damagedUntil,
  listPushed,
  originsOfPushed,
  type PushedBatch,
  readPushed,
  sequenceOf,
} from '../push/pushed-batches.ts'
import type { BatchRecord, BatchRule, DamagedValue, FileKind, ImportOptions, RejectedRow, SkippedRow } from './batch.ts'
import { batchFolder, isBatchId, listBatches, readBatch, readLines } from './batch-folder.ts'
import { exclusively } from './exclusively.ts'
import { ImportOptions as ImportOptionsSchema } from './import-options.ts'
import { readMendedRows, writeMendedBatch } from './mend-batch.ts'
import { parseFile } from './parse-file.ts'
import { type FilePreview, previewFile } from './preview-file.ts'
import type { ParseProgress } from './progress.ts'
import { rejectsAsCsv } from './rejects-file.ts'
import { batchesThatRepeat } from './repeated-import.ts'
import { isSetId, originOf, type RowOrigin, readSnapshot, type SnapshotPart } from './snapshots.ts'
import { findStaged, removeStaged, type StagedFile, stageFile } from './staged-files.ts'
import { countingBatches } from './table-set.ts'

/** Whose data: the district and its source. Both are ids of the catalogue. */
export interface LandingPlace {
  readonly organizationId: string
  readonly sourceId: string
}

export interface ImportFile extends LandingPlace {
  readonly kind: FileKind
  /** As the person named it; only words, never part of a path. */
  readonly fileName: string
  /** The content, or the path of a file that stays where it is. */
  readonly content: Uint8Array | AsyncIterable<Uint8Array> | { readonly path: string }
  readonly options?: ImportOptions
  /** Names the table of the file, whatever the file calls it; of several tables it is the beginning of each name. */
  readonly table?: string
  /** Which batches of the source count: what is there and counts already is not imported again. Default: the newest. */
  readonly rule?: BatchRule
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ImportProgress) => void
}

/** A file that was staged, and how a person wants it to be read. */
export interface StagedImport extends Pick<ImportFile, 'kind' | 'options' | 'rule' | 'signal' | 'onProgress'> {
  readonly stagedId: string
}

export interface MendBatch {
  readonly batchId: string
  readonly fileName: string
  readonly content: AsyncIterable<Uint8Array>
}

export interface ImportProgress extends ParseProgress {
  readonly totalBytes: number
  /** Since parsing began. */
  readonly rowsPerSecond: number
}

export interface Page {
  readonly offset: number
  readonly limit: number
}

/**
 * Imported batches on disk: `<root>/<organization>/<source>/<import>/<table>/{rows.csv,rejects.jsonl,damaged.jsonl,batch.json}`,
 * every folder 0700. An import is written aside and renamed into place, so it is there as a whole or not at all.
 */
export interface Landing {
  /** The folder of a source, for `ConnectorContext.landing`. It need not exist yet. */
  folder(place: LandingPlace): string
  /** One batch per table of the file. Throws a ProductError that says what to do; then nothing was kept.
   * `already-imported` names the batches that hold the same content and count already. */
  importFile(file: ImportFile): Promise<readonly BatchRecord[]>
  /** Keeps an upload aside for a preview and one import; it is gone after that, when cancelled, or after 24 hours. */
  stage(
    place: LandingPlace,
    file: Pick<ImportFile, 'fileName'> & { content: AsyncIterable<Uint8Array> },
  ): Promise<StagedFile>
  staged(place: LandingPlace, stagedId: string): Promise<StagedFile>
  /** What an import would do. Nothing is kept; a refusal of the parser is part of the answer. @throws no-such-upload */
  preview(place: LandingPlace, file: Omit<StagedImport, 'onProgress' | 'rule'>): Promise<FilePreview>
  /** As `importFile`. The upload is removed unless the import fails, so that other options can be tried. */
  importStaged(place: LandingPlace, file: StagedImport): Promise<readonly BatchRecord[]>
  unstage(place: LandingPlace, stagedId: string): Promise<void>
  /** True for a run's snapshot of a landed source: the id of a batch, or of a set of them. */
  isSnapshot(snapshot: string): boolean
  /** Where rows of a snapshot came from. Rows of batches that were removed before they were part of a set are left out. */
  origins(place: LandingPlace, snapshot: string, rows: readonly number[]): Promise<ReadonlyMap<number, RowOrigin>>
  /** All damaged values of a snapshot, by the numbers that its rows have in it. */
  damagedIn(place: LandingPlace, snapshot: string): Promise<readonly DamagedValue[]>
  /** Newest first. */
  batches(place: LandingPlace): Promise<readonly BatchRecord[]>
  rejects(place: LandingPlace, batchId: string, page?: Partial<Page>): Promise<readonly RejectedRow[]>
  /** The rejected rows as CSV, safe for a spreadsheet, with columns to mend them in. */
  rejectsFile(place: LandingPlace, batchId: string): Promise<AsyncIterable<string>>
  /**
   * Takes a file of `rejectsFile` back. The rows that a person mended and marked, together with what the batch accepted, become
   * a new batch of the same table and file name; the old batch stays as it is, so that runs over it can still be explained.
   */
  mend(place: LandingPlace, mending: MendBatch): Promise<BatchRecord>
  /** Titles, headers, footers and rows that a person left out; no blank ones. */
  skipped(place: LandingPlace, batchId: string, page?: Partial<Page>): Promise<readonly SkippedRow[]>
  damaged(place: LandingPlace, batchId: string, page?: Partial<Page>): Promise<readonly DamagedValue[]>
  removeBatch(place: LandingPlace, batchId: string): Promise<void>
  removeSource(place: LandingPlace): Promise<void>
  /** Retention: removes batches imported before `before`, except those that count. Returns what was removed. */
  removeOlderThan(place: LandingPlace, before: Date, rule?: BatchRule): Promise<readonly BatchRecord[]>
}

export interface LandingOptions {
  readonly largestFile?: number
  /** Resident memory of the process that parses a file. */
  readonly memoryMegabytes?: number
}

const defaults = { largestFile: 1024 ** 3, memoryMegabytes: 900 } as const

export function openLanding(root: string, options: LandingOptions = {}): Landing {
  const { largestFile, memoryMegabytes } = { ...defaults, ...options }
  const folder = ({ organizationId, sourceId }: LandingPlace) =>
    join(root, checkedId(organizationId), checkedId(sourceId))

  async function importFile(file: ImportFile): Promise<readonly BatchRecord[]> {
    const { kind, signal, onProgress } = file
    const asked = checkOptions(file.options)
    if (signal?.aborted) throw connectorError('import-cancelled', {})
    const fileName = plainName(file.fileName)
    const home = folder(file)
    await mkdir(home, { recursive: true, mode: 0o700 })
    await removeAbandoned(home)
    const importedAt = new Date().toISOString()
    const id = newImportId(importedAt)
    const staging = join(home, `.staging-${process.pid}-${id}`)
    await mkdir(staging, { mode: 0o700 })
    try {
      const original = await receive(file.content, { folder: staging, fileName, largestFile })
      const order = { kind, path: original.path, fileName, folder: staging, options: asked }
      const parsed = await parseFile(order, {
        memoryMegabytes,
        ...(signal ? { signal } : {}),
        onProgress: onProgress && withSpeed(onProgress, original.bytes),
      })
      if (original.path.startsWith(staging)) await rm(original.path)
      const records = parsed.map(
        (table, index): BatchRecord => ({
          id: `${id}.${index + 1}`,
          kind,
          fileName,
          hash: original.hash,
          bytes: original.bytes,
          importedAt,
          ...table,
          table: tableName(file.table, table.table, parsed.length),
        }),
      )
      for (const [index, record] of records.entries()) {
        await writeDurably(join(staging, String(index + 1), 'batch.json'), JSON.stringify(record, null, 2))
        await syncFolder(join(staging, String(index + 1)))
      }
      await syncFolder(staging)
      signal?.throwIfAborted()
      await exclusively(home, async () => {
        const same = batchesThatRepeat(records, await listBatches(home), file.rule ?? 'newest')
        if (same !== null) throw alreadyImported(fileName, same)
        await rename(staging, join(home, id))
        await syncFolder(home)
      })
      return records
    } catch (cause) {
      await rm(staging, { recursive: true, force: true })
      if (signal?.aborted) throw connectorError('import-cancelled', {}, { cause })
      throw cause
    }
  }

  async function preview(place: LandingPlace, { stagedId, kind, options: asked, signal }: StagedImport) {
    const home = folder(place)
    const { staged, path } = await findStaged(home, stagedId)
    const scratch = await mkdtemp(join(home, `.staging-${process.pid}-preview-`))
    try {
      const order = { kind, path, fileName: staged.fileName, folder: scratch, options: checkOptions(asked) }
      return await previewFile(order, { memoryMegabytes, ...(signal ? { signal } : {}) })
    } finally {
      await rm(scratch, { recursive: true, force: true })
    }
  }

  async function importStaged(place: LandingPlace, { stagedId, ...file }: StagedImport) {
    const { staged, path } = await findStaged(folder(place), stagedId)
    const records = await importFile({ ...place, ...file, fileName: staged.fileName, content: { path } })
    await removeStaged(folder(place), stagedId)
    return records
  }

  async function mend(place: LandingPlace, { batchId, fileName, content }: MendBatch): Promise<BatchRecord> {
    const home = folder(place)
    const from = batchFolder(home, batchId)
    await requireBatch(from, batchId)
    const batch = (await listBatches(home)).find(({ id }) => id === batchId)
    if (!batch) throw connectorError('no-such-batch', { batch: batchId })
    const importedAt = new Date().toISOString()
    const id = newImportId(importedAt)
    const staging = join(home, `.staging-${process.pid}-${id}`)
    const scratch = join(staging, 'scratch')
    await mkdir(scratch, { recursive: true, mode: 0o700 })
    try {
      const name = plainName(fileName)
      const { path, hash } = await receive(content, { folder: scratch, fileName: name, largestFile })
      const kind = name.toLowerCase().endsWith('.xlsx') ? 'xlsx' : 'csv'
      // The header is known, so it is not looked for; nothing of such a file is a title or a footer.
      const header = { first: 1, count: 1 }
      const options = kind === 'csv' ? { tables: [{ sheet: null, header }] } : {}
      const [parsed] = await parseFile({ kind, path, fileName: name, folder: scratch, options }, { memoryMegabytes })
      const rows = await readMendedRows({ parsed, folder: join(scratch, '1'), fileName: name }, batch, from)
      const counts = await writeMendedBatch({ from, to: join(staging, '1') }, batch, rows)
      const mends = { batch: batchId, rows: rows.map(({ row }) => row), fileName: name, hash }
      const record: BatchRecord = { ...batch, ...counts, id: `${id}.1`, importedAt, mends }
      await rm(scratch, { recursive: true })
      await writeDurably(join(staging, '1', 'batch.json'), JSON.stringify(record, null, 2))
      await syncFolder(join(staging, '1'))
      await syncFolder(staging)
      await exclusively(home, () => rename(staging, join(home, id)))
      await syncFolder(home)
      return record
    } catch (cause) {
      await rm(staging, { recursive: true, force: true })
      throw cause
    }
  }

  async function rejectsFile(place: LandingPlace, batchId: string): Promise<AsyncIterable<string>> {
    const target = batchFolder(folder(place), batchId)
    await requireBatch(target, batchId)
    const batch = (await listBatches(folder(place))).find(({ id }) => id === batchId)
    if (!batch) throw connectorError('no-such-batch', { batch: batchId })
    return rejectsAsCsv(target, batch)
  }

  async function removeBatch(place: LandingPlace, batchId: string): Promise<void> {
    if (sequenceOf(batchId) !== null) throw connectorError('push-batch-kept', {})
    const target = batchFolder(folder(place), batchId)
    await requireBatch(target, batchId)
    await rm(target, { recursive: true })
    await rmdir(join(target, '..')).catch(() => undefined)
    await syncFolder(folder(place))
  }

  async function page<Line>(
    place: LandingPlace,
    batchId: string,
    part: { file: string; page: Partial<Page>; pushed: (batch: PushedBatch) => readonly Line[] },
  ): Promise<readonly Line[]> {
    const sequence = sequenceOf(batchId)
    if (sequence !== null) {
      const { offset = 0, limit = 500 } = part.page
      return part.pushed(await readPushed(folder(place), sequence)).slice(offset, offset + limit)
    }
    const target = batchFolder(folder(place), batchId)
    await requireBatch(target, batchId)
    return readLines<Line>(join(target, part.file), { offset: part.page.offset ?? 0, limit: part.page.limit ?? 500 })
  }

  return {
    folder,
    importFile,
    stage: (place, { fileName, content }) =>
      stageFile(folder(place), { fileName: plainName(fileName), content, largestFile }),
    staged: async (place, stagedId) => (await findStaged(folder(place), stagedId)).staged,
    preview,
    importStaged,
    rejectsFile,
    mend,
    unstage: (place, stagedId) => removeStaged(folder(place), stagedId),
    isSnapshot: (snapshot) => isBatchId(snapshot) || isSetId(snapshot) || sequenceOf(snapshot) !== null,
    async origins(place, snapshot, rows) {
      if (sequenceOf(snapshot) !== null) return originsOfPushed(folder(place), rows)
      const parts = await partsOf(folder(place), snapshot)
      return new Map(
        rows.flatMap((row) => {
          const origin = originOf(parts, row)
          return origin === null ? [] : [[row, origin]]
        }),
      )
    },
    async damagedIn(place, snapshot) {
      const sequence = sequenceOf(snapshot)
      if (sequence !== null) return damagedUntil(folder(place), sequence)
      const parts = await partsOf(folder(place), snapshot)
      const lists = await Promise.all(parts.map((part) => damagedOf(folder(place), part)))
      return lists.flat()
    },
    async batches(place) {
      return [...(await listPushed(folder(place))), ...(await listBatches(folder(place)))]
    },
    rejects: (place, batchId, asked = {}) =>
      page<RejectedRow>(place, batchId, { file: 'rejects.jsonl', page: asked, pushed: ({ rejects }) => rejects }),
    skipped: (place, batchId, asked = {}) =>
      page<SkippedRow>(place, batchId, { file: 'skipped.jsonl', page: asked, pushed: () => [] }),
    damaged: (place, batchId, asked = {}) =>
      page<DamagedValue>(place, batchId, { file: 'damaged.jsonl', page: asked, pushed: ({ damaged }) => damaged }),
    removeBatch,
    removeSource: (place) => rm(folder(place), { recursive: true, force: true }),
    async removeOlderThan(place, before, rule = 'newest') {
      const removed: BatchRecord[] = []
      const batches = await listBatches(folder(place))
      const counting = countingBatches(batches, rule)
      for (const batch of batches) {
        if (counting.has(batch.id) || new Date(batch.importedAt) >= before) continue
        await removeBatch(place, batch.id)
        removed.push(batch)
      }
      return removed
    },
  }
}

function tableName(given: string | undefined, parsed: string, tables: number): string {
  if (given === undefined) return parsed
  return tables === 1 ? given : `${given}_${parsed}`
}

function alreadyImported(file: string, same: readonly BatchRecord[]): Error {
  const [first] = same
  const batches = same.map(({ id }) => id)
  return connectorError('already-imported', {
    file,
    other: first?.fileName ?? file,
    at: first?.importedAt ?? '',
    batches,
  })
}

/** What a snapshot was made of; nothing if its batch was removed. */
async function partsOf(folder: string, snapshot: string): Promise<readonly SnapshotPart[]> {
  const kept = await readSnapshot(folder, snapshot)
  if (kept !== null) return kept
  const batch = isBatchId(snapshot) ? await readBatch(folder, snapshot) : null
  return batch === null ? [] : [{ batchId: batch.id, fileName: batch.fileName, offset: 0 }]
}

/** A batch that was removed since explains nothing any more. */
async function damagedOf(folder: string, { batchId, offset }: SnapshotPart): Promise<readonly DamagedValue[]> {
  if ((await readBatch(folder, batchId)) === null) return []
  const file = join(batchFolder(folder, batchId), 'damaged.jsonl')
  const damaged = await readLines<DamagedValue>(file, { offset: 0, limit: Number.POSITIVE_INFINITY })
  return damaged.map((value) => ({ ...value, row: value.row + offset }))
}

/** Ids become folder names, so nothing that means something to a file system may pass. */
function checkedId(id: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) throw new Error(`Not an id: ${JSON.stringify(id)}`)
  return id
}

function newImportId(importedAt: string): string {
  return `${importedAt.replace(/[-:.]/g, '')}-${randomBytes(4).toString('hex')}`
}

/** Only words: never part of a path. */
function plainName(fileName: string): string {
  return basename(fileName.replaceAll('\\', '/')).slice(0, 200) || 'file'
}

/** Whoever calls, the options are strictly what `ImportOptions` allows. @throws import-options-invalid */
function checkOptions(options: ImportOptions = {}): ImportOptions {
  const parsed = ImportOptionsSchema.safeParse(options)
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map(({ path }) => path.join('.') || 'options')
  throw connectorError('import-options-invalid', { fields: [...new Set(fields)] })
}

function withSpeed(tell: (progress: ImportProgress) => void, totalBytes: number) {
  const started = performance.now()
  return ({ rows, bytes }: ParseProgress) => {
    const seconds = Math.max((performance.now() - started) / 1000, 0.001)
    tell({ rows, bytes: Math.min(bytes, totalBytes), totalBytes, rowsPerSecond: Math.round(rows / seconds) })
  }
}

interface Original {
  readonly path: string
  readonly hash: string
  readonly bytes: number
}

async function receive(
  content: ImportFile['content'],
  { folder, fileName, largestFile }: { folder: string; fileName: string; largestFile: number },
): Promise<Original> {
  const tooLarge = () =>
    connectorError('file-too-large', { file: fileName, limit: `${Math.round(largestFile / 1024 ** 2)} MB` })
  const hash = createHash('sha256')
  if ('path' in content) {
    const { size } = await stat(content.path)
    if (size > largestFile) throw tooLarge()
    for await (const piece of createReadStream(content.path)) hash.update(piece as Buffer)
    return { path: content.path, hash: hash.digest('hex'), bytes: size }
  }
  const path = join(folder, 'original')
  await using target = await open(path, 'wx', 0o600)
  let bytes = 0
  for await (const piece of content instanceof Uint8Array ? [content] : content) {
    bytes += piece.byteLength
    if (bytes > largestFile) throw tooLarge()
    hash.update(piece)
    await target.write(piece)
  }
  return { path, hash: hash.digest('hex'), bytes }
}

/** Imports that a killed server left half-way. */
async function removeAbandoned(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = Number(/^\.staging-(\d+)-/.exec(name)?.[1] ?? 0)
    if (pid > 0 && pid !== process.pid && !isRunning(pid)) await rm(join(home, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM'
  }
}

async function requireBatch(folder: string, batch: string): Promise<void> {
  try {
    await access(folder)
  } catch (cause) {
    throw connectorError('no-such-batch', { batch }, { cause })
  }
}

async function writeDurably(file: string, text: string): Promise<void> {
  await writeFile(file, text, { flag: 'wx', mode: 0o600, flush: true })
}

async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r')
  await handle.sync()
}
