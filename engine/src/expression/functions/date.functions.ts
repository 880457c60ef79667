import { addDays, dayNumber, fullMonthsBetween, partsOfDay, periodDeadline } from '../calendar.ts'
import { type FunctionSpec, strict } from './function-spec.ts'

const date = (name: string) => ({ name, type: 'date' }) as const
const integer = (name: string) => ({ name, type: 'integer' }) as const

/** Counts beyond these are mistakes; they give NULL, because an engine would fail on them. */
const maximumDays = 3_660_000
const maximumMonths = 120_000

const monthsForward = (from: string, to: string) =>
  `(year(${to}) - year(${from})) * 12 + month(${to}) - month(${from}) - CASE WHEN day(${to}) < day(${from}) THEN 1 ELSE 0 END`

export const dateFunctions: readonly FunctionSpec[] = [
  {
    id: 'add_days',
    label: { zh: '加天数', en: 'Add days' },
    help: {
      zh: '期间的最后一日：开始当日不计，从次日起算（刑诉法第 105 条）。天数可以为负。',
      en: 'The last day of a period of days: the first day is not counted (CPL art. 105). Days may be negative.',
    },
    example: "add_days(date '2025-01-31', 30)",
    parameters: [date('date'), integer('days')],
    result: 'date',
    nulls: 'propagate',
    duckdb: `CASE WHEN #1 BETWEEN -${maximumDays} AND ${maximumDays} THEN #0 + TRY_CAST(#1 AS INTEGER) END`,
    reference: strict((day: string, days: number) => (Math.abs(days) <= maximumDays ? addDays(day, days) : null)),
  },
  {
    id: 'period_deadline',
    label: { zh: '以月计算的期间届满日', en: 'End of a period of months' },
    help: {
      zh: '目标月的同一日；开始日是当月最后一日，或目标月没有同一日的，为目标月最后一日（刑诉法解释第 202 条第 2 款第 1 项）。',
      en: 'Same day of the target month; if the start is the last day of its month, or there is no such day, the last day (SPC CPL Interp. art. 202(2)(1)).',
    },
    example: "period_deadline(date '2025-01-31', 1)",
    parameters: [date('date'), integer('months')],
    result: 'date',
    nulls: 'propagate',
    duckdb:
      `CAST(CASE WHEN #1 NOT BETWEEN -${maximumMonths} AND ${maximumMonths} THEN NULL ` +
      'WHEN #0 = last_day(#0) THEN last_day(#0 + to_months(TRY_CAST(#1 AS INTEGER))) ' +
      'ELSE #0 + to_months(TRY_CAST(#1 AS INTEGER)) END AS DATE)',
    reference: strict((day: string, months: number) =>
      Math.abs(months) <= maximumMonths ? periodDeadline(day, months) : null,
    ),
  },
  {
    id: 'days_between',
    label: { zh: '相差天数', en: 'Days between' },
    help: { zh: '止日减起日；止日早于起日时为负。', en: 'To minus from; negative if `to` is earlier.' },
    example: 'days_between(effective_date, sent_date)',
    parameters: [date('from'), date('to')],
    result: 'integer',
    nulls: 'propagate',
    duckdb: "date_diff('day', #0, #1)",
    reference: strict((from: string, to: string) => dayNumber(to) - dayNumber(from)),
  },
  {
    id: 'months_between_full',
    label: { zh: '相差整月数', en: 'Full months between' },
    help: { zh: '只数满的月；止日早于起日时为负。', en: 'Counts full months only; negative if `to` is earlier.' },
    example: 'months_between_full(recv, sentence_end)',
    parameters: [date('from'), date('to')],
    result: 'integer',
    nulls: 'propagate',
    duckdb: `CASE WHEN #1 >= #0 THEN ${monthsForward('#0', '#1')} ELSE 0 - (${monthsForward('#1', '#0')}) END`,
    reference: strict((from: string, to: string) => fullMonthsBetween(from, to)),
  },
  {
    id: 'year',
    label: { zh: '年份', en: 'Year' },
    help: { zh: '日期的年份。', en: 'The year of a day.' },
    example: 'year(effective_date)',
    parameters: [date('date')],
    result: 'integer',
    nulls: 'propagate',
    duckdb: 'year(#0)',
    reference: strict((day: string) => partsOfDay(day).year),
  },
  {
    id: 'date_of',
    label: { zh: '取日期', en: 'Day of a timestamp' },
    help: { zh: '去掉时刻，只留日期。', en: 'The day without its clock.' },
    example: 'date_of(started_at)',
    parameters: [{ name: 'timestamp', type: 'timestamp' }],
    result: 'date',
    nulls: 'propagate',
    duckdb: 'CAST(#0 AS DATE)',
    reference: strict((moment: string) => moment.slice(0, 10)),
  },
]
