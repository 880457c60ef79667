import { rmSync } from 'node:fs'
import { connectorError } from '../errors.ts'
import type { FileKind } from '../landing/batch.ts'
import { isScientific, isSuspectId, toColumnNames } from '../landing/column-names.ts'
import type { TableChoice } from '../landing/import-options.ts'
import type { ProgressMeter } from '../landing/progress.ts'
import { importWarnings, mostColumns, rejectReasons, unwritable } from '../landing/reasons.ts'
import { openTableWriter, type ParsedTable, type TableWriter } from '../landing/table-writer.ts'
import { chosenHeader, findHeader, footerOf, type Header } from './header.ts'
import { doubtsOf } from './layout-doubts.ts'
import { type Merge, type SheetRow, writtenText } from './sheet-row.ts'

const headRows = 30

export interface SheetTableStart {
  readonly kind: FileKind
  /** The batch folder, made when the header is found. */
  readonly folder: string
  readonly fileName: string
  readonly sheet: string
  readonly merges: readonly Merge[]
  /** How a person wants the sheet to be read. */
  readonly choice: TableChoice | undefined
  readonly meter: ProgressMeter | undefined
  readonly mostRows: number | undefined
}

/** Ends the reading of a sheet of which a preview has seen enough. */
export class Enough extends Error {}

/** What a sheet came to: a batch, or that it has no header, or (null) no data. */
export type SheetOutcome = ParsedTable | 'no-header' | null

export interface SheetTable {
  /** Rows with a value, from top to bottom. Throws `Enough`. */
  take(row: SheetRow): void
  finish(): SheetOutcome
}

/**
 * Turns the rows of one sheet into a batch: waits for the first 30 to find the header, then every row is reported as
 * skipped (title, header, numbering, footer), accepted or rejected. Blank rows are nothing. `_row` is the row of the sheet.
 */
export function openSheetTable(start: SheetTableStart): SheetTable {
  const { kind, folder, fileName, sheet, merges, choice, meter, mostRows = Number.POSITIVE_INFINITY } = start
  const unwanted = new Set(choice?.skipRows)
  const headSize = Math.max(headRows, (choice?.header?.first ?? 0) + (choice?.header?.count ?? 0))
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
      kind,
      table: choice?.table ?? sheet,
      columns: names,
      sheet,
      header: { first: header.first, count: header.rows.length },
      confirmed: choice?.columns ?? {},
      meter,
    })
    if (renamed.length > 0) writer.warn(importWarnings.columnsRenamed(renamed))
    const inData = mergesInData(merges, header)
    if (inData > 0) writer.warn(importWarnings.mergedCells(inData))
    if (!choice?.header) for (const doubt of doubtsOf(head, header)) writer.warn(doubt)
    table = { header, writer, names, unwanted }
    for (const row of head) takeRow(table, row)
  }

  return {
    take(row) {
      if (table) takeRow(table, row)
      else if (!headless && head.push(row) === headSize) begin()
      if (table && table.writer.rows >= mostRows) throw new Enough()
    },
    finish() {
      if (!table && !headless) begin()
      if (!table) return headless ? 'no-header' : null
      const parsed = table.writer.close({ encoding: null, delimiter: null })
      if (parsed.physicalRows > 0) return parsed
      rmSync(folder, { recursive: true })
      return null
    },
  }
}

interface OpenTable {
  readonly header: Header
  readonly writer: TableWriter
  readonly names: readonly string[]
  readonly unwanted: ReadonlySet<number>
}

function takeRow(table: OpenTable, row: SheetRow): void {
  const { header, writer, names, unwanted } = table
  const skipped = skippedAs(header, row.number) ?? (unwanted.has(row.number) ? 'chosen' : null)
  const footer = skipped === null ? footerOf(row, names.length) : null
  if (skipped) writer.skip(row.number, skipped, writtenText(row))
  else if (footer === 'sum') writer.skip(row.number, 'footer', writtenText(row))
  else if (footer === 'foot') writer.holdFooter(row.number, writtenText(row), () => takeData(table, row))
  else takeData(table, row)
}

function takeData(table: OpenTable, row: SheetRow): void {
  const { header, writer, names } = table
  if (ownsBeyond(row, header.left, header.left + names.length))
    writer.reject(row.number, null, rejectReasons.beyondHeader(names.length), writtenText(row))
  else acceptRow(table, row)
}

function acceptRow({ header, writer, names }: OpenTable, row: SheetRow): void {
  const { number, cells } = row
  const values: (string | null)[] = new Array(names.length)
  for (let index = 0; index < names.length; index++) {
    const cell = cells[header.left + index]
    const text = cell?.text ?? null
    values[index] = text
    const reason = text === null ? null : unwritable(text)
    if (reason) {
      writer.reject(row.number, names[index] ?? null, reason, writtenText(row))
      return
    }
  }
  for (let index = 0; index < names.length; index++) {
    const cell = cells[header.left + index]
    if (!cell) continue
    const { text } = cell
    const name = names[index] ?? ''
    if (cell.damage) writer.damage(number, name, cell.damage, cell.original ?? '')
    else if (text !== null && isSuspectId(text)) writer.damage(number, name, 'suspect', text)
    else if (text !== null && isScientific(text)) writer.damage(number, name, 'damaged', text)
  }
  writer.accept(number, values)
}

function skippedAs({ titles, rows, numbering }: Header, row: number) {
  if (row > Math.max(numbering ?? 0, rows.at(-1) ?? 0, titles.at(-1) ?? 0)) return null
  if (titles.includes(row)) return 'title'
  if (rows.includes(row)) return 'header'
  return numbering === row ? 'numbering' : null
}

function ownsBeyond(row: SheetRow, left: number, right: number): boolean {
  if (row.cells.length <= right && left === 0) return false
  return row.cells.some((cell, column) => {
    if (column >= left && column < right) return false
    return cell !== undefined && (cell.text !== null || cell.damage !== undefined)
  })
}

function mergesInData(merges: readonly Merge[], { rows }: Header): number {
  const last = rows.at(-1) ?? 0
  return merges.filter(({ top }) => top > last).length
}
