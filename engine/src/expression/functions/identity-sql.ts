import { checksumCharacters, checksumWeights, nullTokens } from '@jianmo/connectors/values'
import { daysInMonthSql } from './date-lowerings.ts'
import { type Folding, foldingInto, foldSql } from './folded-text.ts'
import { type Implementation, none, type TemplateCall } from './function-spec.ts'
import { quote } from './reading-sql.ts'
import { type TextWords, textWords } from './text-words.ts'

/** What an id is told by: digits, X, the E of `1.1E+17`, what stands around it, and the null tokens. */
export const idSigns = new RegExp(
  `^[0-9XE.+'’‘\`´"*${[...new Set(nullTokens.join(''))].map((sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`).join('')}]*$`,
  'u',
)
/** What the numbers of other documents are told by; of characters that become several, those in an order that a form has. */
export const documentSigns = /^(?:[A-Z]*|[\u4e00-\u9fff]*)[0-9]*$/u

const foldings = new Map<RegExp, Folding>()
const lowerCase = 'abcdefghijklmnopqrstuvwxyz'

/** `compactText` in upper case, as far as an alphabet goes. Plain ids are left alone, ASCII is folded by a short list. */
function folded(name: string, { fits }: TextWords, alphabet: RegExp): string {
  // Built at the first use: it takes 10 ms.
  const folding = foldings.get(alphabet) ?? foldingInto(alphabet)
  foldings.set(alphabet, folding)
  return (
    `CASE WHEN ${fits(name, '[0-9]{17}[0-9X]')} THEN ${name} ` +
    `WHEN ${fits(name, '[ -~]*')} THEN translate(${name}, '${lowerCase} ', '${lowerCase.toUpperCase()}') ` +
    `ELSE ${foldSql(name, folding)} END`
  )
}

const quotes = `'’‘\`´"`
const bare = (sql: string) =>
  `regexp_replace(regexp_replace(${sql}, ${quote(`^[${quotes}]+`)}, ''), ${quote(`[${quotes}*]+$`)}, '')`

const eighteen = '[0-9]{17}[0-9X]'
const fifteen = '[0-9]{15}'
const tokens = nullTokens.map(quote).join(', ')

/** Sum of digit × weight over the first 17 digits, by arithmetic on one number: five times faster than 17 substrings. */
const checkOf = (number: string, { quotient }: TextWords) => {
  const sum = checksumWeights.map(
    (weight, index) => `${weight} * (${quotient(number, '1'.padEnd(17 - index, '0'))} % 10)`,
  )
  return `substr('${checksumCharacters}', CAST((${sum.join(' + ')}) % 11 AS integer) + 1, 1)`
}

const isBirthday = (number: string, { quotient }: TextWords) => {
  const year = `(${quotient(number, '10000000')} % 10000)`
  const month = `(${quotient(number, '100000')} % 100)`
  const day = `(${quotient(number, '1000')} % 100)`
  return `${year} BETWEEN 1850 AND 2099 AND ${month} BETWEEN 1 AND 12 AND ${day} BETWEEN 1 AND ${daysInMonthSql(year, month)}`
}

/** Cards from whose digits nothing may be derived. */
const isPermit = (id: string) => `(substr(${id}, 1, 2) IN ('81', '82', '83') OR substr(${id}, 1, 1) = '9')`

/** The cleaned text as `id_text` and its 17 digits (if it has them) as `id_digits`, each computed once. */
function readId(sql: string, words: TextWords, more: string, body: (text: string, digits: string) => string): string {
  const { once, fits, number } = words
  const [raw, text, digits] = ['id_raw', 'id_text', 'id_digits']
  const upgraded = `substr(${text}, 1, 6) || '19' || substr(${text}, 7)`
  const taken = `CASE WHEN ${fits(text, eighteen + more)} THEN ${number(`substr(${text}, 1, 17)`)} WHEN ${fits(text, fifteen)} THEN ${number(upgraded)} END`
  return once(raw, sql, once(text, bare(`(${folded(raw, words, idSigns)})`), once(digits, taken, body(text, digits))))
}

