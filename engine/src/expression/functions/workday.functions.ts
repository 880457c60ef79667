import { addWorkdays, isWorkday, nextWorkday, workdaysBetween } from '@jianmo/connectors/values'
import type { Datum } from '../datum.ts'
import { inEveryDialect } from './day-words.ts'
import { type FunctionContext, type FunctionSpec, scalar } from './function-spec.ts'
import { a, integer } from './parameters.ts'
import { calendarOf, countedSql, shiftedSql, waitSql, workedSql } from './workday-tables.ts'

const day = (name: string) => a('date', name)
const source = {
  zh: '国务院办公厅节假日安排通知 2007–2026；刑事诉讼法第105条',
  en: 'State Council holiday notices 2007–2026; Criminal Procedure Law art. 105',
}

type Calendar = ReturnType<typeof calendarOf>

/** A reference that is NULL if an argument is, and is told the calendar. */
const withCalendar =
  (compute: (calendar: Calendar, ...args: never[]) => Datum) =>
  (args: readonly Datum[], context: FunctionContext): Datum =>
    args.some((value) => value === null) ? null : compute(calendarOf(context), ...(args as never[]))

/**
 * Working days, by the calendar of the run. Its days are written into the SQL as one long text that answers are cut from, so no
 * table has to exist where it runs. A call is 7 to 50 kB of SQL for 20 years. One row costs 0.03 to 0.4 µs in DuckDB 1.5.6 (one
 * thread, 1 M rows) and 0.3 to 0.6 µs in PostgreSQL; `workdays_between` reads every day on the way: 13 µs for ten years.
 */
