/** Calendar arithmetic on `yyyy-mm-dd` texts, proleptic Gregorian, years 1–9999, without clocks or zones. */

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

/** True on the last day of its month. */
export function isMonthEnd(day: string): boolean {
  const parts = partsOfDay(day)
  return parts.day === daysInMonth(parts.year, parts.month)
}

/** Days since 1970-01-01. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / dayLength)
}

/** Monday 1 … Sunday 7. */
export function weekday(day: string): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1
}

/** The day `days` later (earlier if negative); null outside the years 1–9999 or if `days` is no whole number. */
export function addDays(day: string, days: number): string | null {
  const number = dayNumber(day) + days
  return isInRange(number) ? dayOfNumber(number) : null
}

/** The day that is this many days after 1970-01-01 (`isInRange`). */
export function dayOfNumber(days: number): string {
  return new Date(days * dayLength).toISOString().slice(0, 10)
}

/** A whole number of days between 0001-01-01 and 9999-12-31: what every engine holds. */
export function isInRange(days: number): boolean {
  return Number.isInteger(days) && days >= -719_162 && days <= 2_932_896
}

/** ISO 8601 week: the week belongs to the year that its Thursday lies in. */
export function isoWeek(day: string): { readonly year: number; readonly week: number } {
  const thursday = dayNumber(day) - weekday(day) + 4
  const { year } = partsOfDay(dayOfNumber(thursday))
  return { year, week: Math.floor((thursday - dayNumber(toDay(year, 1, 1))) / 7) + 1 }
}

/** The same day `months` later, or the last day of that month if there is none; null outside the years 1–9999. */
export function sameDayLater(day: string, months: number): string | null {
  const parts = partsOfDay(day)
  const index = parts.year * 12 + (parts.month - 1) + months
  const year = Math.floor(index / 12)
  const month = (((index % 12) + 12) % 12) + 1
  if (!Number.isInteger(index) || year < 1 || year > 9999) return null
  return toDay(year, month, Math.min(parts.day, daysInMonth(year, month)))
}

/** `sameDayLater`, except that the last day of a month goes to the last day of the target month: 02-28 + 1 month = 03-31. */
export function monthEndLater(day: string, months: number): string | null {
  const same = sameDayLater(day, months)
  if (same === null || !isMonthEnd(day)) return same
  const { year, month } = partsOfDay(same)
  return toDay(year, month, daysInMonth(year, month))
}

/** Full months from one day to another: 01-31 → 02-28 is 0, 01-15 → 02-15 is 1; negative if `to` is earlier. */
export function fullMonthsBetween(from: string, to: string): number {
  if (to < from) return 0 - fullMonthsBetween(to, from)
  const [a, b] = [partsOfDay(from), partsOfDay(to)]
  return (b.year - a.year) * 12 + (b.month - a.month) - (b.day < a.day ? 1 : 0)
}

export function toDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
