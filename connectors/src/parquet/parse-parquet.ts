import { copyFileSync, linkSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { connectorError } from '../errors.ts'
import { isSuspectId, toColumnNames } from '../landing/column-names.ts'
import { withoutExponent } from '../landing/number-text.ts'
import { type ParseOrder, tableNameOf } from '../landing/parser.ts'
import { importWarnings, mostColumns, unwritable } from '../landing/reasons.ts'
import { openTableWriter, type ParsedTable, type TableWriter } from '../landing/table-writer.ts'
import { openDuckdbChild, quoteText } from '../transport/duckdb/index.ts'
import { readRows } from '../transport/rows-file/index.ts'
import { checkBeginning, toRefusal } from './check-file.ts'
import { columnsOf, copyStatement, type ParquetColumn } from './columns.ts'

const mostRows = 50_000_000

/**
 * Reads a Parquet file into one batch folder. `_row` is the row of the file, from 1. The locked engine opens the file in a
 * folder of its own and writes every column as text (see `columns.ts`); its rows then pass the same checks as any other.
 */
export async function parseParquet(order: ParseOrder): Promise<readonly ParsedTable[]> {
  const { path, fileName, folder } = order
  checkBeginning(path, fileName)
  const engine = join(folder, '.engine')
  mkdirSync(engine, { mode: 0o700 })
  try {
    const original = join(engine, 'original.parquet')
    bring(path, original)
    const rows = join(engine, 'rows.csv')
    const { columns, counted } = await writeText({ folder: engine, original, rows, fileName })
    return [await toBatch(order, { rows, columns, counted })]
  } finally {
    rmSync(engine, { recursive: true, force: true })
  }
}

/** The engine sees its folder only, so the file must be in it; a second name costs nothing where the disk is the same. */
function bring(path: string, target: string): void {
  try {
    linkSync(path, target)
  } catch {
    copyFileSync(path, target)
  }
}

interface EngineTask {
  readonly folder: string
  readonly original: string
  readonly rows: string
  readonly fileName: string
}

/** Lets the engine write the rows; `counted` is what the file says of itself. */
async function writeText(task: EngineTask): Promise<{ columns: readonly ParquetColumn[]; counted: number }> {
  const { folder, original, rows, fileName } = task
  await using child = await openDuckdbChild({ folder, databaseFile: 'x.duckdb', memoryLimit: '400MB', threads: 1 })
  try {
    const file = quoteText(original)
    const [metadata] = (await child.query(`SELECT num_rows FROM parquet_file_metadata(${file})`)).rows
    const counted = Number(metadata?.[0] ?? 0)
    if (counted > mostRows)
      throw connectorError('parquet-too-many-rows', { file: fileName, rows: counted, limit: mostRows })
    const described = await child.query(
      `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(${file}))`,
    )
    const columns = columnsOf(described.rows.map(([name, type]) => ({ name: String(name), type: String(type) })))
    if (columns.length > mostColumns) {
      throw connectorError('file-too-wide', { file: fileName, columns: columns.length, limit: mostColumns })
    }
    await child.exec(copyStatement({ original, rows, columns }))
    return { columns, counted }
  } catch (cause) {
    throw toRefusal(cause, fileName)
  }
}

interface TextRows {
  readonly rows: string
  readonly columns: readonly ParquetColumn[]
  readonly counted: number
}

async function toBatch(order: ParseOrder, { rows, columns, counted }: TextRows): Promise<ParsedTable> {
  const { names, renamed } = toColumnNames(columns.map(({ name }) => name))
  const writer = openTableWriter({
    folder: join(order.folder, '1'),
    kind: order.kind,
    table: tableNameOf(order),
    columns: names,
    confirmed: order.options.tables?.[0]?.columns ?? {},
    meter: order.meter,
  })
  if (renamed.length > 0) writer.warn(importWarnings.columnsRenamed(renamed))
  const named = (form: ParquetColumn['form']) => names.filter((_, index) => columns[index]?.form === form)
  if (named('nested').length > 0) writer.warn(importWarnings.nestedColumns(named('nested')))
  if (named('binary').length > 0) writer.warn(importWarnings.binaryColumns(named('binary')))
  if (named('instant').length > 0) writer.warn(importWarnings.instantColumns(named('instant')))
  const floats = columns.map(({ form }) => form === 'float')
  for await (const part of readRows(rows)) for (const row of part) takeRow(writer, { names, floats, row })
  const parsed = writer.close({ encoding: null, delimiter: null })
  if (parsed.physicalRows === counted) return parsed
  throw connectorError('rows-differ', { table: order.fileName, rows: parsed.physicalRows, counted })
}

interface TextRow {
  readonly names: readonly string[]
  readonly floats: readonly boolean[]
  readonly row: readonly (string | null)[]
}

function takeRow(writer: TableWriter, { names, floats, row }: TextRow): void {
  const number = Number(row[0])
  const values = row.slice(1)
  for (let index = 0; index < values.length; index++) {
    const reason = unwritable(values[index] ?? '')
    if (reason)
      return void writer.reject(number, names[index] ?? null, reason, values.map((value) => value ?? '').join('\t'))
  }
  for (let index = 0; index < values.length; index++) {
    const value = values[index]
    if (value === null || value === undefined) continue
    if (floats[index])
      values[index] = floatText(value, () => writer.damage(number, names[index] ?? '', 'damaged', value))
    else if (isSuspectId(value)) writer.damage(number, names[index] ?? '', 'suspect', value)
  }
  writer.accept(number, values)
}

/** A double without exponent and without `.0`. From 16 digits on it was an id that lost its last digits: nothing is left. */
function floatText(value: string, damage: () => void): string | null {
  if (Math.abs(Number(value)) >= 1e15 && Number.isFinite(Number(value))) {
    damage()
    return null
  }
  return withoutExponent(value).replace(/\.0$/, '')
}
