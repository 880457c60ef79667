import { fileKindOf } from '@jianmo/connectors/landing'
import { asCaller, type MemberContext } from './context.ts'
import { apiError } from './errors.ts'
import { placeOf, toBatchSummary } from './sources.verbs.ts'
import type { BatchSummary } from './wire.ts'

interface NewFile {
  readonly sourceId: string
  readonly fileName: string
  readonly content: AsyncIterable<Uint8Array>
}

/** Reads an upload into new batches of one of the caller's sources, one per table of the file. accepted + rejected = rows
 * of the file; of a file that cannot be read nothing is kept. */
export async function importBatches(ctx: MemberContext, file: NewFile): Promise<readonly BatchSummary[]> {
  const { sourceId, fileName, content } = file
  const source = await asCaller(ctx, ({ sources }) => sources.get(sourceId))
  const kind = fileKindOf(source.kind)
  if (kind === null) throw apiError('source-takes-no-files', { source: source.name })
  const batches = await ctx.house.landing.importFile({ ...placeOf(ctx, sourceId), kind, fileName, content })
  await asCaller(ctx, async ({ sources, audit }) => {
    await sources.recordHealth(sourceId, 'ok', null)
    for (const { id, accepted, rejected } of batches) {
      await audit.write({ action: 'sources.import', subject: sourceId, data: { batch: id, accepted, rejected } })
    }
  })
  return batches.map(toBatchSummary)
}
