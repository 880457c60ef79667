/** A source of chance that gives the same answers for the same seed (mulberry32). */
export interface Random {
  /** 0 ≤ n < below. */
  below(below: number): number
  pick<Value>(values: readonly Value[]): Value
  chance(share: number): boolean
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    below,
    pick: <Value>(values: readonly Value[]) => values[below(values.length)] as Value,
    chance: (share) => next() < share,
  }
}

/** Independent of how many files were made before: a file depends on the seed, its kind and its number. */
export function seedOf(seed: number, kind: string, number: number): number {
  let hash = seed ^ Math.imul(number + 1, 0x9e3779b1)
  for (const character of kind) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return hash >>> 0
}
