import type { Drop } from './drop-folder.ts'

/** Tells when a file has come to rest: an upload that goes on changes size or time. */
export interface Settler {
  /** True if the file was seen unchanged for long enough. */
  isSettled(drop: Drop): boolean
  /** Forgets files that are gone. */
  keepOnly(names: ReadonlySet<string>): void
}

/** `settleMs`: how long a file must not change. `now` is a clock that never goes back (milliseconds). */
export function createSettler(settleMs: number, now: () => number = () => performance.now()): Settler {
  const seen = new Map<string, { readonly bytes: number; readonly changedAt: number; readonly since: number }>()
  return {
    isSettled({ name, bytes, changedAt }) {
      const before = seen.get(name)
      const same = before !== undefined && before.bytes === bytes && before.changedAt === changedAt
      if (!same) seen.set(name, { bytes, changedAt, since: now() })
      return now() - (same ? before.since : now()) >= settleMs
    },
    keepOnly(names) {
      for (const name of seen.keys()) if (!names.has(name)) seen.delete(name)
    },
  }
}
