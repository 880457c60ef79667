/** Of every number the smallest of all rounds: what disturbs a round only adds to it. */
export function bestOf<Figures extends object>(rounds: readonly Figures[]): Figures {
  const [first] = rounds
  if (first === undefined) throw new Error('Nothing was measured')
  return Object.fromEntries(
    Object.entries(first).map(([name, value]) => {
      const all = rounds.map((round) => (round as Readonly<Record<string, unknown>>)[name])
      if (typeof value === 'number') return [name, Math.min(...all.map(Number))]
      return [name, bestOf(all as readonly object[])]
    }),
  ) as Figures
}
