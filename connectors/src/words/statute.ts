import type { Text } from './text.ts'

/** One text of one legal basis in force during a window (dates inclusive, ISO `yyyy-mm-dd`; null = open). */
export interface Statute {
  readonly key: string
  readonly law: Text
  readonly article: Text
  /** What it demands, in one sentence; not a quotation unless `quoted`. */
  readonly text: Text
  readonly inForceFrom: string | null
  readonly inForceTo: string | null
  /** How far the text has been verified: only `verified` may be cited as a legal basis. */
  readonly standing: 'verified' | 'unverified'
}
