import { type Dialect, dialects, type Implementation, type TemplateCall } from './function-spec.ts'

/** How a dialect says what reckoning with days is made of. Every piece names its arguments once. */
export interface DayWords {
  /** Days from one day to another, as an integer. */
  readonly days: (from: string, to: string) => string
  /** The day `days` after a day. */
  readonly plus: (day: string, days: string) => string
  /** The same day `months` later, cut to the end of the month. */
  readonly plusMonths: (day: string, months: string) => string
  readonly monthEnd: (day: string) => string
  readonly year: (day: string) => string
  readonly month: (day: string) => string
  readonly day: (day: string) => string
  /** Seconds from one timestamp to another, fractions of a second left out of both. */
  readonly seconds: (from: string, to: string) => string
  /** The full hour that a timestamp lies in. */
  readonly hour: (timestamp: string) => string
  /** `count` signs of a text of ASCII signs, the first being 1; the text is long and constant, so its end must not be looked for. */
  readonly cut: (ascii: string, at: string, count: string) => string
  /** What `plus` gives beyond 9999-12-31 as NULL. */
  readonly fits: (day: string) => string
}

const plain = {
  year: (day: string) => `year(${day})`,
  month: (day: string) => `month(${day})`,
  day: (day: string) => `day(${day})`,
  cut: (ascii: string, at: string, count: string) => `substr('${ascii}', ${at}, ${count})`,
}

/** NULL from the year 10000 on. */
const until9999 = (plus: DayWords['plus']) => (day: string) => {
  const beyond = plus("DATE '9999-12-31'", '1')
  return `nullif(least(${day}, ${beyond}), ${beyond})`
}

const added: DayWords['plus'] = (day, days) => `(${day} + CAST(${days} AS integer))`
const addedInTrino: DayWords['plus'] = (day, days) => `date_add('day', ${days}, ${day})`
const extracted = (part: string) => (day: string) => `CAST(EXTRACT(${part} FROM ${day}) AS bigint)`

const dayWords: Readonly<Record<Dialect, DayWords>> = {
  duckdb: {
    ...plain,
    days: (from, to) => `(${to} - ${from})`,
    plus: added,
    plusMonths: (day, months) => `CAST(${day} + to_months(CAST(${months} AS integer)) AS date)`,
    monthEnd: (day) => `last_day(${day})`,
    // Counts the borders of seconds between the two.
    seconds: (from, to) => `date_diff('second', ${from}, ${to})`,
    hour: (timestamp) => `date_trunc('hour', ${timestamp})`,
    fits: until9999(added),
  },
  postgres: {
    days: (from, to) => `(${to} - ${from})`,
    plus: added,
    plusMonths: (day, months) => `CAST(${day} + make_interval(months => CAST(${months} AS integer)) AS date)`,
    monthEnd: (day) =>
      `CAST(date_trunc('month', CAST(${day} AS timestamp)) + INTERVAL '1 month' - INTERVAL '1 day' AS date)`,
    year: extracted('YEAR'),
    month: extracted('MONTH'),
    day: extracted('DAY'),
    seconds: (from, to) =>
      `CAST(EXTRACT(EPOCH FROM (date_trunc('second', ${to}) - date_trunc('second', ${from}))) AS bigint)`,
    hour: (timestamp) => `date_trunc('hour', ${timestamp})`,
    // Texts are UTF-8, where the n-th character must be looked for; bytes are found at once.
    cut: (ascii, at, count) =>
      `convert_from(substr(CAST('${ascii}' AS bytea), CAST(${at} AS integer), CAST(${count} AS integer)), 'UTF8')`,
    fits: until9999(added),
  },
  mysql: {
    ...plain,
    days: (from, to) => `datediff(${to}, ${from})`,
    plus: (day, days) => `date_add(${day}, INTERVAL ${days} DAY)`,
    plusMonths: (day, months) => `date_add(${day}, INTERVAL ${months} MONTH)`,
    monthEnd: (day) => `last_day(${day})`,
    seconds: (from, to) => `(to_seconds(${to}) - to_seconds(${from}))`,
    hour: (timestamp) => `date_add(date(${timestamp}), INTERVAL hour(${timestamp}) HOUR)`,
    cut: (ascii, at, count) => `substr(_latin1'${ascii}', ${at}, ${count})`,
    // Dates end with 9999 by themselves.
    fits: (day) => day,
  },
  trino: {
    ...plain,
    days: (from, to) => `date_diff('day', ${from}, ${to})`,
    plus: addedInTrino,
    plusMonths: (day, months) => `date_add('month', ${months}, ${day})`,
    monthEnd: (day) => `last_day_of_month(${day})`,
    seconds: (from, to) => `date_diff('second', date_trunc('second', ${from}), date_trunc('second', ${to}))`,
    hour: (timestamp) => `date_trunc('hour', ${timestamp})`,
    fits: until9999(addedInTrino),
  },
}

/** One formula in the words of every dialect. */
export function inEveryDialect(
  formula: (words: DayWords, call: TemplateCall) => string,
): NonNullable<Implementation['dialects']> {
  return Object.fromEntries(
    dialects.map((dialect) => [dialect, (call: TemplateCall) => formula(dayWords[dialect], call)]),
  )
}
