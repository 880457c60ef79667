import type { StoreContext } from '../database/context.ts'
import { createListingVerbs } from './listing.store.ts'
import type { MarketplaceStore } from './marketplace.ts'
import { createSubmissionVerbs } from './submission.store.ts'

export function createMarketplaceStore(context: StoreContext): MarketplaceStore {
  return { ...createSubmissionVerbs(context), ...createListingVerbs(context) }
}
