/** Calendar arithmetic on `yyyy-mm-dd` texts, proleptic Gregorian, without clocks or zones. */

const dayLength = 86_400_000

export function isDay(text: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!found) return false
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

export function partsOfDay(day: string): { readonly year: number; readonly month: number; readonly day: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) }
}

function toDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Days since 1970-01-01. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / dayLength)
}

function dayOfNumber(days: number): string {
  return new Date(days * dayLength).toISOString().slice(0, 10)
}

export function addDays(day: string, days: number): string {
  return dayOfNumber(dayNumber(day) + days)
}

/** The month `months` later, as year and month. */
function shiftMonth(year: number, month: number, months: number): { readonly year: number; readonly month: number } {
  const index = year * 12 + (month - 1) + months
  return { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 }
}

/**
 * End of a statutory period counted in months (SPC interpretation of the CPL, art. 202(2)(1)): the same day of the target
 * month; if the start is the last day of its month, or there is no such day, the last day of the target month.
 */
export function periodDeadline(start: string, months: number): string {
  const { year, month, day } = partsOfDay(start)
  const target = shiftMonth(year, month, months)
  const last = daysInMonth(target.year, target.month)
  const startsOnLastDay = day === daysInMonth(year, month)
  return toDay(target.year, target.month, startsOnLastDay ? last : Math.min(day, last))
}

/** Full months from one day to another: 01-31 → 02-28 is 0, 01-15 → 02-15 is 1; negative if `to` is earlier. */
export function fullMonthsBetween(from: string, to: string): number {
  if (to < from) return 0 - fullMonthsBetween(to, from)
  const [a, b] = [partsOfDay(from), partsOfDay(to)]
  return (b.year - a.year) * 12 + (b.month - a.month) - (b.day < a.day ? 1 : 0)
}
