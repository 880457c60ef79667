import { characterReadings, readingsAsSurname } from '@jianmo/connectors/values'
import { overFoldedName } from './name-sql.ts'
import type { SqlWords } from './sql-words.ts'

/** The characters from U+4E00 to U+9FFF, two signs each: the number of the syllable to the base 21. */
const first = 0x4e00
const last = 0x9fff
const digit = (value: number) => String.fromCharCode(65 + value)

interface Tables {
  readonly codes: string
  /** Six signs a syllable, the first one empty: no reading. */
  readonly syllables: string
}

let tables: Tables | undefined
/** Built when first asked for, as the readings are. */
function readingTables(): Tables {
  if (tables) return tables
  const readings = characterReadings()
  const syllables = ['', ...new Set([...readings.values()].sort())]
  const numbers = new Map(syllables.map((syllable, index) => [syllable, index]))
  const codes = Array.from({ length: last - first + 1 }, (_, index) => {
    const number = numbers.get(readings.get(String.fromCodePoint(first + index)) ?? '') ?? 0
    return digit(Math.floor(number / 21)) + digit(number % 21)
  }).join('')
  tables = { codes, syllables: syllables.map((syllable) => syllable.padEnd(6)).join('') }
  return tables
}

const surnamesOf = (length: number) =>
  [...readingsAsSurname()]
    .filter(([name]) => [...name].length === length)
    .map(([name, reading]) => `WHEN '${name}' THEN '${reading}'`)
    .join(' ')

/** `toPinyin` of a name: 61 000 signs of SQL in DuckDB (1.5.6: 18 µs a row), 102 000 in PostgreSQL; 42 000 are the readings. */
export const pinyinSql = (words: SqlWords): string =>
  overFoldedName(words, (name) =>
    words.let('jm_z', surname(name), (read) =>
      words.let(
        'jm_r',
        `CASE WHEN ${read} IS NULL THEN ${name} WHEN strpos(${read}, ' ') > 0 THEN substring(${name}, 3) ELSE substring(${name}, 2) END`,
        (rest) => (words.dialect === 'duckdb' ? duckdb(read, rest) : postgres(read, rest)),
      ),
    ),
  )

const surname = (name: string) =>
  `CASE WHEN strpos(${name}, '·') > 0 THEN NULL ELSE coalesce(CASE substring(${name}, 1, 2) ${surnamesOf(2)} END, ` +
  `CASE substring(${name}, 1, 1) ${surnamesOf(1)} END) END`

const parts = "[A-Za-z]+|[^·''’-]"
const han = (sign: string, point: string) => `${point}(${sign}) BETWEEN ${first} AND ${last}`

function duckdb(read: string, rest: string): string {
  const { codes, syllables } = readingTables()
  // A place in one long text is counted out from its beginning (1.5.6: 27 µs), in one of 82 short ones it takes 0.9 µs.
  const blocks = Array.from({ length: codes.length / 512 }, (_, block) => codes.slice(block * 512, block * 512 + 512))
  const block = `CASE unicode(jm_s) // 256 ${blocks.map((text, index) => `WHEN ${first / 256 + index} THEN '${text}'`).join(' ')} END`
  const code = `substring(${block}, CAST(unicode(jm_s) % 256 * 2 + 1 AS BIGINT), 2)`
  const number = '((ascii(jm_t) - 65) * 21 + ascii(jm_t[2]) - 65)'
  const syllable = `list_transform([${code}], lambda jm_t: rtrim(substring('${syllables}', CAST(${number} * 6 + 1 AS BIGINT), 6)))[1]`
  const one = `CASE WHEN regexp_matches(jm_s, '^[A-Za-z]') THEN lower(jm_s) WHEN ${han('jm_s', 'unicode')} THEN NULLIF(${syllable}, '') END`
  const list = `list_transform(regexp_extract_all(${rest}, '${parts}'), lambda jm_s: ${one})`
  return `list_transform([${list}], lambda jm_l: CASE WHEN list_count(jm_l) = len(jm_l) AND (len(jm_l) > 0 OR ${read} IS NOT NULL) THEN array_to_string(list_concat(CASE WHEN ${read} IS NULL THEN [] ELSE [${read}] END, jm_l), ' ') END)[1]`
}

function postgres(read: string, rest: string): string {
  const { codes, syllables } = readingTables()
  // Bytes are found at once, characters of a text are counted out from its beginning.
  const at = (shift: number) => `get_byte('${codes}'::bytea, (ascii(jm_s) - ${first}) * 2 + ${shift}) - 65`
  const syllable = `rtrim(convert_from(substring('${syllables}'::bytea, ((${at(0)}) * 21 + ${at(1)}) * 6 + 1, 6), 'UTF8'))`
  const one =
    `CASE WHEN jm_s ~ '^[A-Za-z]' THEN translate(jm_s, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') ` +
    `WHEN ${han('jm_s', 'ascii')} THEN NULLIF(${syllable}, '') END`
  return (
    `(SELECT CASE WHEN ${rest} IS NOT NULL AND count(*) = count(jm_y) AND (count(*) > 0 OR ${read} IS NOT NULL) ` +
    `THEN concat_ws(' ', ${read}, string_agg(jm_y, ' ' ORDER BY jm_o)) END ` +
    `FROM (SELECT jm_o, ${one} AS jm_y FROM regexp_matches(${rest}, '${parts}', 'g') WITH ORDINALITY AS jm_a(jm_b, jm_o) ` +
    `CROSS JOIN LATERAL (SELECT jm_b[1] AS jm_s OFFSET 0) AS jm_d) AS jm_e)`
  )
}

/** The first letter of every syllable. */
export const pinyinInitialsSql = (words: SqlWords): string =>
  words.replace(pinyinSql(words), '([a-z])[a-z]* ?', String.raw`\1`)
