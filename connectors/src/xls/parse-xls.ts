import { readFileSync } from 'node:fs'
import { connectorError } from '../errors.ts'
import type { ParseOrder } from '../landing/parser.ts'
import type { ParsedTable } from '../landing/table-writer.ts'
import { Enough, openSheetTable } from '../sheets/sheet-table.ts'
import { toTables } from '../sheets/workbook-tables.ts'
import type { Text } from '../words/text.ts'
import { BiffBroken, walkBiff } from './biff.ts'
import { openContainer } from './container.ts'
import { readCells } from './read-cells.ts'

/**
 * Reads an old binary workbook (.xls, WPS .et) into one batch folder per visible sheet with data, by the rules of
 * `openSheetTable`. Such a sheet has at most 65 536 rows, so the workbook is read as a whole.
 */
export async function parseXls(order: ParseOrder): Promise<readonly ParsedTable[]> {
  const { kind, path, fileName, meter, mostRows } = order
  const broken = (detail: Text, cause?: unknown) => connectorError('xls-broken', { file: fileName, detail }, { cause })
  const bytes = readFileSync(path)
  const stream = openContainer(bytes, fileName)
  try {
    const book = walkBiff(stream)
    if (book.encrypted) throw connectorError('xlsx-password', { file: fileName })
    if (book.sheets.some((sheet) => sheet.kind === 'macros')) throw connectorError('xlsx-macros', { file: fileName })
    if (book.externalLinks) throw connectorError('xlsx-external-links', { file: fileName })
    const sheets = await readCells(bytes, book)
    return await toTables(order, sheets, ({ sheet, choice, folder }) => {
      const { name, merges, rows } = sheet
      const table = openSheetTable({ kind, folder, fileName, sheet: name, merges, choice, meter, mostRows })
      meter?.bytes(bytes.length / sheets.length)
      try {
        for (const row of rows()) table.take(row)
      } catch (cause) {
        if (!(cause instanceof Enough)) throw cause
      }
      return table.finish()
    })
  } catch (cause) {
    if (cause instanceof BiffBroken) {
      throw broken({ zh: `文件已损坏：${cause.message}`, en: `it is damaged: ${cause.message}` }, cause)
    }
    throw cause
  }
}
