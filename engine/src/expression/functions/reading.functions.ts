import {
  bracketCaseNumber,
  caseNumberBrackets,
  checkCharacter,
  checksumCharacters,
  checksumWeights,
  compactText,
  isNullToken,
  normalisePersonName,
  nullTokens,
  readDate,
} from '@jianmo/connectors/values'
import { type DateFormat, dateFormats } from '@jianmo/connectors/words'
import { daysInMonth } from '../calendar.ts'
import { type Datum, toDecimal } from '../datum.ts'
import { type Implementation, none, strict } from './function-spec.ts'
import { nameSqlOf } from './name-sql.ts'
import { asciiOf, invisible, quote, withoutTokens } from './reading-sql.ts'
import { duckdbWords } from './sql-words.ts'
import { sqlSpaces, trimBoth as trim } from './white-space.ts'
import { readDateSql, readTimestampSql } from './written-dates-sql.ts'

/** Files are read where they were loaded, and databases have types: no other dialect ever reads an agency's raw text. */
const elsewhere = none(
  '文件只在装载它的 DuckDB 里读取',
  'Files are read in the DuckDB that loaded them, nowhere else',
  "read.trim(' x ')",
)
const loaded = { postgres: elsewhere, mysql: elsewhere, trino: elsewhere }

const text = (compute: (value: string) => Datum) => strict(compute)
const trimmed = `trim(#0, ${sqlSpaces})`
const brackets = caseNumberBrackets.from.replace(/[〔〕]/g, '').replace(/[[\]]/g, String.raw`\$&`)
/** Signs of a case number that reading changes, apart from 〔〕: white space, other brackets, full-width forms but （）. */
const unsettled = String.raw`${invisible.slice(1, -2)}${brackets}\x{ff01}-\x{ff07}\x{ff0a}-\x{ff5e}`
const compact = `regexp_replace(${asciiOf('#0')}, ${quote(invisible)}, '', 'g')`

/** `0` may be a code or a number in a text column; ids and names are never zero. */
const textTokens = nullTokens.filter((token) => token !== '0')

const yes = ['true', 't', '1', '是', '有', 'y', 'yes', '√']
const no = ['false', 'f', '0', '否', '无', '没有', 'n', 'no', '×']
const list = (items: readonly string[]) => items.map(quote).join(', ')

const amountPattern = String.raw`^([+-]?\d{1,18}(?:\.\d+)?)万?$`
const amount = `regexp_replace(${asciiOf('#0')}, '[,¥￥元\\s\\x{a0}\\x{3000}]', '', 'g')`

/** Sum of digit × weight of the first 17 digits, by arithmetic on one BIGINT: five times faster than 17 substrings. */
const checksum = checksumWeights
  .map((weight, index) => `${weight} * (#0 // ${'1'.padEnd(17 - index, '0')} % 10)`)
  .join(' + ')
const born = '(#0 // 1000 % 100000000)'
const month = `(${born} // 100 % 100)`
const year = `(${born} // 10000)`

/** The 17 digits that an identity number is checked by. */
const digitsOf = (body: bigint): string => String(body).padStart(17, '0')

