import {
  addMonths,
  dayNumber,
  dayOfNumber,
  daysInMonth,
  fullMonthsBetween,
  isInRange,
  partsOfDay,
  toDay,
} from '../calendar.ts'
import { byParts, firstDay, fullMonths, lastDay, madeDate, monthsInRange, shiftMonths } from './date-lowerings.ts'
import { type FunctionSpec, scalar, strict } from './function-spec.ts'
import { a, integer } from './parameters.ts'

const day = (name: string) => a('date', name)

/** The day that three numbers name; null if there is none. */
export function dayOf(year: bigint, month: bigint, date: bigint): string | null {
  if (year < 1n || year > 9999n || month < 1n || month > 12n || date < 1n) return null
  if (date > daysInMonth(Number(year), Number(month))) return null
  return toDay(Number(year), Number(month), Number(date))
}

const months = byParts(fullMonths)
const fullYears = {
  duckdb: `((${months.duckdb}) // 12)`,
  postgres: `((${months.postgres}) / 12)`,
  mysql: `((${months.mysql}) DIV 12)`,
  trino: `((${months.trino}) / 12)`,
}

/** Reckoning with days. */
export const dateFunctions: readonly FunctionSpec[] = [
  scalar({
    id: 'make_date',
    family: 'date',
    label: { zh: '由年月日成日期', en: 'Day from its parts' },
    help: {
      zh: '由年（1–9999）、月、日组成日期；不存在的日期为空值。',
      en: 'A day from year (1–9999), month and day; NULL if there is no such day.',
    },
    example: 'make_date(2024, 2, 29)',
    parameters: [integer('year'), integer('month'), integer('day')],
    result: 'date',
    nulls: 'propagate',
    sql: null,
    dialects: madeDate,
    reference: strict((year: bigint, month: bigint, day: bigint) => dayOf(year, month, day)),
    vectors: [
      ['make_date(2024, 2, 29)', '2024-02-29'],
      ['make_date(2023, 2, 29)', null],
      ['make_date(2024, 13, 1)', null],
      ['make_date(2024, 4, 31)', null],
      ['make_date(0, 1, 1)', null],
      ['make_date(1, 1, 1)', '0001-01-01'],
      ['make_date(9999, 12, 31)', '9999-12-31'],
      ['make_date(10000, 1, 1)', null],
      ['make_date(2024, 1, 999999999999)', null],
      ['make_date(null, 1, 1)', null],
      ['make_date(2024, 1, null)', null],
    ],
  }),
  scalar({
    id: 'add_days',
    family: 'date',
    label: { zh: '加天数', en: 'Add days' },
    help: {
      zh: '期间的最后一日：开始当日不计，从次日起算（刑诉法第 105 条）。天数可以为负；超出公元 1–9999 年为空值。',
      en: 'The last day of a period of days: the first day is not counted (CPL art. 105). Days may be negative; NULL outside the years 1–9999.',
    },
    example: "add_days(date '2025-01-31', 30)",
    parameters: [day('date'), integer('days')],
    result: 'date',
    nulls: 'propagate',
    sql: null,
    dialects: {
      duckdb: `CASE WHEN #1 BETWEEN DATE '${firstDay}' - #0 AND DATE '${lastDay}' - #0 THEN #0 + CAST(#1 AS integer) END`,
      postgres: `CASE WHEN #1 BETWEEN DATE '${firstDay}' - #0 AND DATE '${lastDay}' - #0 THEN #0 + CAST(#1 AS integer) END`,
      mysql: `CASE WHEN #1 BETWEEN datediff(DATE '${firstDay}', #0) AND datediff(DATE '${lastDay}', #0) THEN date_add(#0, INTERVAL #1 DAY) END`,
      trino: `CASE WHEN #1 BETWEEN date_diff('day', #0, DATE '${firstDay}') AND date_diff('day', #0, DATE '${lastDay}') THEN date_add('day', #1, #0) END`,
    },
    reference: strict((start: string, days: bigint) => {
      const to = dayNumber(start) + Number(days)
      return isInRange(to) ? dayOfNumber(to) : null
    }),
    vectors: [
      ["add_days(date '2025-01-31', 30)", '2025-03-02'],
      ["add_days(date '2025-02-28', 30)", '2025-03-30'],
      ["add_days(date '2024-03-01', -1)", '2024-02-29'],
      ["add_days(date '9999-12-31', 1)", null],
      ["add_days(date '0001-01-01', -1)", null],
      ["add_days(date '9999-12-31', 0)", '9999-12-31'],
      ["add_days(date '0001-01-01', 3652058)", '9999-12-31'],
      ["add_days(date '2025-02-28', 99999999999)", null],
      ['add_days(null, 3)', null],
      ["add_days(date '2025-01-31', null)", null],
    ],
  }),
  scalar({
    id: 'add_months',
    family: 'date',
    label: { zh: '加月数', en: 'Add months' },
    help: {
      zh: '目标月的同一日，没有同一日的为月末；可以为负；超出公元 1–9999 年为空值。法定期间请用 period_deadline。',
      en: 'The same day, or the last day of the month where there is none; may be negative; NULL outside the years 1–9999. For statutory periods use period_deadline.',
    },
    example: "add_months(date '2024-02-29', 1)",
    parameters: [day('date'), integer('months')],
    result: 'date',
    nulls: 'propagate',
    options: { 'end of month': 'clamped' },
    sql: null,
    dialects: shiftMonths('#1', monthsInRange),
    reference: strict((start: string, count: bigint) => addMonths(start, Number(count) * 1)),
    vectors: [
      ["add_months(date '2025-01-31', 1)", '2025-02-28'],
      ["add_months(date '2024-01-31', 1)", '2024-02-29'],
      ["add_months(date '2024-02-29', 12)", '2025-02-28'],
      ["add_months(date '2024-03-31', -1)", '2024-02-29'],
      ["add_months(date '2025-02-28', 1)", '2025-03-28'],
      ["add_months(date '9999-12-01', 1)", null],
      ["add_months(date '0001-01-31', -1)", null],
      ["add_months(date '0001-01-31', 119987)", '9999-12-31'],
      ["add_months(date '2025-01-15', 999999999999)", null],
      ['add_months(null, 1)', null],
      ["add_months(date '2025-01-15', null)", null],
    ],
  }),
  scalar({
    id: 'add_years',
    family: 'date',
    label: { zh: '加年数', en: 'Add years' },
    help: {
      zh: '目标月的同一日，没有同一日的为月末；可以为负；超出公元 1–9999 年为空值。法定期间请用 period_deadline。',
      en: 'The same day, or the last day of the month where there is none; may be negative; NULL outside the years 1–9999. For statutory periods use period_deadline.',
    },
    example: "add_years(date '2024-02-29', 1)",
    parameters: [day('date'), integer('years')],
    result: 'date',
    nulls: 'propagate',
    options: { 'end of month': 'clamped' },
    sql: null,
    dialects: shiftMonths('(#1 * 12)', ({ year }) => `#1 BETWEEN 1 - ${year('#0')} AND 9999 - ${year('#0')}`),
    reference: strict((start: string, count: bigint) => addMonths(start, Number(count) * 12)),
    vectors: [
      ["add_years(date '2024-02-29', 1)", '2025-02-28'],
      ["add_years(date '2024-02-29', 4)", '2028-02-29'],
      ["add_years(date '2007-05-01', 18)", '2025-05-01'],
      ["add_years(date '2007-05-01', -7)", '2000-05-01'],
      ["add_years(date '9999-12-01', 1)", null],
      ["add_years(date '0001-01-31', -1)", null],
      ["add_years(date '2025-01-15', 999999999999)", null],
      ['add_years(null, 1)', null],
      ["add_years(date '2025-01-15', null)", null],
    ],
  }),
  scalar({
    id: 'days_between',
    family: 'date',
    label: { zh: '相差天数', en: 'Days between' },
    help: { zh: '止日减起日；止日早于起日时为负。', en: 'To minus from; negative if `to` is earlier.' },
    example: 'days_between(effective_date, sent_date)',
    parameters: [day('from'), day('to')],
    result: 'integer',
    nulls: 'propagate',
    sql: "date_diff('day', #0, #1)",
    dialects: { postgres: 'CAST(#1 - #0 AS bigint)', mysql: 'datediff(#1, #0)' },
    reference: strict((from: string, to: string) => BigInt(dayNumber(to) - dayNumber(from))),
    vectors: [
      ["days_between(date '2025-03-01', date '2025-02-28')", -1],
      ["days_between(date '2024-02-28', date '2024-03-01')", 2],
      ["days_between(date '0001-01-01', date '9999-12-31')", 3652058],
      ["days_between(date '2024-01-01', date '2024-01-01')", 0],
      ["days_between(null, date '2024-01-01')", null],
      ["days_between(date '2024-01-01', null)", null],
    ],
  }),
  scalar({
    id: 'months_between_full',
    family: 'date',
    label: { zh: '相差整月数', en: 'Full months between' },
    help: {
      zh: '只数满的月（1 月 31 日到 2 月 28 日为 0）；止日早于起日时为负。',
      en: 'Counts full months only (01-31 to 02-28 is 0); negative if `to` is earlier.',
    },
    example: 'months_between_full(recv, sentence_end)',
    parameters: [day('from'), day('to')],
    result: 'integer',
    nulls: 'propagate',
    options: { unit: 'full months' },
    sql: null,
    dialects: byParts(fullMonths),
    reference: strict((from: string, to: string) => BigInt(fullMonthsBetween(from, to))),
    vectors: [
      ["months_between_full(date '2025-01-31', date '2025-02-28')", 0],
      ["months_between_full(date '2025-01-15', date '2025-02-15')", 1],
      ["months_between_full(date '2025-02-15', date '2024-02-16')", -11],
      ["months_between_full(date '2024-01-31', date '2025-03-30')", 13],
      ["months_between_full(date '2024-01-31', date '2024-02-01')", 0],
      ["months_between_full(date '2024-01-01', date '2024-01-01')", 0],
      ["months_between_full(null, date '2024-01-01')", null],
    ],
  }),
  scalar({
    id: 'months_between_calendar',
    family: 'date',
    label: { zh: '相差自然月数', en: 'Calendar months between' },
    help: {
      zh: '只看年和月（1 月 31 日到 2 月 1 日为 1）；止日早于起日时为负。',
      en: 'Looks at year and month only (01-31 to 02-01 is 1); negative if `to` is earlier.',
    },
    example: 'months_between_calendar(recv, sentence_end)',
    parameters: [day('from'), day('to')],
    result: 'integer',
    nulls: 'propagate',
    options: { unit: 'month boundaries' },
    sql: null,
    dialects: byParts(({ year, month }) => `((${year('#1')} - ${year('#0')}) * 12 + ${month('#1')} - ${month('#0')})`),
    reference: strict((from: string, to: string) => {
      const [start, end] = [partsOfDay(from), partsOfDay(to)]
      return BigInt((end.year - start.year) * 12 + end.month - start.month)
    }),
    vectors: [
      ["months_between_calendar(date '2024-01-31', date '2024-02-01')", 1],
      ["months_between_calendar(date '2024-01-01', date '2024-01-31')", 0],
      ["months_between_calendar(date '2024-03-01', date '2023-12-31')", -3],
      ["months_between_calendar(date '0001-01-01', date '9999-12-31')", 119987],
      ["months_between_calendar(null, date '2024-01-01')", null],
      ["months_between_calendar(date '2024-01-01', null)", null],
    ],
  }),
  scalar({
    id: 'years_between_full',
    family: 'date',
    label: { zh: '相差整年数（周岁）', en: 'Full years between' },
    help: {
      zh: '只数满的年，生日当天满；2 月 29 日出生的在平年 3 月 1 日满；止日早于起日时为负。',
      en: 'Full years: complete on the same day; from 02-29 in a common year on 03-01; negative if `to` is earlier.',
    },
    example: 'years_between_full(birth_date, act_date)',
    parameters: [day('from'), day('to')],
    result: 'integer',
    nulls: 'propagate',
    sql: null,
    dialects: fullYears,
    reference: strict((from: string, to: string) => BigInt(Math.trunc(fullMonthsBetween(from, to) / 12))),
    vectors: [
      ["years_between_full(date '2006-05-02', date '2024-05-01')", 17],
      ["years_between_full(date '2006-05-01', date '2024-05-01')", 18],
      ["years_between_full(date '2004-02-29', date '2022-02-28')", 17],
      ["years_between_full(date '2004-02-29', date '2022-03-01')", 18],
      ["years_between_full(date '2024-05-01', date '2006-05-02')", -17],
      ["years_between_full(date '2024-01-01', date '2024-12-31')", 0],
      ["years_between_full(null, date '2024-01-01')", null],
    ],
  }),
]
