import { match } from 'pinyin-pro'

interface Findable {
  /** Looked into as they stand. */
  readonly words: readonly string[]
  /** Looked into by pinyin as well: short ones only, in long prose some initials match nearly everything. */
  readonly spelled: readonly string[]
}

/** True if every part of the query is found: as it stands, as full pinyin (`chaoqi`) or as initials (`kscq`). */
export function isFoundIn({ words, spelled }: Findable, query: string): boolean {
  const parts = query.trim().toLowerCase().split(/\s+/).filter(Boolean)
  return parts.every(
    (part) =>
      words.some((word) => word.toLowerCase().includes(part)) ||
      (/^[a-z]+$/.test(part) &&
        spelled.some((word) => match(word, part, { continuous: true, precision: 'start' }) !== null)),
  )
}
