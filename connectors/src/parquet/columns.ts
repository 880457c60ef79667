import { quoteName, quoteText } from '../transport/duckdb/index.ts'

/** A column as the engine describes it, and the form in which its values are written. */
export interface ParquetColumn {
  readonly name: string
  readonly type: string
  readonly form: 'plain' | 'float' | 'binary' | 'instant' | 'nested'
}

export function columnsOf(
  described: readonly { readonly name: string; readonly type: string }[],
): readonly ParquetColumn[] {
  return described.map(({ name, type }) => ({ name, type, form: formOf(type) }))
}

function formOf(type: string): ParquetColumn['form'] {
  if (/\]$|^(?:STRUCT|MAP|UNION|VARIANT)\b/.test(type)) return 'nested'
  if (type === 'DOUBLE' || type === 'FLOAT') return 'float'
  if (type === 'BLOB' || type === 'BIT') return 'binary'
  return type === 'TIMESTAMP WITH TIME ZONE' ? 'instant' : 'plain'
}

/**
 * The value of a column as text: numbers, decimals, dates and clocks as the engine writes them, every digit of theirs;
 * bytes as hexadecimal; an instant as the clock of China with `+08:00`; lists, structs and maps as JSON, in which decimals
 * are texts, because a JSON number would lose a trailing zero.
 */
const written = {
  plain: (place) => `${place}::VARCHAR`,
  float: (place) => `${place}::VARCHAR`,
  binary: (place, type) => (type === 'BIT' ? `${place}::VARCHAR` : `hex(${place})`),
  instant: (place) =>
    `CASE WHEN isfinite(${place}) THEN make_timestamp(epoch_us(${place}) + 28800000000)::VARCHAR || '+08:00' ELSE ${place}::VARCHAR END`,
  nested: (place, type) => `to_json(${place}::${exactInJson(type)})::VARCHAR`,
} as const satisfies Record<ParquetColumn['form'], (place: string, type: string) => string>

/** Decimals and very long integers become texts inside a nested type; names in quotes are left alone. */
function exactInJson(type: string): string {
  return type.replace(/"(?:[^"]|"")*"|\b(?:DECIMAL\(\d+,\s*\d+\)|U?HUGEINT)/g, (part) =>
    part.startsWith('"') ? part : 'VARCHAR',
  )
}

/** Has the engine write all rows as CSV: `_row` from 1, NULL as unquoted nothing, every text in quotes. */
export function copyStatement(file: {
  readonly original: string
  readonly rows: string
  readonly columns: readonly ParquetColumn[]
}): string {
  const { original, rows, columns } = file
  const key = numberName(columns)
  const values = columns.map(({ name, type, form }, index) => `${written[form](quoteName(name), type)} AS c${index}`)
  const source = `read_parquet(${quoteText(original)}, file_row_number = true)`
  const renamed = key === 'file_row_number' ? '' : `, row_number() OVER () - 1 AS ${key}`
  const from = key === 'file_row_number' ? source : `(SELECT *${renamed} FROM read_parquet(${quoteText(original)}))`
  const quoted = columns.map((_, index) => `c${index}`).join(', ')
  return `COPY (SELECT ${key} + 1 AS _row, ${values.join(', ')} FROM ${from} ORDER BY ${key}) TO ${quoteText(rows)}
    (FORMAT csv, HEADER false, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', FORCE_QUOTE (${quoted}))`
}

/** The engine numbers the rows itself, unless the file has a column of that name. */
function numberName(columns: readonly ParquetColumn[]): string {
  const taken = columns.some(({ name }) => name.toLowerCase() === 'file_row_number')
  return taken ? 'row_of_the_file' : 'file_row_number'
}
