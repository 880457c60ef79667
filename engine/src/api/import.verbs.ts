import { batchRuleOf, connectorOf } from '@jianmo/connectors'
import {
  type BatchRecord,
  type BatchRule,
  countingBatches,
  type FileKind,
  type FilePreview,
  type ImportOptions,
} from '@jianmo/connectors/landing'
import { ProductError } from '@jianmo/connectors/words'
import type { ImportHandle } from './active-imports.ts'
import { asCaller, type MemberContext } from './context.ts'
import { apiError } from './errors.ts'
import { placeOf, toBatchSummary } from './sources.verbs.ts'
import type { BatchSummary, ImportProgress, StagedUpload } from './wire.ts'

interface NewFile {
  readonly sourceId: string
  readonly fileName: string
  readonly content: AsyncIterable<Uint8Array>
}

interface OfStaged {
  readonly sourceId: string
  readonly stagedId: string
}

interface StagedWithOptions extends OfStaged {
  readonly options: ImportOptions
}

/** Reads an upload into new batches of one of the caller's sources, one per table of the file. accepted + rejected = rows
 * of the file; of a file that cannot be read nothing is kept. */
export async function importBatches(ctx: MemberContext, file: NewFile): Promise<readonly BatchSummary[]> {
  const { sourceId, fileName, content } = file
  const { kind, rule } = await takenBy(ctx, sourceId)
  const batches = await ctx.house.landing.importFile({ ...placeOf(ctx, sourceId), kind, rule, fileName, content })
  await recordImport(ctx, sourceId, batches)
  return batches.map((batch) => toBatchSummary(batch, true))
}

/** Keeps an upload aside, so that it can be looked at before it is imported. */
export async function stageUpload(ctx: MemberContext, file: NewFile): Promise<StagedUpload> {
  const { sourceId, fileName, content } = file
  await takenBy(ctx, sourceId)
  return ctx.house.landing.stage(placeOf(ctx, sourceId), { fileName, content })
}

/** How the upload would be read. Unmasked: the caller uploaded these very bytes or may, and must see whether names are whole. */
export async function previewUpload(
  ctx: MemberContext,
  { sourceId, stagedId, options }: StagedWithOptions,
): Promise<FilePreview> {
  const { kind } = await takenBy(ctx, sourceId)
  const preview = await ctx.house.landing.preview(placeOf(ctx, sourceId), { kind, stagedId, options })
  await asCaller(ctx, ({ audit }) =>
    audit.write({ action: 'sources.preview', subject: sourceId, data: { stagedId, tables: preview.tables.length } }),
  )
  return preview
}

/** Starts the import of an upload and returns at once; `watchImport` tells how it goes. */
export async function startImport(
  ctx: MemberContext,
  { sourceId, stagedId, options }: StagedWithOptions,
): Promise<null> {
  const taken = await takenBy(ctx, sourceId)
  const { imports, landing } = ctx.house
  const key = keyOf(ctx, { sourceId, stagedId })
  const { bytes: totalBytes } = await landing.staged(placeOf(ctx, sourceId), stagedId)
  if (imports.isReading(key)) throw apiError('import-running', {})
  const initial: ImportProgress = {
    stagedId,
    state: 'reading',
    rows: 0,
    bytes: 0,
    totalBytes,
    rowsPerSecond: 0,
    batches: [],
    problem: null,
  }
  imports.start(key, initial, (handle) => performImport(ctx, { sourceId, stagedId, options, ...taken }, handle))
  return null
}

async function performImport(
  ctx: MemberContext,
  { sourceId, stagedId, options, kind, rule }: StagedWithOptions & Taken,
  { signal, report }: ImportHandle,
): Promise<void> {
  try {
    const place = placeOf(ctx, sourceId)
    const onProgress = (progress: Partial<ImportProgress>) => report(progress)
    const batches = await ctx.house.landing.importStaged(place, { kind, rule, stagedId, options, signal, onProgress })
    await recordImport(ctx, sourceId, batches)
    const rows = batches.reduce((sum, { physicalRows }) => sum + physicalRows, 0)
    report({ state: 'finished', rows, batches: batches.map((batch) => toBatchSummary(batch, true)) })
  } catch (cause) {
    const error = cause instanceof ProductError ? cause : unexpected(cause)
    const problem = { code: error.code, text: error.text }
    report({ state: error.code === 'import-cancelled' ? 'cancelled' : 'failed', problem })
  }
}

