import type { ListingSummary } from '@jianmo/engine/api'
import { match } from 'pinyin-pro'

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

/** True if every part of the query is found: as it stands, as full pinyin (`chaoqi`) or as initials (`kscq`). */
export function isFound(listing: ListingSummary, query: string): boolean {
  const parts = query.trim().toLowerCase().split(/\s+/).filter(Boolean)
  const words = wordsOf(listing)
  return parts.every((part) => {
    if (words.some((word) => word.toLowerCase().includes(part))) return true
    // pinyin only for titles and tables: in long prose some initials match nearly everything.
    return (
      /^[a-z]+$/.test(part) &&
      words
        .filter((word) => word.length <= 40)
        .some((word) => match(word, part, { continuous: true, precision: 'start' }) !== null)
    )
  })
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
