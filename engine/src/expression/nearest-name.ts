/** The known name closest to a misspelt one (edits and swaps of neighbours, case ignored), or null if none is close. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const wanted = name.toLowerCase()
  const limit = Math.max(1, Math.floor([...wanted].length / 3) + 1)
  let best: string | null = null
  let least = limit + 1
  for (const candidate of known) {
    const found = editDistance(wanted, candidate.toLowerCase())
    if (found < least && found < Math.max([...candidate].length, 2)) [best, least] = [candidate, found]
  }
  return best
}

/** Edits (a letter more, less or another, two neighbours swapped) from one text to the other. */
export function editDistance(left: string, right: string): number {
  const [a, b] = [[...left], [...right]]
  let before: number[] = []
  let last = b.map((_, index) => index + 1)
  last.unshift(0)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row[j] = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, changed)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j] ?? 0, (before[j - 2] ?? 0) + 1)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
