import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ParseFile } from '../csv/parse-csv.ts'
import { connectorError } from '../errors.ts'
import { isScientific, isSuspectId, toColumnNames } from '../landing/column-names.ts'
import type { ImportOptions, TableChoice } from '../landing/import-options.ts'
import type { ProgressMeter } from '../landing/progress.ts'
import { importWarnings, rejectReasons } from '../landing/reasons.ts'
import { openTableWriter, type ParsedTable, type TableWriter } from '../landing/table-writer.ts'
import type { Text } from '../words/text.ts'
import { bomb, broken, checkBeginning, checkContentTypes, checkPackage } from './check-package.ts'
import { chosenHeader, findHeader, footerOf, type Header } from './header.ts'
import { type Merge, readMerges, readSheetRows, type SheetRow } from './sheet-rows.ts'
import { readWorkbook, type Sheet, type Workbook } from './workbook.ts'
import { openZip, ZipBroken, type ZipPackage, ZipTooMuch } from './zip-package.ts'

const headRows = 30
const mostColumns = 2000

/**
 * Reads a workbook into one batch folder per visible sheet with data. `_row` is the row of the sheet. Blank rows are
 * nothing; titles, headers and footers are reported as skipped; everything else is accepted or rejected.
 */
export async function parseXlsx({
  path,
  fileName,
  folder,
  options,
  meter,
  mostRows,
}: ParseFile): Promise<readonly ParsedTable[]> {
  checkBeginning(path, fileName)
  try {
    using zip = openZip(path)
    checkPackage(zip, fileName)
    await checkContentTypes(zip, fileName)
    const counted = countBytes(zip, meter)
    const workbook = await readWorkbook(counted)
    const chosen = chooseSheets(workbook, options, fileName)
    const tables: ParsedTable[] = []
    const empty: string[] = []
    let headless = false
    for (const { sheet, choice } of chosen) {
      const target = join(folder, String(tables.length + 1))
      const table = await parseSheet(counted, { sheet, choice, workbook, folder: target, fileName, meter, mostRows })
      if (table !== null && table !== 'no-header') tables.push(table)
      else {
        empty.push(sheet.name)
        headless ||= table === 'no-header'
      }
    }
    if (tables.length === 0) throw connectorError(headless ? 'file-no-header' : 'xlsx-no-rows', { file: fileName })
    const hidden =
      options.sheet === undefined && options.tables === undefined
        ? workbook.sheets.filter((sheet) => sheet.hidden).map(({ name }) => name)
        : []
    const [first, ...others] = tables as [ParsedTable, ...ParsedTable[]]
    const warnings: Text[] = [
      ...first.warnings,
      ...(hidden.length > 0 ? [importWarnings.hiddenSheets(hidden)] : []),
      ...(empty.length > 0 ? [importWarnings.sheetsWithoutTable(empty)] : []),
    ]
    const table = others.length === 0 && options.table ? options.table : first.table
    return [{ ...first, table, warnings }, ...others]
  } catch (cause) {
    if (cause instanceof ZipTooMuch) throw bomb(fileName, cause.detail)
    if (cause instanceof ZipBroken)
      throw broken(fileName, { zh: `文件已损坏：${cause.message}`, en: cause.message }, cause)
    throw cause
  }
}

interface ChosenSheet {
  readonly sheet: Sheet
  readonly choice: TableChoice | undefined
}

/** @throws no-such-sheet */
function chooseSheets({ sheets }: Workbook, options: ImportOptions, file: string): readonly ChosenSheet[] {
  const find = (wanted: string) => {
    const found = sheets.find(({ name }) => name === wanted)
    if (!found) throw connectorError('no-such-sheet', { file, sheet: wanted, sheets: sheets.map(({ name }) => name) })
    return found
  }
  if (options.tables) return options.tables.map((choice) => ({ sheet: find(choice.sheet ?? ''), choice }))
  const chosen = options.sheet === undefined ? sheets.filter(({ hidden }) => !hidden) : [find(options.sheet)]
  return chosen.map((sheet) => ({ sheet, choice: undefined }))
}

