import { exceedsHours, type HourRule, hourRules, hoursBetween } from '@jianmo/connectors/values'
import type { ColumnType } from '@jianmo/connectors/words'
import { type DayWords, inEveryDialect } from './day-words.ts'
import { type FunctionSpec, type Overload, strict, type TemplateCall } from './function-spec.ts'
import { a, integer, oneOf } from './parameters.ts'

type Precision = 'timestamp' | 'date'
const dayLength = 86_400

/** One overload for every way in which the two moments may be written; a day is any time of it. */
function ofMoments(
  id: string,
  overload: (from: Precision, to: Precision) => Omit<Overload, 'id'>,
): FunctionSpec['overloads'] {
  const named = (from: Precision, to: Precision, suffix: string): Overload => ({
    ...overload(from, to),
    id: id + suffix,
  })
  return [
    named('timestamp', 'timestamp', ''),
    named('date', 'date', '.days'),
    named('date', 'timestamp', '.from-day'),
    named('timestamp', 'date', '.to-day'),
  ]
}

const midnight = (sql: string, type: Precision, { sqlType }: TemplateCall) =>
  type === 'date' ? `CAST(${sql} AS ${sqlType('timestamp')})` : sql

/** Fractions of a second are left out. */
const written = (moment: string) => moment.slice(0, 19)

/** Hours that passed at least or at most, as a float. */
function bounds(bound: 'lower' | 'upper') {
  const open: Precision = 'date'
  return ofMoments(`hours_between_${bound}`, (from, to) => {
    const day = bound === 'lower' ? (from === open ? -dayLength : 0) : to === open ? dayLength : 0
    return {
      parameters: [a(from, 'from'), a(to, 'to')],
      result: 'float',
      sql: null,
      dialects: inEveryDialect((words, call) => {
        const seconds = words.seconds(midnight('#0', from, call), midnight('#1', to, call))
        return `CAST(${seconds} + ${day} AS ${call.sqlType('float')}) / 3600`.replace('+ -', '- ')
      }),
      infix: true,
      reference: strict((start: string, end: string) => hoursBetween(written(start), written(end))[bound]),
    }
  })
}

/** Longer than the years 1 to 9999, so that nothing overflows. */
const mostHours = 100_000_000

function exceedsSql(from: Precision, to: Precision, words: DayWords, call: TemplateCall): string {
  const elapsed = call.literal(3) === 'elapsed'
  const start = from === 'timestamp' && !elapsed ? words.hour('#0') : midnight('#0', from, call)
  const passed = words.seconds(start, midnight('#1', to, call))
  const uncounted = elapsed ? 0 : 3600
  const limit = `least(#2, ${mostHours}) * 3600`
  // The last hour of a day is 23:00–24:00, so a period from some time of a day runs from its end at the latest.
  const latest = from === 'date' ? dayLength : uncounted
  const isExact = to === 'timestamp' && !(elapsed && from === 'date')
  const decided =
    from === 'timestamp' && to === 'timestamp'
      ? `${passed} > ${limit} + ${uncounted}`
      : `CASE WHEN ${passed} + ${to === 'date' ? dayLength : 0} <= ${limit} + ${uncounted} THEN FALSE ` +
        `WHEN ${passed} ${isExact ? '>' : '>='} ${limit} + ${latest} THEN TRUE END`
  return `CASE WHEN #2 >= 0 THEN ${decided} END`
}

const at = (date: string, clock: string) =>
  `make_timestamp(${date.split('-').map(Number).join(', ')}, ${clock.split(':').map(Number).join(', ')}, 0)`

