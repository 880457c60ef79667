/** Chance with a memory: the same seed gives the same graph on every machine. */
export interface Random {
  /** 0 ≤ n < limit, whole. */
  readonly below: (limit: number) => number
  readonly chance: (probability: number) => boolean
  readonly pick: <Item>(items: readonly [Item, ...Item[]] | readonly Item[]) => Item
  /** Some of them, in their order; at least `least`. */
  readonly some: <Item>(items: readonly Item[], least?: number) => readonly Item[]
  readonly shuffled: <Item>(items: readonly Item[]) => readonly Item[]
}

/** splitmix32 over the seed and the number of the graph: neighbours have nothing in common. */
export function createRandom(...seeds: readonly number[]): Random {
  let state = seeds.reduce(
    (mixed, seed) => Math.imul(mixed ^ (seed + 0x9e3779b9), 0x85ebca6b) ^ (mixed >>> 13),
    0x2545f491,
  )
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  const shuffled = <Item>(items: readonly Item[]): readonly Item[] => {
    const all = [...items]
    for (let at = all.length - 1; at > 0; at--) {
      const other = below(at + 1)
      ;[all[at], all[other]] = [all[other] as Item, all[at] as Item]
    }
    return all
  }
  return {
    below,
    chance: (probability) => next() < probability,
    pick<Item>(items: readonly Item[]): Item {
      if (items.length === 0) throw new Error('Nothing to pick from')
      return items[below(items.length)] as Item
    },
    some<Item>(items: readonly Item[], least = 0): readonly Item[] {
      const count = least + below(Math.max(1, items.length - least + 1))
      const chosen = new Set(shuffled(items).slice(0, Math.min(count, items.length)))
      return items.filter((item) => chosen.has(item))
    },
    shuffled,
  }
}
