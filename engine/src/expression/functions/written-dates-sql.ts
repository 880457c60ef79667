import { sentinelDates } from '@jianmo/connectors/values'
import type { DateFormat } from '@jianmo/connectors/words'
import { cleanSql } from './cleaning-sql.ts'
import { daysInMonthSql } from './date-lowerings.ts'
import { duckdbWords, type SqlWords } from './sql-words.ts'

const hour = '(?:[01]?[0-9]|2[0-3])'
const sixty = '[0-5]?[0-9]'
/** The clock after a day as `values/dates` accepts it; `group` says what to keep of it. */
const clock = (open: string) =>
  `(?:[ T]?${open}${hour})(?::|时|点)${open}${sixty})?(?:(?::|分)${open}${sixty})?(?:[.][0-9]+)?秒?)?(?: ?[+]08(?::?00)?)?)?`
const year = '((?:1[89]|2[01])[0-9]{2})'
const two = '([0-9]{1,2})'
const shortClock = (open: string) => `(?: ?${open}(?:[01][0-9]|2[0-3])):?${open}[0-5][0-9])(?::?${open}[0-5][0-9]))?)?`

type Form = readonly [day: string, clock: (open: string) => string, rewrite: string]
const separated: Form = [
  `${year}(?:-${two}-${two}|[.]${two}[.]${two}|/${two}/${two}| ?年 ?${two} ?月 ?${two} ?[日号])`,
  clock,
  String.raw`\1-\2\4\6\8-\3\5\7\9`,
]
const compact: Form = [`${year}([0-9]{2})([0-9]{2})`, shortClock, String.raw`\1-\2-\3`]
const one = (day: string, rewrite = String.raw`\1-\2-\3`): Form => [day, clock, rewrite]

const forms: Readonly<Record<Exclude<DateFormat, 'excel-serial'>, readonly Form[]>> = {
  auto: [separated, compact],
  iso: [one(`${year}-${two}-${two}`)],
  yyyymmdd: [compact],
  'yyyy.m.d': [one(`${year}[.]${two}[.]${two}`)],
  'yyyy/m/d': [one(`${year}/${two}/${two}`)],
  yyyy年m月d日: [one(`${year} ?年 ?${two} ?月 ?${two} ?[日号]`)],
  'd/m/yyyy': [one(`${two}[/.-]${two}[/.-]${year}`, String.raw`\3-\2-\1`)],
  'm/d/yyyy': [one(`${two}[/.-]${two}[/.-]${year}`, String.raw`\3-\1-\2`)],
}

const sentinels = sentinelDates
  .filter((date) => /^(?:1[89]|2[01])\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(date))
  .map((date) => `DATE '${date}'`)
  .join(', ')

/** `y-m-d` as a date; NULL if there is no such day. */
function dayOf(words: SqlWords, text: string): string {
  if (words.dialect === 'duckdb') return `TRY_CAST(${text} AS DATE)`
  const piece = (index: number) => `CAST(split_part(${text}, '-', ${index}) AS integer)`
  const parts = { jm_1: piece(1), jm_2: piece(2), jm_3: piece(3) }
  const made = `CASE WHEN jm_2 BETWEEN 1 AND 12 AND jm_3 BETWEEN 1 AND ${daysInMonthSql('jm_1', 'jm_2')} THEN make_date(jm_1, jm_2, jm_3) END`
  return Object.entries(parts).reduceRight((body, [name, sql]) => words.let(name, sql, () => body), made)
}

/** A serial (1900 system) as a date, its fraction rounded to seconds; the days 60 and 61 have the invented 1900-02-29 between them. */
function serialOf(words: SqlWords, text: string, whole: string, least: number, most: number): string {
  const value = `CAST(${text} AS double precision)`
  const made = words.let('jm_n', value, (serial) =>
    words.let('jm_i', `CAST(floor(${serial}) AS integer)`, (days) => {
      const rolled = `CASE WHEN floor((${serial} - ${days}) * 86400 + 0.5) >= 86400 THEN 1 ELSE 0 END`
      return `CASE WHEN ${serial} BETWEEN ${least} AND ${most} AND ${days} <> 60 THEN DATE '1899-12-30' + ${days} + CASE WHEN ${days} < 60 THEN 1 ELSE 0 END + ${rolled} END`
    }),
  )
  return `CASE WHEN ${words.matches(text, `^${whole}(?:[.][0-9]+)?$`)} THEN ${made} END`
}

