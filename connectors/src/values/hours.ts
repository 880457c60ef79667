import { dayNumber, isDay } from './days.ts'

/** How exact a moment was written: `day` is any time of it. Like `ReadDate.precision`. */
export type TimePrecision = 'day' | 'minute'

export interface Precisions {
  readonly from?: TimePrecision
  readonly to?: TimePrecision
}

export type HoursReason = 'missing' | 'bad-date' | 'bad-length' | 'imprecise'

export interface HoursBetween {
  /** Hours that passed at least and at most; equal if both moments are exact. Negative if `to` is earlier. */
  readonly lower: number | null
  readonly upper: number | null
  readonly reason: HoursReason | null
}

/**
 * Hours from one moment to another, each `yyyy-mm-dd` or `yyyy-mm-dd hh:mm[:ss]`. A text without a clock is of precision `day`;
 * `precision` may say so of a text with a clock too (00:00 is how databases write a day). Bounds that come from a `day` are not
 * reached themselves.
 */
export function hoursBetween(
  from: string | null | undefined,
  to: string | null | undefined,
  precision: Precisions = {},
): HoursBetween {
  const moments = readMoments(from, to, precision)
  if (typeof moments === 'string') return { lower: null, upper: null, reason: moments }
  const { start, end } = moments
  return { lower: (end.first - start.last) / 3600, upper: (end.last - start.first) / 3600, reason: null }
}

/**
 * `first-hour-not-counted`: CPL art. 105, 期间开始的时不算在期间以内: a period from 10:20 runs from 11:00. `elapsed`: from the moment
 * itself, for rules outside the CPL.
 */
export const hourRules = ['first-hour-not-counted', 'elapsed'] as const
export type HourRule = (typeof hourRules)[number]

export interface ExceedsHours {
  /** Null if it depends on a clock that was not written. */
  readonly value: boolean | null
  readonly reason: HoursReason | null
}

/**
 * Whether more than `hours` passed. With days only, two days apart always exceed 24 hours, one day apart cannot be determined,
 * the same day never does. A day begins after its midnight: 00:00 at the end of a period belongs to the day that ends.
 */
export function exceedsHours(
  from: string | null | undefined,
  to: string | null | undefined,
  hours: number,
  options: Precisions & { readonly rule?: HourRule } = {},
): ExceedsHours {
  const moments = readMoments(from, to, options)
  if (typeof moments === 'string') return { value: null, reason: moments }
  if (!Number.isFinite(hours) || hours < 0) return { value: null, reason: 'bad-length' }
  const { start, end } = moments
  const elapsed = options.rule === 'elapsed'
  const earliest = (elapsed ? start.first : nextFullHour(start.first)) + hours * 3600
  // The last hour of a day is 23:00–24:00, so a period from some time of a day runs from its end at the latest.
  const latest = (elapsed || start.open ? start.last : nextFullHour(start.last)) + hours * 3600
  if (end.last <= earliest) return { value: false, reason: null }
  const exact = !end.open && !(elapsed && start.open)
  if (end.first > latest || (end.first === latest && !exact)) return { value: true, reason: null }
  return { value: null, reason: 'imprecise' }
}

/** Seconds since 1970 on the wall clock. `open`: the moment is some time between the two. */
interface Moment {
  readonly first: number
  readonly last: number
  readonly open: boolean
}

function readMoments(
  from: string | null | undefined,
  to: string | null | undefined,
  precision: Precisions,
): { readonly start: Moment; readonly end: Moment } | 'missing' | 'bad-date' {
  if (from === null || from === undefined || to === null || to === undefined) return 'missing'
  const start = readMoment(from, precision.from)
  const end = readMoment(to, precision.to)
  return start && end ? { start, end } : 'bad-date'
}

function readMoment(text: string, precision: TimePrecision | undefined): Moment | null {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[ T]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?)?$/.exec(text)
  const [, day = '', hour, minute, second = '0'] = parts ?? []
  if (!isDay(day)) return null
  const midnight = dayNumber(day) * 86_400
  if (hour === undefined || precision === 'day') return { first: midnight, last: midnight + 86_400, open: true }
  const exact = midnight + Number(hour) * 3600 + Number(minute) * 60 + Number(second)
  return { first: exact, last: exact, open: false }
}

function nextFullHour(seconds: number): number {
  return (Math.floor(seconds / 3600) + 1) * 3600
}
