import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ParseFile } from '../csv/parse-csv.ts'
import { connectorError } from '../errors.ts'
import { isScientific, isSuspectId, toColumnNames } from '../landing/column-names.ts'
import { importWarnings, rejectReasons } from '../landing/reasons.ts'
import { openTableWriter, type ParsedTable, type TableWriter } from '../landing/table-writer.ts'
import type { Text } from '../words/text.ts'
import { broken, checkBeginning, checkPackage } from './check-package.ts'
import { findHeader, type Header, isFooter } from './header.ts'
import { type Merge, readMerges, readSheetRows, type SheetRow } from './sheet-rows.ts'
import { readWorkbook, type Sheet, type Workbook } from './workbook.ts'
import { openZip, ZipBroken, type ZipPackage } from './zip-package.ts'

const headRows = 30
const mostColumns = 2000

/**
 * Reads a workbook into one batch folder per visible sheet with data. `_row` is the row of the sheet. Blank rows are
 * nothing; titles, headers and footers are reported as skipped; everything else is accepted or rejected.
 */
export async function parseXlsx({ path, fileName, folder, options }: ParseFile): Promise<readonly ParsedTable[]> {
  checkBeginning(path, fileName)
  try {
    using zip = openZip(path)
    checkPackage(zip, fileName)
    const workbook = await readWorkbook(zip)
    const visible = workbook.sheets.filter(({ hidden }) => !hidden)
    const chosen = options.sheet === undefined ? visible : workbook.sheets.filter(({ name }) => name === options.sheet)
    if (options.sheet !== undefined && chosen.length === 0) {
      throw connectorError('no-such-sheet', {
        file: fileName,
        sheet: options.sheet,
        sheets: workbook.sheets.map(({ name }) => name),
      })
    }
    const tables: ParsedTable[] = []
    const empty: string[] = []
    let headless = false
    for (const sheet of chosen) {
      const target = join(folder, String(tables.length + 1))
      const table = await parseSheet(zip, { sheet, workbook, folder: target, fileName })
      if (table !== null && table !== 'no-header') tables.push(table)
      else {
        empty.push(sheet.name)
        headless ||= table === 'no-header'
      }
    }
    if (tables.length === 0) throw connectorError(headless ? 'file-no-header' : 'xlsx-no-rows', { file: fileName })
    const hidden =
      options.sheet === undefined ? workbook.sheets.filter((sheet) => sheet.hidden).map(({ name }) => name) : []
    const [first, ...others] = tables as [ParsedTable, ...ParsedTable[]]
    const warnings: Text[] = [
      ...first.warnings,
      ...(hidden.length > 0 ? [importWarnings.hiddenSheets(hidden)] : []),
      ...(empty.length > 0 ? [importWarnings.sheetsWithoutTable(empty)] : []),
    ]
    const table = others.length === 0 && options.table?.trim() ? options.table.trim() : first.table
    return [{ ...first, table, warnings }, ...others]
  } catch (cause) {
    if (cause instanceof ZipBroken)
      throw broken(fileName, { zh: `文件已损坏：${cause.message}`, en: cause.message }, cause)
    throw cause
  }
}

interface SheetTask {
  readonly sheet: Sheet
  readonly workbook: Workbook
  readonly folder: string
  readonly fileName: string
}

async function parseSheet(zip: ZipPackage, task: SheetTask): Promise<ParsedTable | 'no-header' | null> {
  const { sheet, workbook, folder, fileName } = task
  const merges = await readMerges(zip, sheet)
  const head: SheetRow[] = []
  let table: { header: Header; writer: TableWriter; names: readonly string[] } | null = null
  let headless = false

  const begin = () => {
    const header = findHeader(head, merges)
    if (!header) {
      headless = head.length > 0
      return
    }
    if (header.names.length > mostColumns) {
      throw connectorError('file-too-wide', { file: fileName, columns: header.names.length, limit: mostColumns })
    }
    const { names, renamed } = toColumnNames(header.names)
    const writer = openTableWriter({ folder, kind: 'xlsx', table: sheet.name, columns: names })
    if (renamed.length > 0) writer.warn(importWarnings.columnsRenamed(renamed))
    const inData = mergesInData(merges, header)
    if (inData > 0) writer.warn(importWarnings.mergedCells(inData))
    table = { header, writer, names }
    for (const row of head) takeRow(table, row)
  }
  await readSheetRows(zip, { sheet, workbook }, (row) => {
    if (table) takeRow(table, row)
    else if (!headless && head.push(row) === headRows) begin()
  })
  if (!table && !headless) begin()
  const read = table as { writer: TableWriter } | null
  if (!read) return headless ? 'no-header' : null
  const parsed = read.writer.close({ encoding: null, delimiter: null })
  if (parsed.physicalRows > 0) return parsed
  rmSync(folder, { recursive: true })
  return null
}

function takeRow(
  { header, writer, names }: { header: Header; writer: TableWriter; names: readonly string[] },
  row: SheetRow,
): void {
  const { number, cells } = row
  if (header.titles.includes(number)) writer.skip(number, 'title', writtenText(row))
  else if (header.rows.includes(number)) writer.skip(number, 'header', writtenText(row))
  else if (header.numbering === number) writer.skip(number, 'numbering', writtenText(row))
  else if (isFooter(row, names.length)) writer.skip(number, 'footer', writtenText(row))
  else {
    const beyond = cells.findIndex(
      (cell, column) => cell?.text != null && (column < header.left || column >= header.left + names.length),
    )
    if (beyond >= 0) {
      writer.reject(number, null, rejectReasons.beyondHeader(names.length), writtenText(row))
      return
    }
    const values = names.map((name, index) => {
      const cell = cells[header.left + index]
      if (!cell) return null
      const { text, damage, original } = cell
      if (damage) writer.damage(number, name, damage, original ?? '')
      else if (text !== null && isSuspectId(text)) writer.damage(number, name, 'suspect', text)
      else if (text !== null && isScientific(text)) writer.damage(number, name, 'damaged', text)
      return text
    })
    writer.accept(number, values)
  }
}

function mergesInData(merges: readonly Merge[], { rows }: Header): number {
  const last = rows.at(-1) ?? 0
  return merges.filter(({ top }) => top > last).length
}

/** What a person sees in the row, cells parted by tabs. */
function writtenText({ cells }: SheetRow): string {
  return Array.from(cells, (cell) => cell?.text ?? cell?.original ?? '')
    .join('\t')
    .replace(/\t+$/, '')
}
