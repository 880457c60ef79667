import type { DateFormat } from '../words/binding.ts'
import { daysInMonth } from './days.ts'
import { cleanText, isNullToken } from './null-token.ts'

export interface ReadDate {
  /** ISO `yyyy-mm-dd`; null if there is no date or it was not read. */
  readonly date: string | null
  /** Wall clock `hh:mm:ss` as the agency wrote it; null if only a day was written. */
  readonly time: string | null
  /** How exact the writing was. `00:00:00` counts as `day`: it is how databases write a day. A 24-hour rule needs `minute`. */
  readonly precision: 'day' | 'minute' | null
  /** `missing`: nothing or a null token; `sentinel`: a placeholder such as 9999-12-31; `unread`: something else is written. */
  readonly reason: null | 'missing' | 'sentinel' | 'unread'
}

/** Days that mean "no date" in agencies' databases. */
export const sentinelDates: readonly string[] = [
  '0000-00-00',
  '0001-01-01',
  '1753-01-01',
  '1899-12-30',
  '1899-12-31',
  '1900-01-00',
  '1900-01-01',
  '2099-12-31',
  '2999-12-31',
  '9999-12-31',
  '9999-99-99',
]
const sentinels: ReadonlySet<string> = new Set(sentinelDates)

/** Years that are read as dates of events; outside they are `unread`. */
export const dateYears = { first: 1800, last: 2199 } as const

/** A clock after the day: `10:30`, `10:30:00`, `10:30:00.000`, `10时30分`, with or without `T` or the Chinese zone `+08`. */
const clock = String.raw`(?:[ T]?(?<h>\d{1,2})(?::|时|点)(?<i>\d{1,2})?(?:(?::|分)(?<s>\d{1,2})?(?:\.\d+)?秒?)?(?: ?\+08(?::?00)?)?)?`
const written = (day: string) => new RegExp(`^${day}${clock}$`, 'u')

const year = String.raw`(?<y>\d{4})`
const month = String.raw`(?<m>\d{1,2})`
const day = String.raw`(?<d>\d{1,2})`

/** One pattern per form. None overlaps another in `auto`, so the order there does not matter. */
const forms = {
  iso: written(`${year}-${month}-${day}`),
  yyyymmdd: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?: ?(?<h>\d{2}):?(?<i>\d{2})(?::?(?<s>\d{2}))?)?$/u,
  'yyyy.m.d': written(String.raw`${year}\.${month}\.${day}`),
  'yyyy/m/d': written(`${year}/${month}/${day}`),
  yyyy年m月d日: written(`${year} ?年 ?${month} ?月 ?${day} ?[日号]`),
  'd/m/yyyy': written(`${day}[/.-]${month}[/.-]${year}`),
  'm/d/yyyy': written(`${month}[/.-]${day}[/.-]${year}`),
} as const satisfies Record<Exclude<DateFormat, 'auto' | 'excel-serial'>, RegExp>

const autoForms = ['iso', 'yyyymmdd', 'yyyy.m.d', 'yyyy/m/d', 'yyyy年m月d日'] as const

/** In `auto` only 5-digit serials of 1930–2099 are read: fewer digits are counts, more are something else. */
const autoSerials = { first: 10_959, last: 73_050 } as const

/**
 * Reads a written date in the declared format. `auto` reads iso, yyyymmdd, yyyy.m.d, yyyy/m/d, yyyy年m月d日 and 5-digit
 * Excel serials (1900 system); d/m/yyyy and m/d/yyyy are ambiguous and must be declared. A day that does not exist is
 * `unread`, never moved to the next one. A zone other than +08 is `unread`: a shifted clock would be a guess.
 */
export function readDate(raw: string | null | undefined, format: DateFormat = 'auto'): ReadDate {
  if (raw === null || raw === undefined || isNullToken(raw)) return nothing('missing')
  const text = cleanText(raw).replace(/^'/u, '')
  if (format === 'excel-serial') return fromSerial(text, { first: 0, last: 109_571 })
  if (format !== 'auto') return fromForm(text, forms[format])
  for (const form of autoForms) if (forms[form].test(text)) return fromForm(text, forms[form])
  return /^\d{5}(?:\.\d+)?$/.test(text) ? fromSerial(text, autoSerials) : nothing('unread')
}

/** The date as `yyyy-mm-dd`, or null. */
export function parseDate(raw: string | null | undefined, format: DateFormat = 'auto'): string | null {
  return readDate(raw, format).date
}

/** The wall clock to the minute as `yyyy-mm-dd hh:mm`; a day alone gives `00:00` (its precision stays `day`). */
export function parseTimestamp(raw: string | null | undefined, format: DateFormat = 'auto'): string | null {
  const { date, time } = readDate(raw, format)
  return date === null ? null : `${date} ${(time ?? '00:00:00').slice(0, 5)}`
}

/** An Excel serial (1900 system, with its invented 1900-02-29) as date and clock; null if it is not a day. */
export function fromExcelSerial(serial: number): { date: string; time: string | null } | null {
  if (!Number.isFinite(serial) || serial < 0 || Math.floor(serial) === 60) return null
  const days = Math.floor(serial)
  const seconds = Math.round((serial - days) * 86_400)
  const shift = days < 60 ? 25_568 : 25_569
  const iso = new Date((days - shift) * 86_400_000 + seconds * 1000).toISOString()
  return { date: iso.slice(0, 10), time: seconds === 0 ? null : iso.slice(11, 19) }
}

function fromForm(text: string, form: RegExp): ReadDate {
  const found = form.exec(text)?.groups
  if (!found) return nothing('unread')
  const date = `${found['y']}-${pad(found['m'])}-${pad(found['d'])}`
  const time = found['h'] === undefined ? null : `${pad(found['h'])}:${pad(found['i'])}:${pad(found['s'])}`
  return checked(date, time)
}

function fromSerial(text: string, range: { first: number; last: number }): ReadDate {
  const serial = Number(text)
  if (!/^\d+(?:\.\d+)?$/.test(text) || serial < range.first || serial > range.last) return nothing('unread')
  const found = fromExcelSerial(serial)
  return found ? checked(found.date, found.time) : nothing('unread')
}

function checked(date: string, time: string | null): ReadDate {
  if (sentinels.has(date)) return nothing('sentinel')
  if (!isDay(date) || (time !== null && !/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time))) return nothing('unread')
  return { date, time, precision: time === null || time === '00:00:00' ? 'day' : 'minute', reason: null }
}

function isDay(date: string): boolean {
  const [y = 0, m = 0, d = 0] = date.split('-').map(Number)
  return y >= dateYears.first && y <= dateYears.last && m >= 1 && m <= 12 && d >= 1 && d <= daysInMonth(y, m)
}

function pad(digits: string | undefined): string {
  return (digits ?? '0').padStart(2, '0')
}

function nothing(reason: 'missing' | 'sentinel' | 'unread'): ReadDate {
  return { date: null, time: null, precision: null, reason }
}
