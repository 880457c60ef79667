import { lettersFrom, lettersTo, nameDots, nullTokens, variantsFrom, variantsTo } from '@jianmo/connectors/values'
import { compactSql, isTokenSql } from './cleaning-sql.ts'
import { quoted, type SqlWords } from './sql-words.ts'

const hanTokens = nullTokens.filter((token) => /^[\u4e00-\u9fff]{2,4}$/.test(token))

/**
 * `normalisePersonName` of a name of a value. Two to four Han characters first: unless they are a null token, nothing in them
 * would be changed.
 */
export const nameSqlOf = (words: SqlWords, raw: string): string => {
  const aliasNote = String.raw`\((?:化名|自报|自报姓名)\)$`
  const dotted = (compact: string) =>
    words.replace(words.replace(words.replaceFirst(compact, aliasNote, ''), nameDots.source, '·'), '^·+|·+$', '')
  return (
    `CASE WHEN ${words.matches(raw, String.raw`^[\u4e00-\u9fff]{2,4}$`)} AND ${raw} NOT IN (${hanTokens.map(quoted).join(', ')}) ` +
    `THEN ${raw} ELSE ${words.let(
      'jm_c',
      compactSql(words, raw),
      (compact) =>
        `CASE WHEN NOT ${isTokenSql(words, compact)} THEN ${words.let(
          'jm_n',
          dotted(compact),
          (name) => `CASE WHEN NOT ${isTokenSql(words, name)} THEN ${name} END`,
        )} END`,
    )} END`
  )
}

export const nameSql = (words: SqlWords): string => words.let('jm_x', '#0', (raw) => nameSqlOf(words, raw))

/** Code points as a class with ranges. */
function classOf(characters: string): string {
  const points = [...characters].map((sign) => sign.codePointAt(0) ?? 0).sort((left, right) => left - right)
  const ranges: [number, number][] = []
  for (const point of points) {
    const last = ranges.at(-1)
    if (last && point === last[1] + 1) last[1] = point
    else ranges.push([point, point])
  }
  const sign = String.fromCodePoint
  return ranges
    .map(([from, to]) => (from === to ? sign(from) : `${sign(from)}${to > from + 1 ? '-' : ''}${sign(to)}`))
    .join('')
}

const variantClass = classOf(variantsFrom)

/**
 * `foldCharacters` of a name: three tables of the 2 988 variants, 27 kB; 6 µs a row in DuckDB 1.5.6 where a tenth has one. One pass of a pattern finds whether there is any;
 * in DuckDB the few that are there are looked up by place, because TRANSLATE builds its table anew for every row.
 */
const foldedCharactersSql = (words: SqlWords, text: string): string => {
  const [from, to] = [quoted(variantsFrom), quoted(variantsTo)]
  const found = words.matches(text, `[${variantClass}]`)
  if (words.dialect === 'postgres') return `CASE WHEN ${found} THEN translate(${text}, ${from}, ${to}) ELSE ${text} END`
  const place = `strpos(${from}, jm_s)`
  const one = words.let('jm_p', place, (at) => `CASE WHEN ${at} > 0 THEN substring(${to}, ${at}, 1) ELSE jm_s END`)
  return `CASE WHEN ${found} THEN array_to_string(list_transform(string_split(${text}, ''), lambda jm_s: ${one}), '') ELSE ${text} END`
}

const upperLettersSql = (words: SqlWords, text: string): string =>
  `CASE WHEN ${words.matches(text, String.raw`[a-z\u00e0-\u045f]`)} ` +
  `THEN translate(${text}, ${quoted(lettersFrom)}, ${quoted(lettersTo)}) ELSE ${text} END`

/** The name with its characters folded; `body` sees it under a name. */
export const overFoldedName = (words: SqlWords, body: (text: string) => string): string =>
  words.let('jm_m', nameSql(words), (name) => words.let('jm_f', foldedCharactersSql(words, name), body))

/** `personNameKey`. */
export const nameKeySql = (words: SqlWords): string =>
  overFoldedName(words, (folded) =>
    words.let(
      'jm_k',
      upperLettersSql(words, folded),
      (key) => `CASE WHEN NOT ${isTokenSql(words, key)} THEN ${key} END`,
    ),
  )
