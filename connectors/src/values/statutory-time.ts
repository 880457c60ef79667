import { addDays, isDay, monthEndLater, sameDayLater } from './days.ts'
import { type CalendarReason, type HolidayCalendar, nextWorkday } from './holiday-calendar.ts'
import { found, none, type Outcome } from './outcome.ts'

/**
 * Statutory time of criminal procedure. Sources: Criminal Procedure Law (2018) art. 105; SPC interpretation of it, 法释〔2021〕1号,
 * art. 202; Criminal Law arts. 41, 44, 47; 法释〔2000〕7号. The tests hold every rule against `statutory-time.vectors.ts`.
 */
export type TimeReason = CalendarReason | 'custody-unknown'

/** A term of sentence. Whole numbers, not negative; 18 months and 1 year 6 months are the same term. */
export interface TermLength {
  readonly years?: number
  readonly months?: number
  readonly days?: number
}

export interface DeadlineRule {
  /** True for a person in custody: the deadline is then never moved. Null if nobody knows. */
  readonly custody: boolean | null
  readonly calendar: HolidayCalendar
}

type Given<Value> = Value | null | undefined

/** Longer terms and periods are mistakes. */
export const maximumMonths = 1200
export const maximumDays = 36_600

/**
 * The last day of a term of sentence, the first day counted (art. 202(2)): the day before the corresponding day. A term of months
 * that starts on the last day of a month ends on the day before the last day of the target month, and so does a term whose
 * target month has no such day. A term of whole years only has the latter rule: the text gives years no rule of month ends, so
 * 2023-02-28 + 1 year ends on 2024-02-27. Years with months are counted as months (assumption: the text speaks of one month).
 * Days are added last: 2015-08-30 + 5 months 7 days = 2016-02-05.
 */
export function termEnd(start: Given<string>, length: TermLength): Outcome<string, TimeReason> {
  const { years = 0, months = 0, days = 0 } = length
  const all = years * 12 + months
  if (start === null || start === undefined) return none('missing')
  if (!isDay(start)) return none('bad-date')
  if (![years, months, days].every((part) => Number.isInteger(part) && part >= 0)) return none('bad-length')
  if (all + days === 0 || all > maximumMonths || days > maximumDays) return none('bad-length')
  const corresponding = all % 12 === 0 ? sameDayLater(start, all) : monthEndLater(start, all)
  const end = corresponding === null ? null : addDays(corresponding, days - 1)
  return end === null ? none('out-of-range') : found(end)
}

/** `termEnd` for what `parseTerm` reads: a term in months. */
export function termEndMonths(start: Given<string>, months: Given<number>): Outcome<string, TimeReason> {
  return months === null || months === undefined ? none('missing') : termEnd(start, { months })
}

/**
 * The last day of a period of months, the first day not counted (art. 202(1)): the same day of the target month; from the last day
 * of a month, or if there is no such day, the last day of the target month. Half a month is 15 days, so 1.5 is one month and then
 * 15 days. Then CPL art. 105: a last day that is not worked moves to the next worked day, but never for a person in custody.
 */
export function periodDeadline(
  start: Given<string>,
  months: Given<number>,
  rule: DeadlineRule,
): Outcome<string, TimeReason> {
  if (start === null || start === undefined || months === null || months === undefined) return none('missing')
  if (!isDay(start)) return none('bad-date')
  if (!Number.isInteger(months * 2) || months < 0 || months > maximumMonths) return none('bad-length')
  const whole = Math.floor(months)
  const corresponding = monthEndLater(start, whole)
  const last = corresponding === null ? null : addDays(corresponding, whole === months ? 0 : 15)
  return last === null ? none('out-of-range') : moved(last, rule)
}

/** The last day of a period of days, the first day not counted, moved like that of `periodDeadline`. */
export function periodDeadlineDays(
  start: Given<string>,
  days: Given<number>,
  rule: DeadlineRule,
): Outcome<string, TimeReason> {
  if (start === null || start === undefined || days === null || days === undefined) return none('missing')
  if (!isDay(start)) return none('bad-date')
  if (!Number.isInteger(days) || days < 0 || days > maximumDays) return none('bad-length')
  const last = addDays(start, days)
  return last === null ? none('out-of-range') : moved(last, rule)
}

/** Days of the sentence that days in custody before it set off: one each, two each for 管制 (Criminal Law arts. 41, 44, 47). */
export const custodyOffsets = { fixed_term: 1, short_term_detention: 1, public_surveillance: 2 } as const

export function custodyOffsetDays(
  mainCode: Given<string>,
  days: Given<number>,
): Outcome<number, 'missing' | 'bad-length' | 'no-offset'> {
  if (mainCode === null || mainCode === undefined || days === null || days === undefined) return none('missing')
  if (!Number.isInteger(days) || days < 0 || days > maximumDays) return none('bad-length')
  return isOffset(mainCode) ? found(days * custodyOffsets[mainCode]) : none('no-offset')
}

/** Nobody needs to know about custody when the last day is worked anyway. */
function moved(last: string, { custody, calendar }: DeadlineRule): Outcome<string, TimeReason> {
  if (custody === true) return found(last)
  const working = nextWorkday(last, calendar)
  if (custody === false || working.value === last) return working
  return none('custody-unknown')
}

function isOffset(code: string): code is keyof typeof custodyOffsets {
  return Object.hasOwn(custodyOffsets, code)
}
