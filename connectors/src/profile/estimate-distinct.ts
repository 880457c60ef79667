import type { ValueCount } from '../words/profile.ts'

/** One value in so many is kept by a sketch: those whose hash ends in six zero bits. */
export const sketchRate = 64
/** From this many kept values on, the sketch alone errs by less than 1/√256 = 6 %. */
const enoughKept = 256

/**
 * Distinct values of a column from two views of it: `kept`, the distinct 32-bit hashes over all rows that end in six zero
 * bits (Gibbons' distinct sampling), and the values of a row sample. Many kept: the sketch decides. Few: the sample does
 * (Chao's estimator), held within two standard errors of the sketch. Never fewer than were seen, never more than `present`.
 */
export function estimateDistinct(
  kept: number,
  { seen, present }: { readonly seen: readonly ValueCount[]; readonly present: number },
): number {
  const once = seen.filter(({ rows }) => rows === 1).length
  const twice = seen.filter(({ rows }) => rows === 2).length
  const bySample = seen.length + (once * (once - 1)) / (2 * (twice + 1))
  const error = 2 * (Math.sqrt(kept) + 1)
  const bySketch = sketchRate * withoutCollisions(kept)
  const estimate =
    kept >= enoughKept
      ? bySketch
      : Math.min(Math.max(bySample, sketchRate * (kept - error)), sketchRate * (kept + error))
  return Math.round(Math.min(Math.max(estimate, seen.length), present))
}

/** Distinct values behind so many distinct hashes of the 2^26 that a sketch may keep. */
function withoutCollisions(kept: number): number {
  const places = 2 ** 32 / sketchRate
  return kept >= places ? kept : -places * Math.log(1 - kept / places)
}