function readDay(words: SqlWords, text: string, format: DateFormat): string {
  if (format === 'excel-serial') return serialOf(words, text, '0*[0-9]{1,6}', 0, 109_571)
  const written = forms[format].reduce(
    (sql, [day, after, to]) => words.replaceFirst(sql, `^${day}${after('(?:')}$`, `=${to}`),
    text,
  )
  const day = words.let(
    'jm_w',
    written,
    (found) => `CASE WHEN left(${found}, 1) = '=' THEN ${dayOf(words, `substring(${found}, 2)`)} END`,
  )
  return format === 'auto' ? `coalesce(${day}, ${serialOf(words, text, '[0-9]{5}', 10_959, 73_050)})` : day
}

/** As most registers write a day: nothing needs cleaning, and DuckDB 1.5.6 reads it in a third of the time. */
const isPlainDay = (text: string) => duckdbWords.matches(text, `^(?:1[89]|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}$`)

const withoutSentinels = (words: SqlWords, day: string) =>
  words.let('jm_v', day, (found) => `CASE WHEN ${found} NOT IN (${sentinels}) THEN ${found} END`)

const overClean = (words: SqlWords, body: (text: string) => string) =>
  words.let(
    'jm_l',
    words.let('jm_x', '#0', (raw) => words.replaceFirst(cleanSql(words, raw), "^'", '')),
    body,
  )

/** `parseDate`: `readDate(text, format).date`; 0.8 µs a row in DuckDB 1.5.6. */
export const writtenDateSql = (words: SqlWords, format: DateFormat): string =>
  overClean(words, (text) => withoutSentinels(words, readDay(words, text, format)))

/** The same of a column of a file in DuckDB: the name of a column may stand as often as it likes. */
export function readDateSql(format: DateFormat): string {
  const any = writtenDateSql(duckdbWords, format)
  return format === 'auto'
    ? `CASE WHEN ${isPlainDay('#0')} THEN ${withoutSentinels(duckdbWords, 'TRY_CAST(#0 AS DATE)')} ELSE ${any} END`
    : any
}

/** The same with the wall clock to the minute; a day alone is its midnight. */
export function readTimestampSql(format: DateFormat): string {
  const part = (text: string, pattern: string) =>
    `coalesce(TRY_CAST(regexp_extract(${text}, '${pattern}', 1) AS INTEGER), 0)`
  return overClean(duckdbWords, (text) => {
    const day = withoutSentinels(duckdbWords, readDay(duckdbWords, text, format))
    const [hours, minutes] = [part(text, '([0-9]{1,2})(?::|时|点)'), part(text, '(?::|时|点)([0-9]{1,2})')]
    return `CAST(${day} AS TIMESTAMP) + to_hours(${hours}) + to_minutes(${minutes})`
  })
}

/** `readDate(text).precision`. */
export const datePrecisionSql = (words: SqlWords): string =>
  overClean(words, (text) => {
    const kept = (form: Form) => {
      const [day, after] = form
      return words.replaceFirst(text, `^${day.replace(/\((?!\?)/g, '(?:')}${after('(')}$`, String.raw`=\1\2\3`)
    }
    const seconds = `floor((CAST(${text} AS double precision) - floor(CAST(${text} AS double precision))) * 86400 + 0.5)`
    const isMinute =
      `CASE WHEN ${words.matches(text, '^[0-9]{5}(?:[.][0-9]+)?$')} THEN ${seconds} NOT IN (0, 86400) ` +
      `WHEN ${words.matches(text, '^[0-9]{8} ?[0-9:]*$')} THEN ${words.matches(kept(compact), '^=[0-9]*[1-9]')} ` +
      `ELSE ${words.matches(kept(separated), '^=[0-9]*[1-9]')} END`
    return words.let(
      'jm_v',
      readDay(words, text, 'auto'),
      (day) => `CASE WHEN ${day} NOT IN (${sentinels}) THEN CASE WHEN ${isMinute} THEN 'minute' ELSE 'day' END END`,
    )
  })
