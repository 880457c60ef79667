import { formClass, formsFrom, formsTo, nullTokens } from '@jianmo/connectors/values'
import { quoted, type SqlWords } from './sql-words.ts'

/** Characters of a pattern as escapes, so that nothing unprintable stands in SQL. */
const escaped = (characters: string) =>
  characters.replace(/[^\0-~]/g, (sign) => String.raw`\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** What `compactText` removes, and what of it is not white space. */
export const invisible = String.raw`[\u0009-\u000d\u0020\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]+`
const zeroWidth = String.raw`[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+`
const white = String.raw`[\u0009-\u000d\u0020\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+`

/** A text of these alone is clean already. */
const plain = String.raw`!-~\u4e00-\u9fff`
const rareClass = escaped(formClass.replace(/^.-./u, ''))

/**
 * `foldForms`: full-width signs by arithmetic on code points, or all 843 forms by TRANSLATE (5 kB of SQL) if one of the others is
 * there. DuckDB 1.5.6 builds the table of a TRANSLATE anew for every row: 5 times the cost of the arithmetic for 94 signs.
 */
const foldedSql = (words: SqlWords, text: string): string =>
  `CASE WHEN ${words.matches(text, `[${rareClass}]`)} THEN translate(${text}, ${quoted(formsFrom)}, ${quoted(formsTo)}) ` +
  `WHEN ${words.matches(text, String.raw`[\uff01-\uff5e]`)} THEN ${halfWidth[words.dialect](text)} ELSE ${text} END`

const wide = quoted(formsFrom.slice(0, 94))
const half = quoted(formsTo.slice(0, 94))
const halfWidth = {
  duckdb: (text: string) =>
    `array_to_string(list_transform(string_split(${text}, ''), lambda jm_s: CASE WHEN jm_s BETWEEN '！' AND '～' ` +
    `THEN chr(unicode(jm_s) - 65248) ELSE jm_s END), '')`,
  postgres: (text: string) => `translate(${text}, ${wide}, ${half})`,
}

/** `compactText` of a name. */
export const compactSql = (words: SqlWords, text: string): string =>
  `CASE WHEN ${words.matches(text, `[^${plain}]`)} ` +
  `THEN ${words.replace(foldedSql(words, text), invisible, '')} ELSE ${text} END`

/** `cleanText` of a name. */
export const cleanSql = (words: SqlWords, text: string): string =>
  `CASE WHEN ${words.matches(text, `^[${plain}]+(?: [${plain}]+)*$`)} THEN ${text} ` +
  `ELSE trim(${words.replace(words.replace(foldedSql(words, text), zeroWidth, ''), white, ' ')}) END`

const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(97 + index)).join('')

/** `upperAscii` of a name. */
export const upperSql = (words: SqlWords, text: string): string =>
  `CASE WHEN ${words.matches(text, '[a-z]')} THEN translate(${text}, '${letters}', '${letters.toUpperCase()}') ELSE ${text} END`

const longest = Math.max(...nullTokens.map((token) => token.length))

/** Whether a compact text (a name) is one of the tokens. */
export const isTokenSql = (words: SqlWords, text: string, tokens: readonly string[] = nullTokens): string =>
  `(length(${text}) <= ${longest} AND ${upperSql(words, text)} IN (${tokens.map(quoted).join(', ')}))`

/** A rule over the compact text of the only argument, which is written once. */
export const overCompact = (words: SqlWords, body: (text: string) => string): string =>
  words.let(
    'jm_c',
    words.let('jm_x', '#0', (raw) => compactSql(words, raw)),
    body,
  )

/** The same in capitals. */
export const overCapitals = (words: SqlWords, body: (text: string) => string): string =>
  words.let(
    'jm_u',
    overCompact(words, (compact) => upperSql(words, compact)),
    body,
  )
