import { createReadStream } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { sep } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { parseRows } from '../rows-file/index.ts'
import { keptDatabase, viewOfKept } from './locked-database.ts'
import { quoteName, quoteText } from './quote.ts'

export interface LoadScan {
  readonly folder: string
  readonly file: string
  readonly relation: string
  readonly columns: readonly string[]
  readonly expected: number | null
  /** The database works in memory, and the scan goes to its file. */
  readonly kept: boolean
}

/**
 * Loads an extract file (see `ExtractRequest`) as text columns with `_row BIGINT`. Nothing is sniffed: the columns, the
 * quotes and NULL (unquoted empty) are declared, so a file that does not fit fails instead of being guessed at.
 */
export async function loadScan(connection: DuckDBConnection, scan: LoadScan): Promise<number> {
  const { folder, relation, columns, expected, kept } = scan
  const file = await realpath(scan.file)
  if (!file.startsWith(`${await realpath(folder)}${sep}`)) throw new Error('The extract lies outside the run folder')
  await checkHeader(file, columns)

  const types = columns.map((column) => `, ${quoteText(column)}: 'VARCHAR'`).join('')
  const table = kept ? `${keptDatabase}.${quoteName(relation)}` : quoteName(relation)
  await connection.run(`CREATE TABLE ${table} AS SELECT * FROM read_csv(${quoteText(file)},
    auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', new_line = '\\n', encoding = 'utf-8',
    nullstr = '', allow_quoted_nulls = false, strict_mode = true, null_padding = false, ignore_errors = false,
    max_line_size = 4194304, buffer_size = 16777216, columns = {'_row': 'BIGINT'${types}})`)

  if (kept) await connection.run(viewOfKept(relation))

  const counted = await connection.runAndReadAll(`SELECT count(*), count(_row) FROM ${quoteName(relation)}`)
  const [rows = 0, keys = 0] = (counted.getRowsJson()[0] ?? []).map(Number)
  if (rows !== keys) throw new Error(`${rows - keys} rows of ${relation} have no _row`)
  if (expected !== null && rows !== expected) throw new Error(`${expected} rows were extracted but ${rows} were loaded`)
  return rows
}

/** DuckDB takes columns by place, so the names must be compared first. */
async function checkHeader(file: string, columns: readonly string[]): Promise<void> {
  const wanted = ['_row', ...columns]
  for await (const [header] of parseRows(createReadStream(file, { highWaterMark: 65_536 }))) {
    const found = header ?? []
    if (found.length === wanted.length && wanted.every((name, index) => found[index] === name)) return
    throw new Error(`The extract has the columns ${JSON.stringify(found)}, wanted ${JSON.stringify(wanted)}`)
  }
  throw new Error('The extract has no header')
}
