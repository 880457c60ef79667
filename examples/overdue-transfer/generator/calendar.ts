/**
 * The statutory clock of this example, written a second time on purpose: the generator says what it planted without asking
 * the engine. Days are ISO texts `yyyy-mm-dd`. Rules: CPL art. 105 (the first day is not counted), SPC CPL Interp.
 * art. 202(2) (months).
 */
export type Day = string

const dayLength = 86_400_000

export function addDays(start: Day, days: number): Day {
  return new Date(Date.parse(`${start}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10)
}

/** Days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayLength)
}

/** Last day of a period in months: same day of the target month; from a month's last day, or without such a day, its last day. */
export function monthsLater(start: Day, months: number): Day {
  const [year, month, day] = parts(start)
  const index = year * 12 + month - 1 + months
  const last = lengthOf(Math.floor(index / 12), (index % 12) + 1)
  const target = day === lengthOf(year, month) ? last : Math.min(day, last)
  return text(Math.floor(index / 12), (index % 12) + 1, target)
}

/** Last day of a term of sentence: the day before the corresponding day. */
export function termEnd(start: Day, months: number): Day {
  return addDays(monthsLater(start, months), -1)
}

export function later(first: Day, second: Day): Day {
  return first > second ? first : second
}

export function earlier(first: Day, second: Day): Day {
  return first < second ? first : second
}

function parts(day: Day): [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))]
}

function lengthOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function text(year: number, month: number, day: number): Day {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
