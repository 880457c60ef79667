import { dayNumber, dayOfNumber, type HolidayCalendar, nextWorkday, workdayBits } from '@jianmo/connectors/values'
import type { DayWords } from './day-words.ts'
import type { FunctionContext, TemplateCall } from './function-spec.ts'

const unknown: HolidayCalendar = { knownYears: [], holidays: [], makeUpWorkdays: [] }

/** The calendar of a context. None given is a calendar that knows no year. */
export const calendarOf = ({ calendar }: FunctionContext): HolidayCalendar =>
  (calendar as HolidayCalendar | null) ?? unknown

/** Years that are known without a gap, as texts of fixed width that SQL cuts its answers from. */
interface WorkdayRun {
  readonly first: string
  readonly last: string
  readonly dayBefore: string
  readonly dayAfter: string
  /** `1` worked, `0` off; one sign a day, from `first`. */
  readonly bits: string
  /** Days to the next worked day (`nextWorkday`), from `dayBefore` to `dayAfter`; what is not known is 9, 99 … */
  readonly waits: NumberTable
  /** Worked days up to a day and including it: a zero, then from `dayBefore` to `dayAfter`. */
  readonly counts: NumberTable
  /** Days from `dayBefore` to the n-th worked day; 0 for the 0-th and the one after the last. */
  readonly places: NumberTable
  readonly workdays: number
}

interface NumberTable {
  readonly digits: string
  readonly width: number
}

const seen = new WeakMap<HolidayCalendar, readonly WorkdayRun[]>()

function runsOf(calendar: HolidayCalendar): readonly WorkdayRun[] {
  const known = seen.get(calendar)
  if (known) return known
  const years = [...new Set(calendar.knownYears)].sort((a, b) => a - b)
  const starts = years.filter((year) => !years.includes(year - 1))
  const ends = years.filter((year) => !years.includes(year + 1))
  const made = starts.map((start, index) => runOf(calendar, start, ends[index] ?? start))
  seen.set(calendar, made)
  return made
}

function runOf(calendar: HolidayCalendar, start: number, end: number): WorkdayRun {
  const years = Array.from({ length: end - start + 1 }, (_, index) => start + index)
  const bits = years.map((year) => workdayBits(year, calendar)).join('')
  const first = `${String(start).padStart(4, '0')}-01-01`
  const origin = dayNumber(first)
  const worked = [...bits].flatMap((bit, index) => (bit === '1' ? [index + 1] : []))
  let count = 0
  const counts = [0, 0, ...[...bits].map((bit) => (count += Number(bit))), count]
  const waits = [...bits].map((_, index) => waitOf(dayOfNumber(origin + index), calendar))
  const most = 10 ** String(Math.max(0, ...waits.map((wait) => wait ?? 0)) + 1).length - 1
  return {
    first,
    last: dayOfNumber(origin + bits.length - 1),
    dayBefore: dayOfNumber(origin - 1),
    dayAfter: dayOfNumber(origin + bits.length),
    bits,
    waits: tableOf([most, ...waits.map((wait) => wait ?? most), most]),
    counts: tableOf(counts),
    places: tableOf([0, ...worked, 0]),
    workdays: worked.length,
  }
}

function waitOf(day: string, calendar: HolidayCalendar): number | null {
  const next = nextWorkday(day, calendar).value
  return next === null ? null : dayNumber(next) - dayNumber(day)
}

function tableOf(numbers: readonly number[]): NumberTable {
  const width = String(numbers.reduce((most, number) => Math.max(most, number), 0)).length
  return { width, digits: numbers.map((number) => String(number).padStart(width, '0')).join('') }
}

const date = (day: string) => `DATE '${day}'`

/** The number at an index of a table, from 0. */
function numberAt({ digits, width }: NumberTable, index: string, { cut }: DayWords, call: TemplateCall): string {
  return `CAST(${cut(digits, `(${index}) * ${width} + 1`, String(width))} AS ${call.sqlType('integer')})`
}

/** The answer of whichever run has one. */
function ofAnyRun(call: TemplateCall, type: 'boolean' | 'date' | 'integer', sql: (run: WorkdayRun) => string): string {
  const answers = runsOf(calendarOf(call.context)).map(sql)
  if (answers.length === 0) return `CAST(NULL AS ${call.sqlType(type)})`
  return answers.length === 1 ? (answers[0] ?? '') : `coalesce(${answers.join(', ')})`
}

/** Whether a day is worked; NULL in a year that is not known. */
export function workedSql(day: string, words: DayWords, call: TemplateCall): string {
  return ofAnyRun(
    call,
    'boolean',
    ({ first, last, bits }) =>
      `CASE WHEN ${day} BETWEEN ${date(first)} AND ${date(last)} THEN ${words.cut(bits, `${words.days(date(first), day)} + 1`, '1')} = '1' END`,
  )
}

/** Days from a day to the next worked day, itself if it is worked; NULL if that is not known. */
export function waitSql(day: string, words: DayWords, call: TemplateCall): string {
  return ofAnyRun(call, 'integer', ({ dayBefore, waits, bits }) => {
    const index = `least(greatest(${words.days(date(dayBefore), day)}, 0), ${bits.length + 1})`
    return `nullif(${numberAt(waits, index, words, call)}, ${'9'.repeat(waits.width)})`
  })
}

/** The `count`-th worked day after a day, or before it if negative. */
export function shiftedSql(day: string, count: string, words: DayWords, call: TemplateCall): string {
  const found = ofAnyRun(call, 'date', ({ dayBefore, dayAfter, counts, places, workdays }) => {
    const at = `${words.days(date(dayBefore), day)} + CASE WHEN ${count} > 0 THEN 1 ELSE 0 END`
    const target = `${numberAt(counts, at, words, call)} + ${count} + CASE WHEN ${count} < 0 THEN 1 ELSE 0 END`
    const place = numberAt(places, `least(greatest(${target}, 0), ${workdays + 1})`, words, call)
    return (
      `CASE WHEN ${count} BETWEEN -10000 AND 10000 AND ${day} BETWEEN ${date(dayBefore)} AND ${date(dayAfter)} ` +
      `THEN ${words.plus(date(dayBefore), `nullif(${place}, 0)`)} END`
    )
  })
  return `CASE WHEN ${count} = 0 THEN ${day} ELSE ${found} END`
}

/** Worked days after `from` up to and including `to`, the same backwards as a negative number. */
export function countedSql(from: string, to: string, words: DayWords, call: TemplateCall): string {
  const found = ofAnyRun(call, 'integer', ({ first, last, dayBefore, dayAfter, bits }) => {
    const at = `${words.days(date(first), `least(${from}, ${to})`)} + CASE WHEN ${to} > ${from} THEN 2 ELSE 1 END`
    const worked = `length(replace(${words.cut(bits, at, `abs(${words.days(from, to)})`)}, '0', ''))`
    return (
      `CASE WHEN ${to} BETWEEN ${date(first)} AND ${date(last)} AND ${from} BETWEEN ${date(dayBefore)} AND ${date(dayAfter)} ` +
      `THEN ${worked} * CASE WHEN ${to} < ${from} THEN -1 ELSE 1 END END`
    )
  })
  return `CASE WHEN ${from} = ${to} THEN 0 ELSE ${found} END`
}