/** Every event is the whole picture. Nothing if this server knows no such import. */
export async function* watchImport(
  ctx: MemberContext,
  staged: OfStaged,
  signal: AbortSignal | undefined,
): AsyncGenerator<ImportProgress> {
  await takenBy(ctx, staged.sourceId)
  yield* ctx.house.imports.watch(keyOf(ctx, staged), signal)
}

/** Stops the import if it is running, and removes the upload. Batches that were finished stay. */
export async function cancelImport(ctx: MemberContext, staged: OfStaged): Promise<null> {
  await takenBy(ctx, staged.sourceId)
  await ctx.house.imports.cancel(keyOf(ctx, staged))
  await ctx.house.landing.unstage(placeOf(ctx, staged.sourceId), staged.stagedId)
  return null
}

interface OfBatch {
  readonly sourceId: string
  readonly batchId: string
}

/** The rejected rows of a batch as CSV. Unmasked, because they are to be mended; therefore recorded. */
export async function downloadRejects(
  ctx: MemberContext,
  { sourceId, batchId }: OfBatch,
): Promise<AsyncIterable<string>> {
  await takenBy(ctx, sourceId)
  const file = await ctx.house.landing.rejectsFile(placeOf(ctx, sourceId), batchId)
  await asCaller(ctx, ({ audit }) =>
    audit.write({ action: 'sources.rejects', subject: sourceId, data: { batch: batchId } }),
  )
  return file
}

/** Takes a downloaded file of rejects back: a new batch with the rows that were mended. */
export async function mendRejects(
  ctx: MemberContext,
  { sourceId, batchId, fileName, content }: NewFile & OfBatch,
): Promise<BatchSummary> {
  const { rule } = await takenBy(ctx, sourceId)
  // Mended, an old batch would be the newest, and its old rows would take the place of newer ones.
  const counting = countingBatches(await ctx.house.landing.batches(placeOf(ctx, sourceId)), rule)
  if (!counting.has(batchId)) throw apiError('batch-superseded', {})
  const batch = await ctx.house.landing.mend(placeOf(ctx, sourceId), { batchId, fileName, content })
  await recordImport(ctx, sourceId, [batch])
  return toBatchSummary(batch, true)
}

async function recordImport(ctx: MemberContext, sourceId: string, batches: readonly BatchRecord[]): Promise<void> {
  await asCaller(ctx, async ({ sources, audit }) => {
    await sources.recordHealth(sourceId, 'ok', null)
    for (const { id, accepted, rejected } of batches) {
      await audit.write({ action: 'sources.import', subject: sourceId, data: { batch: id, accepted, rejected } })
    }
  })
}

interface Taken {
  readonly kind: FileKind
  readonly rule: BatchRule
}

/** What one of the caller's sources takes, and which of its batches count. @throws source-not-found, source-takes-no-files */
async function takenBy(ctx: MemberContext, sourceId: string): Promise<Taken> {
  const { name, kind, settings } = await asCaller(ctx, ({ sources }) => sources.get(sourceId))
  if (connectorOf(kind)?.reading !== 'file') throw apiError('source-takes-no-files', { source: name })
  return { kind: kind as FileKind, rule: batchRuleOf(kind, settings) }
}

function keyOf(ctx: MemberContext, { sourceId, stagedId }: OfStaged): string {
  return [ctx.session.actor.organizationId, sourceId, stagedId].join('/')
}

function unexpected(cause: unknown): ProductError {
  const id = crypto.randomUUID().slice(0, 8)
  process.stderr.write(`[${id}] ${cause instanceof Error ? cause.stack : String(cause)}\n`)
  return apiError('unexpected', { id })
}