/** 18 characters of a usable id, else NULL. */
export const normalisedId = (sql: string, words: TextWords) =>
  readId(
    sql,
    words,
    '',
    (text, digits) =>
      `CASE WHEN length(${text}) = 18 THEN CASE WHEN substr(${text}, 18, 1) = ${checkOf(digits, words)} AND ` +
      `(${isPermit(text)} OR (${isBirthday(digits, words)})) THEN ${text} END ` +
      `WHEN length(${text}) = 15 THEN CASE WHEN ${isBirthday(digits, words)} ` +
      `THEN substr(${text}, 1, 6) || '19' || substr(${text}, 7) || ${checkOf(digits, words)} END END`,
  )

export const idProblem = (sql: string, words: TextWords) =>
  readId(
    sql,
    words,
    '',
    (text, digits) =>
      `CASE WHEN ${text} IS NULL OR ${text} IN (${tokens}) THEN 'missing' ` +
      `WHEN ${words.fits(text, String.raw`[0-9]+(?:\.[0-9]*)?E\+?[0-9]+`)} THEN 'damaged' ` +
      `WHEN ${digits} IS NULL THEN 'bad-length' ` +
      `WHEN length(${text}) = 18 AND substr(${text}, 18, 1) <> ${checkOf(digits, words)} ` +
      `THEN CASE WHEN substr(${text}, 16, 3) = '000' THEN 'damaged' ELSE 'bad-checksum' END ` +
      `WHEN NOT (${isBirthday(digits, words)}) AND NOT (length(${text}) = 18 AND ${isPermit(text)}) THEN 'bad-birth-date' END`,
  )

export const idCheckCharacter = (sql: string, words: TextWords) =>
  readId(sql, words, '?', (_, digits) => checkOf(digits, words))

/** 15 digits with a birthday get `19` and a check character; 18 characters are taken as they are. */
export const idTo18 = (sql: string, words: TextWords) =>
  readId(
    sql,
    words,
    '',
    (text, digits) =>
      `CASE WHEN ${digits} IS NULL THEN NULL WHEN length(${text}) = 18 THEN ${text} WHEN ${isBirthday(digits, words)} ` +
      `THEN substr(${text}, 1, 6) || '19' || substr(${text}, 7) || ${checkOf(digits, words)} END`,
  )

/** Something derived from a usable id of a resident; NULL for permits. */
export const fromId = (sql: string, words: TextWords, derived: (id: string) => string) =>
  words.once(
    'id_value',
    normalisedId(sql, words),
    `CASE WHEN NOT ${isPermit('id_value')} THEN ${derived('id_value')} END`,
  )

/** In the order of `identityDocumentPatterns`. */
const documentForms: readonly (readonly [pattern: string, kind: string])[] = [
  ['[一-鿿]{1,4}字第?[0-9]{4,10}号?', 'military-card'],
  ['[HM][0-9]{8}(?:[0-9]{2})?', 'hk-macao-permit'],
  ['[0-9]{8}(?:[0-9]{2})?', 'taiwan-permit'],
  ['[A-Z]{3}[0-9]{12}', 'foreigner-card'],
  ['[A-Z]{1,2}[0-9]{6,9}', 'passport'],
]

export function idKind(sql: string, words: TextWords): string {
  const forms = documentForms.map(([pattern, kind]) => `WHEN ${words.fits('id_form', pattern)} THEN '${kind}'`)
  const byForm = words.once('id_form', folded('id_written', words, documentSigns), `CASE ${forms.join(' ')} END`)
  const byNumber = words.once(
    'id_value',
    normalisedId('id_written', words),
    `CASE WHEN substr(id_value, 1, 1) = '8' AND ${isPermit('id_value')} THEN 'residence-permit' ` +
      `WHEN substr(id_value, 1, 1) = '9' THEN 'foreigner-card' WHEN id_value IS NOT NULL THEN 'resident-id' ELSE ${byForm} END`,
  )
  return words.once('id_written', sql, byNumber)
}

const shows = (id: string) => `${id}('１１０１０５１９４９１２３１００２ｘ')`

/** A formula for every dialect but MySQL. */
export function readingIds(
  id: string,
  formula: (words: TextWords, call: TemplateCall) => string,
): NonNullable<Implementation['dialects']> {
  return {
    duckdb: (call) => formula(textWords.duckdb, call),
    postgres: (call) => formula(textWords.postgres, call),
    trino: (call) => formula(textWords.trino, call),
    mysql: none(
      'MySQL 和 MariaDB 没有 translate，也没有只算一次的中间值，全角数字读不出来',
      'MySQL and MariaDB have no translate and no value that is computed once: full-width digits would not be read',
      shows(id),
    ),
  }
}
