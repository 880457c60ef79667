import { join } from 'node:path'
import { connectorError } from '../errors.ts'
import type { ParseOrder } from '../landing/parser.ts'
import { importWarnings } from '../landing/reasons.ts'
import type { ParsedTable } from '../landing/table-writer.ts'
import type { SheetOutcome } from './sheet-table.ts'

interface NamedSheet {
  readonly name: string
  readonly hidden: boolean
}

/**
 * One batch folder per visible sheet with data, or only the sheet that was asked for. `parse` reads one sheet into a
 * folder. Hidden sheets and sheets without a table are named in the first batch. Throws `no-such-sheet`,
 * `file-no-header`, `xlsx-no-rows`.
 */
export async function toTables<Sheet extends NamedSheet>(
  { fileName, folder, options }: ParseOrder,
  sheets: readonly Sheet[],
  parse: (sheet: Sheet, folder: string) => Promise<SheetOutcome> | SheetOutcome,
): Promise<readonly ParsedTable[]> {
  const asked = options.sheet
  const chosen = sheets.filter(({ name, hidden }) => (asked === undefined ? !hidden : name === asked))
  if (asked !== undefined && chosen.length === 0) {
    throw connectorError('no-such-sheet', { file: fileName, sheet: asked, sheets: sheets.map(({ name }) => name) })
  }
  const tables: ParsedTable[] = []
  const empty: string[] = []
  let headless = false
  for (const sheet of chosen) {
    const table = await parse(sheet, join(folder, String(tables.length + 1)))
    if (table !== null && table !== 'no-header') tables.push(table)
    else {
      empty.push(sheet.name)
      headless ||= table === 'no-header'
    }
  }
  const [first, ...others] = tables
  if (!first) throw connectorError(headless ? 'file-no-header' : 'xlsx-no-rows', { file: fileName })
  const hidden = asked === undefined ? sheets.filter((sheet) => sheet.hidden).map(({ name }) => name) : []
  const warnings = [
    ...first.warnings,
    ...(hidden.length > 0 ? [importWarnings.hiddenSheets(hidden)] : []),
    ...(empty.length > 0 ? [importWarnings.sheetsWithoutTable(empty)] : []),
  ]
  const table = others.length === 0 && options.table?.trim() ? options.table.trim() : first.table
  return [{ ...first, table, warnings }, ...others]
}
