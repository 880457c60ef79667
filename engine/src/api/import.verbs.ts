import { type MemberContext, asCaller } from './context.ts'
import { placeOf, toBatchSummary } from './sources.verbs.ts'
import type { BatchSummary } from './wire.ts'

interface NewFile {
  readonly sourceId: string
  readonly fileName: string
  /** Where the upload lies; the caller deletes it afterwards. */
  readonly path: string
}

/** Reads an uploaded file into a new batch of one of the caller's sources. accepted + rejected = rows of the file. */
export async function importBatch(ctx: MemberContext, { sourceId, fileName, path }: NewFile): Promise<BatchSummary> {
  const { source, settings } = await asCaller(ctx, async ({ sources }) => ({
    source: await sources.get(sourceId),
    settings: await sources.settingsOf(sourceId),
  }))
  const batch = await ctx.house.landing.importFile({
    ...placeOf(ctx, sourceId),
    kind: source.kind,
    fileName,
    path,
    options: settings,
  })
  await asCaller(ctx, async ({ sources, audit }) => {
    await sources.recordHealth(sourceId, 'ok', null)
    const { accepted, rejected } = batch
    await audit.write({ action: 'batch.import', subject: sourceId, data: { batch: batch.id, accepted, rejected } })
  })
  return toBatchSummary(batch)
}
