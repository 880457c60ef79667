import type { FindEntry } from './find-entries.ts'

/** An entry in which the words were found, and the words with what stands around them. */
export interface FindHit extends FindEntry {
  readonly before: string
  readonly match: string
  readonly after: string
}

/** Characters around the words that are shown. */
const around = { before: 16, after: 60 }

/** In the order of the entries; of one place in one thing only the first. */
export function searchEntries(entries: readonly FindEntry[], query: string): readonly FindHit[] {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return []
  return entries.flatMap((entry) => {
    const at = entry.text.toLowerCase().indexOf(wanted)
    if (at < 0) return []
    const start = Math.max(0, at - around.before)
    const end = at + wanted.length
    return [
      {
        ...entry,
        before: `${start > 0 ? '…' : ''}${oneLine(entry.text.slice(start, at))}`,
        match: entry.text.slice(at, end),
        after: oneLine(entry.text.slice(end, end + around.after)),
      },
    ]
  })
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ')
