const day = 86_400_000

/** Whole days since new data were due (1 on the first day of delay); null if they are not, or if nothing is known. */
export function daysOverdue(newestAt: string | null, expectedDays: number | null, now: Date): number | null {
  if (newestAt === null || expectedDays === null) return null
  const late = (now.getTime() - Date.parse(newestAt)) / day - expectedDays
  return late > 0 ? Math.ceil(late) : null
}
