import { sql } from 'kysely'
import { demand } from '../access/access.ts'
import { writeAudit } from '../audit/audit.store.ts'
import type { StoreContext } from '../database/context.ts'
import { catalogError } from '../errors.ts'
import { insertModel } from '../models/model.store.ts'
import type { MarketplaceStore } from './marketplace.ts'

type ListingVerbs = Pick<MarketplaceStore, 'listings' | 'listing' | 'clone'>

export function createListingVerbs(context: StoreContext): ListingVerbs {
  const { db, actor } = context

  const select = () =>
    db
      .selectFrom('listing')
      .innerJoin('version', 'version.id', 'listing.versionId')
      // Row-level security leaves only the own district's models here.
      .leftJoin('model', (join) =>
        join.onRef('model.originListingId', '=', 'listing.id').on('model.removedAt', 'is', null),
      )
      .select([
        'listing.id',
        'listing.modelId',
        'listing.versionId',
        'listing.title',
        'listing.summary',
        'listing.versionNumber as version',
        'listing.organizationName as organization',
        'listing.listedAt',
        'listing.inputs',
        'listing.clones',
        'model.id as clonedAs',
        'version.document',
      ])

  async function listing(listingId: string) {
    demand(actor, 'marketplace', 'read')
    const found = await select().where('listing.id', '=', listingId).executeTakeFirst()
    if (found === undefined) throw catalogError('listing-not-found', { listingId })
    return found
  }

  return {
    listing,

    async listings() {
      demand(actor, 'marketplace', 'read')
      const found = await select().orderBy('listing.versionNumber', 'desc').execute()
      const newest = found.filter((one, index) => found.findIndex((other) => other.modelId === one.modelId) === index)
      return newest.sort((a, b) => (a.listedAt < b.listedAt ? 1 : -1))
    },

    async clone(listingId) {
      demand(actor, 'marketplace', 'clone')
      // Locked, so that two clicks make one model.
      await db.selectFrom('listing').select('id').where('id', '=', listingId).forUpdate().execute()
      const found = await listing(listingId)
      if (found.clonedAs !== null) return { modelId: found.clonedAs }
      const { title, summary, document } = found
      const modelId = await insertModel(context, { title, summary, document }, listingId)
      await db
        .updateTable('listing')
        .set((column) => ({ clones: sql<number>`${column.ref('clones')} + 1` }))
        .where('id', '=', listingId)
        .execute()
      await writeAudit(context, { action: 'marketplace.clone', subject: listingId, data: { model: modelId } })
      return { modelId }
    },
  }
}
