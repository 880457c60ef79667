import { dayNumber, dayOfNumber, isInRange } from '../calendar.ts'

/** Zones that may be written: those whose clocks agencies' data show. */
export const zones = ['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Hong_Kong', 'Asia/Macau', 'Asia/Taipei', 'UTC'] as const

const micro = 1_000_000n
const day = 86_400n * micro

/** Microseconds of a wall clock (`yyyy-mm-dd hh:mm:ss[.ffffff]`) or an instant since 1970-01-01 00:00. */
export function microsOf(value: string): bigint {
  const [hour, minute, second] = [value.slice(11, 13), value.slice(14, 16), value.slice(17, 19)].map(BigInt)
  const fraction = BigInt(/\.(\d+)/.exec(value)?.[1]?.padEnd(6, '0') ?? '0')
  return (
    BigInt(dayNumber(value)) * day + (((hour ?? 0n) * 60n + (minute ?? 0n)) * 60n + (second ?? 0n)) * micro + fraction
  )
}

/** The wall clock of microseconds since 1970-01-01 00:00; null outside the years 1 to 9999. */
export function momentOf(micros: bigint): string | null {
  const days = micros >= 0n ? micros / day : -((-micros + day - 1n) / day)
  if (!isInRange(Number(days))) return null
  const rest = micros - days * day
  const two = (value: bigint) => String(value).padStart(2, '0')
  const seconds = rest / micro
  const fraction = rest % micro
  const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map(two).join(':')
  return `${dayOfNumber(Number(days))} ${clock}${fraction === 0n ? '' : `.${String(fraction).padStart(6, '0').replace(/0+$/, '')}`}`
}

function instantOf(micros: bigint): string | null {
  const moment = momentOf(micros)
  return moment === null ? null : `${moment.replace(' ', 'T')}Z`
}

const formats = new Map<string, Intl.DateTimeFormat>()
function formatOf(zone: string): Intl.DateTimeFormat {
  const found =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
  formats.set(zone, found)
  return found
}

/** What a zone's clocks are ahead of UTC at an instant, in microseconds. */
function offsetAt(instant: bigint, zone: string): bigint {
  const seconds = instant >= 0n ? instant / micro : -((-instant + micro - 1n) / micro)
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(new Date(Number(seconds) * 1000))
      .map(({ type, value }) => [type, value]),
  )
  const { year, month, day: date, hour, minute, second } = parts
  const wall = new Date(0)
  wall.setUTCFullYear(parts['era']?.startsWith('B') ? 1 - Number(year) : Number(year), Number(month) - 1, Number(date))
  wall.setUTCHours(Number(hour), Number(minute), Number(second))
  return BigInt(wall.getTime() / 1000) * micro - seconds * micro
}

/** Zones are reckoned from the second day of the year 1 to the last but one of 9999: outside, a clock may have no date. */
const isReckoned = (micros: bigint) =>
  micros >= microsOf('0001-01-02 00:00:00') && micros < microsOf('9999-12-31 00:00:00')

/** The wall clock of a zone at an instant. */
export function toWall(instant: string, zone: string): string | null {
  const micros = microsOf(instant)
  if (!isReckoned(micros)) return null
  return momentOf(micros + offsetAt(micros, zone))
}

/** The instant at which a zone's clocks show a time: the later of two, and by the offset before where the time is skipped. */
export function toInstant(wall: string, zone: string): string | null {
  const local = microsOf(wall)
  if (!isReckoned(local)) return null
  const [before, after] = [offsetAt(local - day, zone), offsetAt(local + day, zone)]
  const fits = [before, after].filter((offset) => offsetAt(local - offset, zone) === offset)
  if (fits.length === 0) return instantOf(local - before)
  const [least = before] = fits.toSorted((a, b) => Number(a - b))
  return instantOf(local - least)
}
