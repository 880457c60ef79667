import type { ListingSummary } from '@jianmo/engine/api'
import { isFoundIn } from '../text/find-words.ts'

/** Words of a listing that a search looks into. */
function wordsOf(listing: ListingSummary): readonly string[] {
  return [
    listing.title,
    listing.summary,
    listing.organization,
    ...listing.inputs.flatMap(({ table, label }) => [table, label.zh, label.en]),
    ...listing.document.nodes.map((node) => node.title),
  ]
}

/** Titles and tables are found by pinyin too. */
export function isFound(listing: ListingSummary, query: string): boolean {
  const words = wordsOf(listing)
  return isFoundIn({ words, spelled: words.filter((word) => word.length <= 40) }, query)
}

/** `ready`: every table is bound; `near`: one is missing. */
export function readinessOf(listing: ListingSummary): 'ready' | 'near' | 'far' {
  const missing = listing.inputs.filter(({ bound }) => !bound).length
  return missing === 0 ? 'ready' : missing === 1 ? 'near' : 'far'
}

/** What can run now comes first, then what lacks least; newest first among equals. */
export function orderListings(listings: readonly ListingSummary[]): readonly ListingSummary[] {
  const missing = (listing: ListingSummary) => listing.inputs.filter(({ bound }) => !bound).length
  return listings.toSorted((a, b) => missing(a) - missing(b) || b.listedAt.localeCompare(a.listedAt))
}
