import { readFolderSettings, readLedger } from '@jianmo/connectors/folder'
import { ProductError, type Text } from '@jianmo/connectors/words'
import { asCaller, type MemberContext } from './context.ts'
import { apiError } from './errors.ts'
import { accessSource } from './open-source.ts'
import { placeOf } from './sources.verbs.ts'
import type { FolderState } from './wire.ts'

const shownFiles = 500

/** What became of the files of a drop folder, newest first, and whether the folder can be read. */
export async function showFolder(ctx: MemberContext, sourceId: string): Promise<FolderState> {
  const { source, checkDelivery } = await asCaller(ctx, (scope) => accessSource(ctx, scope, sourceId))
  const settings = source.kind === 'folder' ? readFolderSettings(source.settings) : null
  if (settings === null) throw apiError('source-is-no-folder', { source: source.name })
  const ledger = await readLedger(ctx.house.landing.folder(placeOf(ctx, sourceId)))
  const newestFirst = [...ledger.values()].sort((a, b) => (a.at < b.at ? 1 : -1))
  return {
    folder: `${ctx.session.actor.organizationId}/${settings.folder}`,
    problem: await problemOf(checkDelivery),
    files: newestFirst.slice(0, shownFiles).map(({ name, bytes, hash, outcome, reason, batches, at }) => ({
      name,
      bytes,
      hash,
      outcome,
      reason,
      batches,
      at,
    })),
  }
}

async function problemOf(check: () => Promise<void>): Promise<Text | null> {
  try {
    await check()
    return null
  } catch (cause) {
    if (cause instanceof ProductError) return cause.text
    throw cause
  }
}
