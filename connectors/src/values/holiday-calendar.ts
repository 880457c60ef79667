import { addDays, isDay, weekday } from './days.ts'
import { found, none, type Outcome } from './outcome.ts'
import { daysOff, makeUpDays } from './tables/days-off.table.ts'

/** Which days are worked, as plain JSON: Saturdays and Sundays are off, but for what is listed here. */
export interface HolidayCalendar {
  /** Years whose notice was read. Nothing is said about days of other years. */
  readonly knownYears: readonly number[]
  /** Days off on which one would work, as `yyyy-mm-dd`; weekend days may be listed too. */
  readonly holidays: readonly string[]
  /** Weekend days that are worked for a holiday (调休). They win over `holidays`. */
  readonly makeUpWorkdays: readonly string[]
}

export type CalendarReason = 'missing' | 'bad-date' | 'bad-length' | 'unknown-year' | 'out-of-range'
type Given<Value> = Value | null | undefined

/**
 * The working calendar of the State Council's notices, 2007–2026. The last days of the last year are moved by the notice of the
 * next year, if at all (2007-12-29, 2011-12-31, 2022-12-31 were). Holidays of a province's own may be added to the value.
 */
export const chinaCalendar: HolidayCalendar = {
  knownYears: Object.keys(daysOff).map(Number),
  holidays: spelledOut(daysOff),
  makeUpWorkdays: spelledOut(makeUpDays),
}

/** More steps than this from one day are a mistake: about 40 years. */
export const maximumWorkdays = 10_000

/** Whether a day is worked: Monday to Friday and no holiday, or a make-up workday. */
export function isWorkday(day: Given<string>, calendar: HolidayCalendar): Outcome<boolean, CalendarReason> {
  const reason = reasonAgainst(day)
  if (reason !== null || !day) return none(reason ?? 'missing')
  const worked = compiled(calendar).isWorked(day)
  return worked === null ? none('unknown-year') : found(worked)
}

/** The day itself if it is worked, else the first worked day after it (CPL art. 105: 以节假日后的第一日为期满日期). */
export function nextWorkday(day: Given<string>, calendar: HolidayCalendar): Outcome<string, CalendarReason> {
  const reason = reasonAgainst(day)
  if (reason !== null || !day) return none(reason ?? 'missing')
  const worked = compiled(calendar).isWorked(day)
  if (worked === null) return none('unknown-year')
  return worked ? found(day) : addWorkdays(day, 1, calendar)
}

/**
 * The n-th worked day after a day, which is itself not counted; 0 gives the day unchanged, negative counts backwards. Every day
 * on the way must lie in a known year, else nobody can say.
 */
export function addWorkdays(
  day: Given<string>,
  count: Given<number>,
  calendar: HolidayCalendar,
): Outcome<string, CalendarReason> {
  const reason = reasonAgainst(day)
  if (reason !== null || !day) return none(reason ?? 'missing')
  if (count === null || count === undefined) return none('missing')
  if (!Number.isInteger(count) || Math.abs(count) > maximumWorkdays) return none('bad-length')
  const { isWorked } = compiled(calendar)
  const step = count < 0 ? -1 : 1
  let at = day
  for (let left = Math.abs(count); left > 0; ) {
    const next = addDays(at, step)
    if (next === null) return none('out-of-range')
    const worked = isWorked(next)
    if (worked === null) return none('unknown-year')
    if (worked) left--
    at = next
  }
  return found(at)
}

/** Worked days after `from` up to and including `to`; negative if `to` is earlier (then `from` is excluded, `to` counted). */
export function workdaysBetween(
  from: Given<string>,
  to: Given<string>,
  calendar: HolidayCalendar,
): Outcome<number, CalendarReason> {
  const reason = reasonAgainst(from) ?? reasonAgainst(to)
  if (reason !== null || !from || !to) return none(reason ?? 'missing')
  const { isWorked } = compiled(calendar)
  const step = to < from ? -1 : 1
  let count = 0
  for (let at = from; at !== to; ) {
    const next = addDays(at, step)
    const worked = next === null ? null : isWorked(next)
    if (next === null || worked === null) return none('unknown-year')
    if (worked) count += step
    at = next
  }
  return found(count)
}

/** One character a day of a year, from 01-01: `1` worked, `0` off; null if the year is not known. For tables in SQL. */
export function workdayBits(year: number, calendar: HolidayCalendar): string | null {
  if (!calendar.knownYears.includes(year)) return null
  const { isWorked } = compiled(calendar)
  let bits = ''
  let day: string | null = `${String(year).padStart(4, '0')}-01-01`
  while (day !== null && Number(day.slice(0, 4)) === year) {
    bits += isWorked(day) ? '1' : '0'
    day = addDays(day, 1)
  }
  return bits
}

interface Compiled {
  /** Null in a year that is not known. */
  readonly isWorked: (day: string) => boolean | null
}

const seen = new WeakMap<HolidayCalendar, Compiled>()

/** Sets are built once a calendar value, because a column asks a million times. */
function compiled(calendar: HolidayCalendar): Compiled {
  const known = seen.get(calendar)
  if (known) return known
  const years = new Set(calendar.knownYears)
  const holidays = new Set(calendar.holidays)
  const makeUp = new Set(calendar.makeUpWorkdays)
  const made: Compiled = {
    isWorked: (day) =>
      years.has(Number(day.slice(0, 4))) ? makeUp.has(day) || (!holidays.has(day) && weekday(day) <= 5) : null,
  }
  seen.set(calendar, made)
  return made
}

function reasonAgainst(day: Given<string>): 'missing' | 'bad-date' | null {
  if (day === null || day === undefined) return 'missing'
  return isDay(day) ? null : 'bad-date'
}

function spelledOut(byYear: Readonly<Record<string, string>>): string[] {
  return Object.entries(byYear).flatMap(([year, days]) =>
    days === '' ? [] : days.split(' ').map((day) => `${year}-${day.slice(0, 2)}-${day.slice(2)}`),
  )
}
