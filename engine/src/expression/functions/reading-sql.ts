import * as cleaning from './cleaning-sql.ts'
import { quoted as quote } from './sql-words.ts'

/** Pieces of DuckDB SQL that several reading functions share. They come from this file only, never from a document. */

export { quoted as quote } from './sql-words.ts'

/** A pattern of the function table as DuckDB reads it: RE2 has other escapes. */
const re2 = (pattern: string): string =>
  pattern.replace(/\\u([0-9a-f]{4})/g, (_, hex: string) => `\\x{${hex.replace(/^0+/, '')}}`)

/** White space, byte order marks, zero-width and other invisible characters, as `compactText` removes them. */
export const invisible = re2(cleaning.invisible)

const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join('')

/** Full-width forms to ASCII. DuckDB has no NFKC; these 94 characters are what Chinese keyboards and registers write. */
export const asciiOf = (sql: string): string =>
  `CASE WHEN regexp_matches(${sql}, '[\\x{ff01}-\\x{ff5e}]') THEN translate(${sql}, ${quote(range(0xff01, 0xff5e))}, ${quote(range(0x21, 0x7e))}) ELSE ${sql} END`

/** NULL for a null token (upper and lower case alike), else the text: in one pass, without naming the text twice. */
export function withoutTokens(sql: string, tokens: readonly string[]): string {
  const words = tokens.filter((token) => token !== '').map((token) => token.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  return `NULLIF(regexp_replace(${sql}, ${quote(`(?i)^(?:${words.join('|')})$`)}, ''), '')`
}