export const workdayFunctions: readonly FunctionSpec[] = [
  scalar({
    id: 'is_workday',
    family: 'statutory',
    label: { zh: '是否工作日', en: 'Is a workday' },
    help: {
      zh: '按放假安排：周一至周五且不放假，或调休上班的周末。放假安排未知的年份为空值（无法确定）。',
      en: 'By the notices of holidays: Monday to Friday unless off, or a weekend day that is worked instead. NULL (cannot be determined) in a year whose notice is not known.',
    },
    example: "is_workday(date '2025-01-26')",
    source,
    parameters: [day('date')],
    result: 'boolean',
    nulls: 'propagate',
    cost: 10,
    sql: null,
    dialects: inEveryDialect((words, call) => workedSql('#0', words, call)),
    reference: withCalendar((calendar, date: string) => isWorkday(date, calendar).value),
    vectors: [
      ["is_workday(date '2025-01-26')", true],
      ["is_workday(date '2025-01-28')", false],
      ["is_workday(date '2025-10-12')", false],
      ["is_workday(date '2024-02-09')", true],
      ["is_workday(date '2007-01-01')", false],
      ["is_workday(date '2026-12-31')", true],
      ["is_workday(date '2027-01-01')", null],
      ["is_workday(date '2006-12-31')", null],
      ["is_workday(date '0001-01-01')", null],
      ['is_workday(null)', null],
    ],
  }),
  scalar({
    id: 'next_workday',
    family: 'statutory',
    label: { zh: '顺延至工作日', en: 'Next workday' },
    help: {
      zh: '工作日为当日，否则为其后的第一个工作日；所在年份或途中的放假安排未知为空值。',
      en: 'The day itself if it is worked, else the first worked day after it; NULL if the notice of a year on the way is not known.',
    },
    example: "next_workday(date '2025-10-01')",
    source,
    parameters: [day('date')],
    result: 'date',
    nulls: 'propagate',
    cost: 10,
    sql: null,
    dialects: inEveryDialect((words, call) => words.plus('#0', waitSql('#0', words, call))),
    reference: withCalendar((calendar, date: string) => nextWorkday(date, calendar).value),
    vectors: [
      ["next_workday(date '2025-10-01')", '2025-10-09'],
      ["next_workday(date '2025-07-11')", '2025-07-11'],
      ["next_workday(date '2024-02-10')", '2024-02-18'],
      ["next_workday(date '2022-12-31')", '2023-01-03'],
      ["next_workday(date '2026-12-31')", '2026-12-31'],
      ["next_workday(date '2027-01-01')", null],
      ["next_workday(date '2006-12-31')", null],
      ["next_workday(date '9999-12-31')", null],
      ['next_workday(null)', null],
    ],
  }),
  scalar({
    id: 'add_workdays',
    family: 'statutory',
    label: { zh: '加工作日', en: 'Add workdays' },
    help: {
      zh: '其后第 n 个工作日，当日不计；负数向前；0 为当日；多于 10000 个工作日，或途中有放假安排未知的日子，为空值。',
      en: 'The n-th worked day after a day, which is itself not counted; negative counts backwards, 0 gives the day. NULL beyond 10000, or if the notice of a year on the way is not known.',
    },
    example: 'add_workdays(received_date, 7)',
    source,
    parameters: [day('date'), integer('workdays')],
    result: 'date',
    nulls: 'propagate',
    cost: 20,
    sql: null,
    dialects: inEveryDialect((words, call) => shiftedSql('#0', '#1', words, call)),
    reference: withCalendar(
      (calendar, date: string, count: bigint) => addWorkdays(date, Number(count), calendar).value,
    ),
    vectors: [
      ["add_workdays(date '2025-01-24', 1)", '2025-01-26'],
      ["add_workdays(date '2025-01-27', 4)", '2025-02-08'],
      ["add_workdays(date '2025-02-05', -1)", '2025-01-27'],
      ["add_workdays(date '2025-02-15', 0)", '2025-02-15'],
      ["add_workdays(date '1900-01-01', 0)", '1900-01-01'],
      ["add_workdays(date '2006-12-31', 1)", '2007-01-04'],
      ["add_workdays(date '2006-12-30', 1)", null],
      ["add_workdays(date '2027-01-01', -1)", '2026-12-31'],
      ["add_workdays(date '2027-01-02', -1)", null],
      ["add_workdays(date '2007-01-04', -1)", null],
      ["add_workdays(date '2026-12-30', 1)", '2026-12-31'],
      ["add_workdays(date '2026-12-31', 1)", null],
      ["add_workdays(date '2025-02-15', 10001)", null],
      ["add_workdays(date '2025-02-15', -999999999999999)", null],
      ['add_workdays(null, 1)', null],
      ["add_workdays(date '2025-02-15', null)", null],
    ],
  }),
  scalar({
    id: 'workdays_between',
    family: 'statutory',
    label: { zh: '相差工作日数', en: 'Workdays between' },
    help: {
      zh: '起日之后至止日（含）的工作日数；止日早于起日的为负（不含起日，含止日）；途中有放假安排未知的日子，为空值。',
      en: 'Worked days after `from` up to and including `to`; negative if `to` is earlier (then without `from`, with `to`). NULL if the notice of a year on the way is not known.',
    },
    example: 'workdays_between(received_date, replied_date)',
    source,
    parameters: [day('from'), day('to')],
    result: 'integer',
    nulls: 'propagate',
    cost: 20,
    sql: null,
    dialects: inEveryDialect((words, call) => countedSql('#0', '#1', words, call)),
    reference: withCalendar((calendar, from: string, to: string) => {
      const { value } = workdaysBetween(from, to, calendar)
      return value === null ? null : BigInt(value)
    }),
    vectors: [
      ["workdays_between(date '2025-01-27', date '2025-02-05')", 1],
      ["workdays_between(date '2025-09-30', date '2025-10-13')", 4],
      ["workdays_between(date '2025-02-05', date '2025-01-27')", -1],
      ["workdays_between(date '2025-07-11', date '2025-07-11')", 0],
      ["workdays_between(date '1900-01-01', date '1900-01-01')", 0],
      ["workdays_between(date '2006-12-31', date '2007-01-04')", 1],
      ["workdays_between(date '2027-01-01', date '2026-12-30')", -2],
      ["workdays_between(date '2026-12-30', date '2027-01-01')", null],
      ["workdays_between(date '2006-12-30', date '2007-01-04')", null],
      ["workdays_between(date '2007-01-04', date '2006-12-31')", null],
      ["workdays_between(null, date '2026-12-30')", null],
      ["workdays_between(date '2026-12-30', null)", null],
    ],
  }),
]