/** Each sheet is read twice (for its merged cells and for its rows), so every byte counts half. */
function countBytes(zip: ZipPackage, meter: ProgressMeter | undefined): ZipPackage {
  return {
    ...zip,
    async *read(entry) {
      for await (const piece of zip.read(entry)) {
        meter?.bytes((piece.length / Math.max(1, entry.size)) * entry.compressed * 0.5)
        yield piece
      }
    },
  }
}

/** Ends the reading of a sheet of which a preview has seen enough. */
class Enough extends Error {}

interface SheetTask extends ChosenSheet {
  readonly meter: ProgressMeter | undefined
  readonly mostRows: number | undefined
  readonly workbook: Workbook
  readonly folder: string
  readonly fileName: string
}

async function parseSheet(zip: ZipPackage, task: SheetTask): Promise<ParsedTable | 'no-header' | null> {
  const { sheet, choice, workbook, folder, fileName, meter, mostRows = Number.POSITIVE_INFINITY } = task
  const unwanted = new Set(choice?.skipRows)
  const headSize = Math.max(headRows, (choice?.header?.first ?? 0) + (choice?.header?.count ?? 0))
  const merges = await readMerges(zip, sheet)
  const head: SheetRow[] = []
  let table: OpenTable | null = null
  let headless = false

  const begin = () => {
    const header = choice?.header ? chosenHeader(choice.header, head, merges) : findHeader(head, merges)
    if (!header && choice?.header) throw connectorError('no-such-header', { file: fileName, row: choice.header.first })
    if (!header) {
      headless = head.length > 0
      return
    }
    if (header.names.length > mostColumns) {
      throw connectorError('file-too-wide', { file: fileName, columns: header.names.length, limit: mostColumns })
    }
    const { names, renamed } = toColumnNames(header.names)
    const writer = openTableWriter({
      folder,
      kind: 'xlsx',
      table: choice?.table ?? sheet.name,
      columns: names,
      sheet: sheet.name,
      header: { first: header.first, count: header.rows.length },
      confirmed: choice?.columns ?? {},
      meter,
    })
    if (renamed.length > 0) writer.warn(importWarnings.columnsRenamed(renamed))
    const inData = mergesInData(merges, header)
    if (inData > 0) writer.warn(importWarnings.mergedCells(inData))
    table = { header, writer, names, unwanted }
    for (const row of head) takeRow(table, row)
  }
  const take = (row: SheetRow) => {
    if (table) takeRow(table, row)
    else if (!headless && head.push(row) === headSize) begin()
    if (table && table.writer.rows >= mostRows) throw new Enough()
  }
  try {
    await readSheetRows(zip, { sheet, workbook }, take)
  } catch (cause) {
    if (!(cause instanceof Enough)) throw cause
  }
  if (!table && !headless) begin()
  const read = table as { writer: TableWriter } | null
  if (!read) return headless ? 'no-header' : null
  const parsed = read.writer.close({ encoding: null, delimiter: null })
  if (parsed.physicalRows > 0) return parsed
  rmSync(folder, { recursive: true })
  return null
}

interface OpenTable {
  readonly header: Header
  readonly writer: TableWriter
  readonly names: readonly string[]
  readonly unwanted: ReadonlySet<number>
}

function takeRow(table: OpenTable, row: SheetRow): void {
  const { header, writer, names, unwanted } = table
  const { number } = row
  if (header.titles.includes(number)) writer.skip(number, 'title', writtenText(row))
  else if (header.rows.includes(number)) writer.skip(number, 'header', writtenText(row))
  else if (header.numbering === number) writer.skip(number, 'numbering', writtenText(row))
  else if (unwanted.has(number)) writer.skip(number, 'chosen', writtenText(row))
  else {
    const footer = footerOf(row, names.length)
    if (footer === 'sum') writer.skip(number, 'footer', writtenText(row))
    else if (footer === 'foot') writer.holdFooter(number, writtenText(row), () => takeData(table, row))
    else takeData(table, row)
  }
}

function takeData({ header, writer, names }: OpenTable, row: SheetRow): void {
  const { number, cells } = row
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
