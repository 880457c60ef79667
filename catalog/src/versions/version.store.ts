import { demand } from '../access/access.ts'
import type { StoreContext } from '../database/context.ts'
import { catalogError, sqlStateOf } from '../errors.ts'
import type { NewVersion, Version, VersionState, VersionStore } from './version.ts'

const columns = [
  'version.id',
  'version.modelId',
  'version.organizationId',
  'version.number',
  'version.title',
  'version.summary',
  'version.hash',
  'version.canonical',
  'version.document',
  'version.createdAt',
  'version.authorName as createdBy',
] as const

/** A submission's state is its decision; there is no second place that could say otherwise. */
export function stateOf(decision: 'approve' | 'return' | null): VersionState {
  return decision === null ? 'submitted' : decision === 'approve' ? 'approved' : 'returned'
}

export function createVersionStore(context: StoreContext): VersionStore {
  const { db, actor } = context
  return {
    async get(versionId) {
      demand(actor, 'versions', 'read')
      const found = await db
        .selectFrom('version')
        .select(columns)
        .where('version.id', '=', versionId)
        .executeTakeFirst()
      if (found === undefined) throw catalogError('version-not-found', { versionId })
      return found
    },

    async ofModel(modelId) {
      demand(actor, 'versions', 'read')
      return db.selectFrom('version').select(columns).where('modelId', '=', modelId).orderBy('number', 'desc').execute()
    },

    async approved(modelId, hash) {
      demand(actor, 'versions', 'read')
      // What is listed is approved: a trigger admits no other listing.
      const found = await db
        .selectFrom('version')
        .innerJoin('listing', 'listing.versionId', 'version.id')
        .innerJoin('model', (join) => join.on('model.id', '=', modelId))
        .select(columns)
        .where('version.hash', '=', hash)
        .where((where) =>
          where.or([
            where('version.modelId', '=', where.ref('model.id')),
            where('listing.id', '=', where.ref('model.originListingId')),
          ]),
        )
        .orderBy('version.createdAt', 'desc')
        .executeTakeFirst()
      return found ?? null
    },
  }
}

/** The version of that content, made if it is new. The model's row must be locked by the caller, so that two
 * submissions cannot take the same number. @throws version-hash-wrong */
export async function keepVersion({ db, actor, me }: StoreContext, input: NewVersion): Promise<Version> {
  const kept = await db
    .selectFrom('version')
    .select(columns)
    .where('modelId', '=', input.modelId)
    .where('hash', '=', input.hash)
    .executeTakeFirst()
  if (kept !== undefined) return kept
  const { last } = await db
    .selectFrom('version')
    .select((column) => column.fn.max('number').as('last'))
    .where('modelId', '=', input.modelId)
    .executeTakeFirstOrThrow()
  try {
    return await db
      .insertInto('version')
      .values({
        ...input,
        organizationId: actor.organizationId,
        number: (last ?? 0) + 1,
        document: JSON.stringify(input.document),
        authorId: actor.personId,
        authorName: me.name,
      })
      .returning(columns)
      .executeTakeFirstOrThrow()
  } catch (cause) {
    // 23514: the check that the hash is the hash.
    throw sqlStateOf(cause) === '23514' ? catalogError('version-hash-wrong', {}, { cause }) : cause
  }
}
