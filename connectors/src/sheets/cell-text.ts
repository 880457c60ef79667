import { withoutExponent } from '../landing/number-text.ts'
import { fromExcelSerial } from '../values/dates.ts'
import type { NumberMeaning } from './number-format.ts'

/** A cell as it stands in the file: `type` is the attribute `t` (`n` if absent), `value` the text of `v` or `is`. */
export interface RawCell {
  readonly type: string
  readonly value: string | null
  readonly meaning: NumberMeaning
  readonly formula: boolean
}

export interface CellText {
  readonly text: string | null
  readonly damage?: 'damaged' | 'formula-error' | 'no-result'
  /** What the damaged cell holds. */
  readonly original?: string
  /** False for numbers, dates and booleans: they are no header. */
  readonly worded: boolean
}

const empty: CellText = { text: null, worded: false }

/**
 * A cell as text: dates as `yyyy-mm-dd` or `yyyy-mm-dd hh:mm:ss` (a clock alone as `hh:mm:ss`), numbers in full with at
 * most 15 digits as Excel has them, booleans as `true` and `false`. A number of 16 or more digits was an id or a card:
 * its last digits are gone, so it is nothing, and damaged. Formulas count by their saved result.
 */
export function textOf(cell: RawCell, date1904: boolean): CellText {
  const { type, value, meaning, formula } = cell
  if (value === null || value === '')
    return formula && value === null ? { ...empty, damage: 'no-result', original: '' } : empty
  if (type === 'e') return { ...empty, damage: 'formula-error', original: value }
  if (type === 'b') return { text: value === '1' || value === 'true' ? 'true' : 'false', worded: false }
  if (type === 'd')
    return {
      text: value
        .replace('T', ' ')
        .replace(/Z$|\.000.*$/, '')
        .replace(/ 00:00:00$/, ''),
      worded: false,
    }
  if (type !== 'n') return { text: value, worded: true }
  const number = Number(value)
  if (!Number.isFinite(number)) return { text: value, worded: true }
  if (meaning.is === 'date') {
    const text = dateText(number, date1904)
    if (text !== null) return { text, worded: false }
  }
  if (meaning.is === 'elapsed' && number >= 0 && number < 1e6) return { text: elapsed(number), worded: false }
  if (Math.abs(number) >= 1e15) return { ...empty, damage: 'damaged', original: value }
  const text = plainNumber(number)
  return {
    text: meaning.is === 'zeros' && /^\d+$/.test(text) ? text.padStart(meaning.width, '0') : text,
    worded: false,
  }
}

/** Never in scientific notation, and without the noise of binary fractions: 0.1 + 0.2 is 0.3. */
function plainNumber(number: number): string {
  if (Number.isInteger(number)) return number === 0 ? '0' : String(number)
  return withoutExponent(String(Number(number.toPrecision(15))))
}

/** A table has few different days: forming each once took a tenth off the import of a million rows. */
const formed = new Map<number, string | null>()
const mostFormed = 20_000

/** The day or clock of a serial as text; null if it is none (negative, the invented 1900-02-29, after 9999). */
function dateText(serial: number, date1904: boolean): string | null {
  const common = date1904 ? serial + 1462 : serial
  const known = formed.get(common)
  if (known !== undefined && serial >= 1) return known
  const day = serial < 2_958_466 ? fromExcelSerial(common) : null
  const text = day && writtenDate(serial, day)
  if (serial >= 1 && formed.size < mostFormed) formed.set(common, text)
  return text
}

/** Days as hours, minutes and seconds: 1.5 is `36:00:00`. */
function elapsed(days: number): string {
  const seconds = Math.round(days * 86_400)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

function writtenDate(serial: number, { date, time }: { date: string; time: string | null }): string {
  if (serial < 1 && time !== null) return time
  return time === null ? date : `${date} ${time}`
}
