import type { Implementation, Lowering, Template } from './function-spec.ts'

/** First and last day that a date may be: what every engine can hold and write in ten signs. */
export const firstDay = '0001-01-01'
export const lastDay = '9999-12-31'

/** A part of a date or timestamp as an integer; `mysql` is an expression of its own. */
export const part = (duckdb: string, postgres: string, mysql: string, trino: string) => ({
  duckdb: `${duckdb}(#0)`,
  postgres: `CAST(EXTRACT(${postgres} FROM #0) AS bigint)`,
  mysql,
  trino: `${trino}(#0)`,
})

const years = {
  duckdb: {
    year: (sql: string) => `year(${sql})`,
    month: (sql: string) => `month(${sql})`,
    day: (sql: string) => `day(${sql})`,
  },
  postgres: {
    year: (sql: string) => `CAST(EXTRACT(YEAR FROM ${sql}) AS bigint)`,
    month: (sql: string) => `CAST(EXTRACT(MONTH FROM ${sql}) AS bigint)`,
    day: (sql: string) => `CAST(EXTRACT(DAY FROM ${sql}) AS bigint)`,
  },
}
type Parts = (typeof years)['duckdb']

/** The same formula over year, month and day of every dialect. */
export function byParts(formula: (parts: Parts) => string): {
  readonly duckdb: string
  readonly postgres: string
  readonly mysql: string
  readonly trino: string
} {
  const plain = formula(years.duckdb)
  return { duckdb: plain, postgres: formula(years.postgres), mysql: plain, trino: plain }
}

/** Months since the year 0: `year · 12 + month − 1`. */
const monthIndex = ({ year, month }: Parts, sql: string) => `(${year(sql)} * 12 + ${month(sql)} - 1)`

/** Shifts a date by whole months (`n` months), the day cut to the end of the month, within the years 1 to 9999. */
export function shiftMonths(n: string, within: (parts: Parts) => string): NonNullable<Implementation['dialects']> {
  const { duckdb, postgres, mysql } = byParts(within)
  return {
    duckdb: `CASE WHEN ${duckdb} THEN CAST(#0 + to_months(CAST(${n} AS integer)) AS date) END`,
    postgres: `CASE WHEN ${postgres} THEN CAST(#0 + make_interval(months => CAST(${n} AS integer)) AS date) END`,
    mysql: `CASE WHEN ${mysql} THEN date_add(#0, INTERVAL ${n} MONTH) END`,
    trino: `CASE WHEN ${mysql} THEN date_add('month', ${n}, #0) END`,
  }
}

export const monthsInRange = (parts: Parts) =>
  `#1 BETWEEN 12 - ${monthIndex(parts, '#0')} AND 119999 - ${monthIndex(parts, '#0')}`

/** Whole months from `from` to a later `to`. */
const monthsForward = ({ year, month, day }: Parts, from: string, to: string) =>
  `(${year(to)} - ${year(from)}) * 12 + ${month(to)} - ${month(from)} - CASE WHEN ${day(to)} < ${day(from)} THEN 1 ELSE 0 END`

export const fullMonths = (parts: Parts) =>
  `CASE WHEN #1 >= #0 THEN ${monthsForward(parts, '#0', '#1')} ELSE 0 - (${monthsForward(parts, '#1', '#0')}) END`

/** Days of the month `month` of `year`. */
export const daysInMonthSql = (year: string, month: string) =>
  `CASE WHEN ${month} IN (4, 6, 9, 11) THEN 30 WHEN ${month} <> 2 THEN 31 ` +
  `WHEN ${year} % 4 = 0 AND (${year} % 100 <> 0 OR ${year} % 400 = 0) THEN 29 WHEN ${month} = 2 THEN 28 END`

const ymd =
  "lpad(CAST(#0 AS #text), 4, '0'), '-', lpad(CAST(#1 AS #text), 2, '0'), '-', lpad(CAST(#2 AS #text), 2, '0')"
const isDate = '#0 BETWEEN 1 AND 9999 AND #1 BETWEEN 1 AND 12 AND #2 BETWEEN 1 AND ' + daysInMonthSql('#0', '#1')
const isClock = ' AND #3 BETWEEN 0 AND 23 AND #4 BETWEEN 0 AND 59 AND #5 BETWEEN 0 AND 59'
const hms =
  ", ' ', lpad(CAST(#3 AS #text), 2, '0'), ':', lpad(CAST(#4 AS #text), 2, '0'), ':', lpad(CAST(#5 AS #text), 2, '0')"

const built = (condition: string, parts: string, type: string, text: string): Template =>
  `CASE WHEN ${condition} THEN CAST(concat(${parts.replaceAll('#text', text)}) AS ${type}) END`
export const madeDate = {
  duckdb: built(isDate, ymd, 'date', 'varchar'),
  postgres: built(isDate, ymd, 'date', 'text'),
  mysql: built(isDate, ymd, 'date', 'char'),
  trino: built(isDate, ymd, 'date', 'varchar'),
}
export const madeTimestamp = {
  duckdb: built(isDate + isClock, ymd + hms, 'timestamp', 'varchar'),
  postgres: built(isDate + isClock, ymd + hms, 'timestamp', 'text'),
  mysql: built(isDate + isClock, ymd + hms, 'datetime(6)', 'char'),
  trino: built(isDate + isClock, ymd + hms, 'timestamp(6)', 'varchar'),
}

export type Lowerings = { readonly [D in 'duckdb' | 'postgres' | 'mysql' | 'trino']: Template | Lowering }
