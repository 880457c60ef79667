import { sentinelDates } from '@jianmo/connectors/values'
import type { DateFormat } from '@jianmo/connectors/words'
import { white, zeroWidth } from './cleaning-sql.ts'
import { asciiOf, quote, re2 } from './reading-sql.ts'

/** The clock after a day, as `values/dates` accepts it, without groups. */
const clock = String.raw`(?:[ T]?(?:[01]?\d|2[0-3])(?::|时|点)(?:[0-5]?\d)?(?:(?::|分)(?:[0-5]?\d)?(?:\.\d+)?秒?)?(?: ?\+08(?::?00)?)?)?`
const year = String.raw`((?:1[89]|2[01])\d{2})`
const two = String.raw`(\d{1,2})`

/** Pattern and rewrite to `y-m-d` per form (RE2 has nine groups). */
const forms: Readonly<Record<Exclude<DateFormat, 'excel-serial' | 'auto'>, readonly [string, string]>> = {
  iso: [`^${year}-${two}-${two}${clock}$`, String.raw`\1-\2-\3`],
  yyyymmdd: [String.raw`^${year}(\d{2})(\d{2})(?: ?(?:[01]\d|2[0-3]):?[0-5]\d(?::?[0-5]\d)?)?$`, String.raw`\1-\2-\3`],
  'yyyy.m.d': [String.raw`^${year}\.${two}\.${two}${clock}$`, String.raw`\1-\2-\3`],
  'yyyy/m/d': [`^${year}/${two}/${two}${clock}$`, String.raw`\1-\2-\3`],
  yyyy年m月d日: [`^${year} ?年 ?${two} ?月 ?${two} ?[日号]${clock}$`, String.raw`\1-\2-\3`],
  'd/m/yyyy': [`^${two}[/.-]${two}[/.-]${year}${clock}$`, String.raw`\3-\2-\1`],
  'm/d/yyyy': [`^${two}[/.-]${two}[/.-]${year}${clock}$`, String.raw`\3-\1-\2`],
}

const separated = [
  String.raw`^${year}(?:-${two}-${two}|\.${two}\.${two}|/${two}/${two}| ?年 ?${two} ?月 ?${two} ?[日号])${clock}$`,
  String.raw`\1-\2\4\6\8-\3\5\7\9`,
] as const

/** Written with plain signs only, so that cleaning would change nothing (RE2). */
const plain = `[!-&(-~年月日号时分秒点]+(?: [!-&(-~年月日号时分秒点]+)*`

/** NFKC for digits, no invisible characters, single spaces, no leading apostrophe. */
const cleaned =
  `regexp_replace(trim(regexp_replace(regexp_replace(${asciiOf('#0')}, ` +
  `${quote(re2(zeroWidth))}, '', 'g'), ${quote(re2(white))}, ' ', 'g')), '^''', '')`

const rewrite = (sql: string, [pattern, to]: readonly [string, string]) =>
  `regexp_replace(${sql}, ${quote(pattern)}, ${quote(`=${to}`)})`
/** Only what a rewrite marked with `=` is a day: whatever fits no form stays as it is and becomes NULL. */
const day = (sql: string) => String.raw`TRY_CAST(regexp_extract(${sql}, '^=(\d{4}-\d{1,2}-\d{1,2})$', 1) AS DATE)`
const serialOf = (digits: string, sql = cleaned) =>
  String.raw`TRY_CAST(regexp_extract(${sql}, '^(${digits})(?:\.\d+)?$', 1) AS INTEGER)`

/** Days that mean "no date" and lie within the years that are read at all. */
const sentinels = sentinelDates.filter((date) =>
  /^(?:1[89]|2[01])\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(date),
)
const withoutSentinels = (sql: string) => sentinels.reduce((inner, date) => `NULLIF(${inner}, DATE '${date}')`, sql)

/** SQL of a date in a format; impossible days, placeholders and other forms are NULL. */
export function dateSql(format: DateFormat): string {
  if (format === 'excel-serial') {
    const serial = serialOf(String.raw`0*\d{1,6}`)
    return withoutSentinels(
      `CASE WHEN ${serial} BETWEEN 0 AND 109571 AND ${serial} <> 60 THEN DATE '1899-12-30' + ${serial} + ` +
        `CASE WHEN ${serial} < 60 THEN 1 ELSE 0 END END`,
    )
  }
  if (format !== 'auto') return withoutSentinels(day(rewrite(cleaned, forms[format])))
  const read = (sql: string) => {
    const serial = serialOf(String.raw`\d{5}`, sql)
    const written = day(rewrite(rewrite(sql, separated), forms.yyyymmdd))
    return `coalesce(${written}, CASE WHEN ${serial} BETWEEN 10959 AND 73050 THEN DATE '1899-12-30' + ${serial} END)`
  }
  // Nearly every value is plain ISO or at least plainly written: cleaning costs four times as much as reading.
  return withoutSentinels(
    `CASE WHEN regexp_full_match(#0, '(?:1[89]|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}') THEN TRY_CAST(#0 AS DATE) ` +
      `WHEN #0 = '' OR regexp_full_match(#0, ${quote(plain)}) THEN ${read('#0')} ELSE ${read(cleaned)} END`,
  )
}

/** The same with the wall clock to the minute; a day alone is its midnight. */
export function timestampSql(format: DateFormat): string {
  const hour = String.raw`TRY_CAST(regexp_extract(${cleaned}, '(\d{1,2})(?::|时|点)', 1) AS INTEGER)`
  const minute = String.raw`TRY_CAST(regexp_extract(${cleaned}, '(?::|时|点)(\d{1,2})', 1) AS INTEGER)`
  return `CAST(${dateSql(format)} AS TIMESTAMP) + to_hours(coalesce(${hour}, 0)) + to_minutes(coalesce(${minute}, 0))`
}
