import { dayNumber, dayOfNumber, parseMoney, readDate } from '../values/index.ts'
import type { ColumnProfile, HistogramBin, ProposedType, Trust, ValueCount } from '../words/profile.ts'

const mostBins = 20

/** How values of a type lie on a line, and how a place on it is written. `whole`: places are whole numbers. */
interface Scale {
  readonly place: (text: string) => number | null
  readonly write: (place: number) => string
  readonly whole: boolean
}

const decimalPlace = (text: string) => (/^[+-]?\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : null)
const numeric = (whole: boolean): Scale => ({
  place: decimalPlace,
  write: (place) => String(whole ? place : Number(place.toPrecision(12))),
  whole,
})

const scales: Partial<Record<ProposedType, Scale>> = {
  integer: numeric(true),
  decimal: numeric(false),
  money: {
    ...numeric(false),
    place: (text) => {
      const bare = decimalPlace(text)
      if (bare !== null) return bare
      const { value } = parseMoney(text)
      return value === null ? null : Number(value)
    },
  },
  date: {
    place: (text) => {
      const { date } = readDate(text)
      return date === null ? null : dayNumber(date)
    },
    write: dayOfNumber,
    whole: true,
  },
  timestamp: {
    place: (text) => {
      const { date, time } = readDate(text.replace(/\+08(?::?00)?$/, ''))
      return date === null ? null : dayNumber(date) * 86_400 + secondsOf(time)
    },
    write: (place) => new Date(place * 1000).toISOString().slice(0, 19).replace('T', ' '),
    whole: true,
  },
}

/**
 * Equal ranges of the values that can be read as `type`; null for types without a line and for numbers beyond 2^53, whose
 * places would not be exact. Days that mean "no date" (9999-12-31) are not on it: they would leave one bin for the rest.
 */
export function histogramOf(
  values: readonly ValueCount[],
  { type, trust }: { readonly type: ProposedType | null; readonly trust: Trust },
): ColumnProfile['histogram'] {
  const scale = type === null ? undefined : scales[type]
  if (!scale) return null
  const placed = values.flatMap(({ value, rows }) => {
    const place = scale.place(value)
    return place === null ? [] : [{ place, rows }]
  })
  const [first] = placed
  if (!first || placed.some(({ place }) => !Number.isFinite(place) || Math.abs(place) > Number.MAX_SAFE_INTEGER))
    return null
  let low = first.place
  let high = first.place
  for (const { place } of placed) {
    if (place < low) low = place
    if (place > high) high = place
  }
  const span = scale.whole ? high - low + 1 : high - low
  const step = scale.whole ? Math.ceil(span / mostBins) : span / mostBins
  const count = step === 0 ? 1 : Math.min(mostBins, Math.ceil(span / step))
  const rows = Array.from({ length: count }, () => 0)
  for (const one of placed) {
    const index = step === 0 ? 0 : Math.min(count - 1, Math.floor((one.place - low) / step))
    rows[index] = (rows[index] ?? 0) + one.rows
  }
  const bins = rows.map(
    (inBin, index): HistogramBin => ({
      from: scale.write(low + index * step),
      to: scale.write(index === count - 1 ? high : low + (index + 1) * step),
      rows: inBin,
    }),
  )
  return { bins, trust }
}

function secondsOf(time: string | null): number {
  const [hours = 0, minutes = 0, seconds = 0] = (time ?? '00:00:00').split(':').map(Number)
  return hours * 3600 + minutes * 60 + seconds
}