const identity: Readonly<Record<string, Implementation>> = {
  'identity.compact': {
    sql: `CASE WHEN regexp_full_match(#0, '[0-9]{17}[0-9X]') THEN #0 ELSE upper(${compact}) END`,
    reference: text((value) => compactText(value).toUpperCase()),
  },
  'identity.clean': {
    sql: `CASE WHEN regexp_full_match(#0, '[0-9]{17}[0-9X]') THEN #0 ELSE ${withoutTokens(
      `regexp_replace(regexp_replace(#0, '^[''’‘\`´"]+', ''), '[''’‘\`´"*]+$', '')`,
      nullTokens,
    )} END`,
    reference: text((value) => {
      const bare = value.replace(/^['’‘`´"]+/u, '').replace(/['’‘`´"*]+$/u, '')
      return isNullToken(bare) ? null : bare
    }),
  },
  'identity.body': {
    sql:
      "TRY_CAST(CASE WHEN regexp_full_match(#0, '[0-9]{17}[0-9X]') THEN left(#0, 17) " +
      "WHEN regexp_full_match(#0, '[0-9]{15}') THEN concat(left(#0, 6), '19', right(#0, 9)) END AS BIGINT)",
    reference: text((value) =>
      /^\d{17}[\dX]$/.test(value)
        ? BigInt(value.slice(0, 17))
        : /^\d{15}$/.test(value)
          ? BigInt(`${value.slice(0, 6)}19${value.slice(6)}`)
          : null,
    ),
  },
  'identity.check': {
    sql: `substring('${checksumCharacters}', (${checksum}) % 11 + 1, 1)`,
    reference: strict((body: bigint) => checkCharacter(digitsOf(body))),
  },
  'identity.is-birthday': {
    sql:
      `${year} BETWEEN 1850 AND 2099 AND ${month} BETWEEN 1 AND 12 AND ${born} % 100 BETWEEN 1 AND ` +
      `CASE WHEN ${month} IN (4, 6, 9, 11) THEN 30 WHEN ${month} <> 2 THEN 31 ` +
      `WHEN ${year} % 4 = 0 AND (${year} % 100 <> 0 OR ${year} % 400 = 0) THEN 29 ELSE 28 END`,
    infix: true,
    reference: strict((number: bigint) => {
      const body = digitsOf(number)
      const [y, m, d] = [Number(body.slice(6, 10)), Number(body.slice(10, 12)), Number(body.slice(12, 14))]
      return y >= 1850 && y <= 2099 && m >= 1 && m <= 12 && d >= 1 && d <= daysInMonth(y, m)
    }),
  },
  'identity.is-scientific': {
    sql: String.raw`regexp_full_match(#0, '[0-9]+(?:\.[0-9]*)?E\+?[0-9]+')`,
    reference: text((value) => /^\d+(?:\.\d*)?E\+?\d+$/.test(value)),
  },
  'identity.ends-in-zeros': { sql: "suffix(#0, '000')", reference: text((value) => value.endsWith('000')) },
  'identity.is-permit': {
    sql: "regexp_matches(#0, '^(?:8[123]|9)')",
    reference: text((value) => /^(?:8[123]|9)/.test(value)),
  },
  'identity.last': { sql: 'right(#0, 1)', reference: text((value) => value.slice(-1)) },
  'identity.join': {
    sql: "concat(lpad(CAST(#0 AS VARCHAR), 17, '0'), #1)",
    reference: strict((body: bigint, check: string) => digitsOf(body) + check),
  },
}

const dates: Readonly<Record<string, Implementation>> = Object.fromEntries(
  dateFormats.flatMap((format: DateFormat) => [
    [`read.date.${format}`, { sql: readDateSql(format), reference: text((value) => readDate(value, format).date) }],
    [
      `read.timestamp.${format}`,
      {
        sql: readTimestampSql(format),
        reference: text((value) => {
          const { date, time } = readDate(value, format)
          return date === null ? null : `${date} ${(time ?? '00:00').slice(0, 5)}:00`
        }),
      },
    ],
  ]),
)

