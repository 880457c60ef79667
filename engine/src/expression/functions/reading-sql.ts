/** Pieces of DuckDB SQL that several reading functions share. They come from this file only, never from a document. */

/** A SQL text literal of the engine's own constants. */
export const quote = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** White space, byte order marks, zero-width and other invisible characters (RE2), as `compactText` removes them. */
export const invisible = String.raw`[\t-\r \x{a0}\x{ad}\x{1680}\x{180e}\x{2000}-\x{200f}\x{2028}-\x{202f}\x{205f}-\x{2064}\x{3000}\x{feff}]+`

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
