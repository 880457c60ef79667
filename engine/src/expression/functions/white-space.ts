/** The white space that is trimmed: a fixed set, because engines differ on U+3000 and U+00A0. */
export const whiteSpace = ' \t\n\r\u00a0\u3000\ufeff'

export const trimStart = (value: string) => value.replace(/^[ \t\n\r\u00a0\u3000\ufeff]+/, '')
export const trimEnd = (value: string) => value.replace(/[ \t\n\r\u00a0\u3000\ufeff]+$/, '')
export const trimBoth = (value: string) => trimStart(trimEnd(value))

/** The set as DuckDB and PostgreSQL write it. */
export const sqlSpaces = "concat(' ', chr(9), chr(10), chr(13), chr(160), chr(12288), chr(65279))"

/** The set as a bracket expression of any engine: the characters themselves, since engines escape differently. */
const oneSpace = `[${whiteSpace}]`

type Side = 'both' | 'start' | 'end'
const names = { both: 'trim', start: 'ltrim', end: 'rtrim' }
const patterns = { both: `^${oneSpace}+|${oneSpace}+$`, start: `^${oneSpace}+`, end: `${oneSpace}+$` }

/** SQL that trims, in every dialect. PostgreSQL's `trim(a, b)` is its btrim. */
export function trimSql(side: Side, sql = '#0') {
  const pattern = `regexp_replace(${sql}, '${patterns[side]}', '')`
  const chars = `${side === 'both' ? 'btrim' : names[side]}(${sql}, ${sqlSpaces})`
  return { duckdb: `${names[side]}(${sql}, ${sqlSpaces})`, postgres: chars, mysql: pattern, trino: pattern }
}

/** SQL that turns every run of white space into one space. */
export function collapseSql(sql: string) {
  const plain = `regexp_replace(${sql}, '${oneSpace}+', ' ')`
  const all = `regexp_replace(${sql}, '${oneSpace}+', ' ', 'g')`
  return { duckdb: all, postgres: all, mysql: plain, trino: plain }
}