const reading: Readonly<Record<string, Implementation>> = {
  ...identity,
  ...dates,
  'read.trim': { sql: trimmed, reference: text(trim) },
  'read.raw': { sql: "NULLIF(#0, '')", reference: text((value) => (value === '' ? null : value)) },
  'read.text': {
    sql: withoutTokens(trimmed, textTokens),
    reference: text((value) => (textTokens.includes(trim(value).toUpperCase()) ? null : trim(value))),
  },
  'read.person-name': {
    sql: nameSqlOf(duckdbWords, '#0'),
    reference: text((value) => normalisePersonName(value).value),
  },
  'read.case-number': {
    // Plain ones first: 7 signs are longer than every null token, and nothing in them would be changed.
    sql:
      `CASE WHEN regexp_full_match(#0, '[^${unsettled}〔〕]{7,}') THEN #0 ` +
      `WHEN regexp_full_match(#0, '[^${unsettled}]{7,}') THEN replace(replace(#0, '〔', '（'), '〕', '）') ELSE ` +
      withoutTokens(
        `translate(regexp_replace(${asciiOf('#0')}, ${quote(invisible)}, '', 'g'), ${quote(caseNumberBrackets.from)}, ${quote(caseNumberBrackets.to)})`,
        textTokens,
      ) +
      ' END',
    reference: text((value) => {
      const plain = bracketCaseNumber(compactText(value))
      return textTokens.includes(plain.toUpperCase()) ? null : plain
    }),
  },
  'read.integer': {
    sql: `TRY_CAST(regexp_extract(${amount}, '^([+-]?\\d{1,18})(?:\\.0*)?$', 1) AS BIGINT)`,
    reference: text((value) => {
      const found = /^([+-]?\d{1,18})(?:\.0*)?$/.exec(plainAmount(value))
      return found ? BigInt(found[1] ?? 0) : null
    }),
  },
  'read.decimal': {
    sql:
      `CAST(TRY_CAST(regexp_extract(${amount}, ${quote(amountPattern)}, 1) AS DECIMAL(28, 6)) * ` +
      "CASE WHEN contains(#0, '万') THEN 10000 ELSE 1 END AS DECIMAL(28, 6))",
    reference: text((value) => {
      const found = /^([+-]?\d{1,18}(?:\.\d+)?)(万?)$/.exec(plainAmount(value))
      return found ? toDecimal(toDecimal(found[1] ?? 0).times(found[2] ? 10_000 : 1)) : null
    }),
  },
  'read.boolean': {
    sql: `CASE WHEN lower(${trimmed}) IN (${list(yes)}) THEN TRUE WHEN lower(${trimmed}) IN (${list(no)}) THEN FALSE END`,
    reference: text((value) => {
      const word = trim(value).toLowerCase()
      return yes.includes(word) ? true : no.includes(word) ? false : null
    }),
  },
  /** Whether something is written that counts as a value: not empty, no null token. */
  'read.is-written': {
    sql: `${withoutTokens(`regexp_replace(${asciiOf('#0')}, ${quote(invisible)}, '', 'g')`, nullTokens)} IS NOT NULL`,
    infix: true,
    reference: ([value]) => typeof value === 'string' && !isNullToken(value),
  },
  /** The same for a code: `0` is one, and for a yes or no 无 is an answer. */
  'read.is-code-written': writtenUnless(['0']),
  'read.is-answer-written': writtenUnless(['0', '无', '没有']),
  /** A placeholder for "no date", such as 9999-12-31. */
  'read.is-sentinel': {
    sql: String.raw`regexp_matches(#0, '^\s*(?:(?:0000|0001|1753|1899|1900|2099|2999|9999)\D{0,3}(?:0?0|0?1|12|99)\D{0,3}(?:0?0|0?1|3[01]|99)|(?:0?0|0?1|12|3[01]|99)\D{1,3}(?:0?0|0?1|12|3[01]|99)\D{1,3}(?:0000|0001|1753|1899|1900|2099|2999|9999))(?:\D.*)?$')`,
    reference: text((value) => readDate(value).reason === 'sentinel'),
  },
}

/** How the planner reads what agencies wrote. A drawer never writes these; they agree with `@jianmo/connectors/values`. */
export const readingFunctions: Readonly<Record<string, Implementation>> = Object.fromEntries(
  Object.entries(reading).map(([id, implementation]) => [id, { ...implementation, dialects: loaded }]),
)

function writtenUnless(words: readonly string[]): Implementation {
  const tokens = nullTokens.filter((token) => !words.includes(token))
  return {
    sql: `${withoutTokens(`regexp_replace(${asciiOf('#0')}, ${quote(invisible)}, '', 'g')`, tokens)} IS NOT NULL`,
    infix: true,
    reference: ([value]) => typeof value === 'string' && !tokens.includes(compactText(value).toUpperCase()),
  }
}

function plainAmount(value: string): string {
  return value.normalize('NFKC').replace(/[,¥￥元\s\u00a0\u3000]/g, '')
}