/** Hours between moments that were written to the minute, or only as a day. */
export const hourFunctions: readonly FunctionSpec[] = [
  {
    id: 'hours_between_lower',
    family: 'statutory',
    label: { zh: '至少相差的小时数', en: 'Hours that passed at least' },
    help: {
      zh: '从起到止至少经过的小时数；都有时刻的，即相差的小时数；只有日期的，可能是当日任何时刻（相差一日：0 到 48 小时之间）。止早于起为负。不计秒的小数。',
      en: 'Hours from one moment to another at least; exact for timestamps. A day is any time of it: one day apart is between 0 and 48 hours. Negative if `to` is earlier. Fractions of a second are left out.',
    },
    example: 'hours_between_lower(taken_at, notified_at)',
    nulls: 'propagate',
    overloads: bounds('lower'),
    vectors: [
      [`hours_between_lower(${at('2024-01-01', '10:00')}, ${at('2024-01-02', '10:30')})`, 24.5],
      [`hours_between_lower(${at('2024-01-02', '10:00')}, ${at('2024-01-01', '10:00')})`, -24],
      [
        "hours_between_lower(to_timestamp('1969-12-31 23:59:59.9'), to_timestamp('1970-01-01 01:00:00.1'))",
        3601 / 3600,
      ],
      ["hours_between_lower(date '2024-01-01', date '2024-01-02')", 0],
      ["hours_between_lower(date '2024-01-01', date '2024-01-01')", -24],
      [`hours_between_lower(date '2024-01-01', ${at('2024-01-02', '12:00')})`, 12],
      [`hours_between_lower(${at('2024-01-01', '12:00')}, date '2024-01-02')`, 12],
      ["hours_between_lower(date '0001-01-01', date '9999-12-31')", 87649368],
      ["hours_between_lower(null, date '2024-01-02')", null],
      ["hours_between_lower(date '2024-01-02', null)", null],
    ],
  },
  {
    id: 'hours_between_upper',
    family: 'statutory',
    label: { zh: '至多相差的小时数', en: 'Hours that passed at most' },
    help: {
      zh: '从起到止至多经过的小时数；参见 hours_between_lower。',
      en: 'Hours from one moment to another at most; see hours_between_lower.',
    },
    example: 'hours_between_upper(taken_at, notified_at)',
    nulls: 'propagate',
    overloads: bounds('upper'),
    vectors: [
      [`hours_between_upper(${at('2024-01-01', '10:00')}, ${at('2024-01-02', '10:30')})`, 24.5],
      ["hours_between_upper(date '2024-01-01', date '2024-01-02')", 48],
      ["hours_between_upper(date '2024-01-01', date '2024-01-01')", 24],
      [`hours_between_upper(date '2024-01-01', ${at('2024-01-02', '12:00')})`, 36],
      [`hours_between_upper(${at('2024-01-01', '12:00')}, date '2024-01-02')`, 36],
      ["hours_between_upper(date '9999-12-31', date '0001-01-01')", -87649368],
      ["hours_between_upper(null, date '2024-01-02')", null],
    ],
  },
  {
    id: 'exceeds_hours',
    family: 'statutory',
    label: { zh: '是否超过小时数', en: 'More than some hours passed' },
    help: {
      zh: '是否超过规定的小时数：期间开始的时不算在内，10:20 开始的从 11:00 起算；写 elapsed 时按实际经过计算。只有日期的：24 小时，相差二日必定超过，同日必定未超过，相差一日为空值（无法确定）。小时数为负为空值。',
      en: "Whether more than some hours passed. The hour in which a period begins does not count (10:20 runs from 11:00); with 'elapsed' it does. With days: two days apart exceed 24 hours, the same day does not, one day apart is NULL (cannot be determined). NULL for negative hours.",
    },
    example: 'exceeds_hours(taken_at, notified_at, 24)',
    source: { zh: '刑事诉讼法（2018）第105条', en: 'Criminal Procedure Law (2018) art. 105' },
    options: { default: 'first hour not counted' },
    nulls: 'propagate',
    overloads: ofMoments('exceeds_hours', (from, to) => ({
      parameters: [
        a(from, 'from'),
        a(to, 'to'),
        integer('hours'),
        { ...oneOf('text', 'rule', hourRules), optional: true },
      ],
      result: 'boolean' as ColumnType,
      sql: null,
      dialects: inEveryDialect((words, call) => exceedsSql(from, to, words, call)),
      reference: strict(
        (start: string, end: string, hours: bigint, rule?: HourRule) =>
          exceedsHours(written(start), written(end), Number(hours), rule ? { rule } : {}).value,
      ),
    })),
    vectors: [
      [`exceeds_hours(${at('2024-01-01', '10:20')}, ${at('2024-01-02', '11:00')}, 24)`, false],
      [`exceeds_hours(${at('2024-01-01', '10:20')}, ${at('2024-01-02', '11:01')}, 24)`, true],
      [`exceeds_hours(${at('2024-01-01', '10:20')}, ${at('2024-01-02', '10:21')}, 24, 'elapsed')`, true],
      ["exceeds_hours(date '2024-01-01', date '2024-01-01', 24)", false],
      ["exceeds_hours(date '2024-01-01', date '2024-01-02', 24)", null],
      ["exceeds_hours(date '2024-01-01', date '2024-01-03', 24)", true],
      [`exceeds_hours(date '2024-01-01', ${at('2024-01-03', '00:00')}, 24)`, null],
      [`exceeds_hours(date '2024-01-01', ${at('2024-01-03', '00:01')}, 24)`, true],
      [`exceeds_hours(${at('2024-01-01', '10:20')}, date '2024-01-03', 24)`, true],
      ["exceeds_hours(date '2024-01-01', date '2024-01-03', -1)", null],
      ["exceeds_hours(date '0001-01-01', date '9999-12-31', 999999999999999)", false],
      ["exceeds_hours(null, date '2024-01-03', 24)", null],
      ["exceeds_hours(date '2024-01-01', date '2024-01-03', null)", null],
    ],
  },
]
