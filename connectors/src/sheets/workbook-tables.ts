import { join } from 'node:path'
import { connectorError } from '../errors.ts'
import type { TableChoice } from '../landing/import-options.ts'
import type { ParseOrder } from '../landing/parser.ts'
import { importWarnings } from '../landing/reasons.ts'
import type { ParsedTable } from '../landing/table-writer.ts'
import type { SheetOutcome } from './sheet-table.ts'

interface NamedSheet {
  readonly name: string
  readonly hidden: boolean
}

interface ChosenSheet<Sheet> {
  readonly sheet: Sheet
  readonly choice: TableChoice | undefined
  /** The batch folder, if it becomes one. */
  readonly folder: string
}

/**
 * One batch folder per visible sheet with data, or only the sheets that were asked for. `parse` reads one sheet into a
 * folder. Hidden sheets and sheets without a table are named in the first batch. Throws `no-such-sheet`,
 * `file-no-header`, `xlsx-no-rows`.
 */
export async function toTables<Sheet extends NamedSheet>(
  order: ParseOrder,
  sheets: readonly Sheet[],
  parse: (chosen: ChosenSheet<Sheet>) => Promise<SheetOutcome> | SheetOutcome,
): Promise<readonly ParsedTable[]> {
  const { fileName, folder, options } = order
  const tables: ParsedTable[] = []
  const empty: string[] = []
  let headless = false
  for (const { sheet, choice } of chooseSheets(sheets, order)) {
    const table = await parse({ sheet, choice, folder: join(folder, String(tables.length + 1)) })
    if (table !== null && table !== 'no-header') tables.push(table)
    else {
      empty.push(sheet.name)
      headless ||= table === 'no-header'
    }
  }
  const [first, ...others] = tables
  if (!first) throw connectorError(headless ? 'file-no-header' : 'xlsx-no-rows', { file: fileName })
  const asked = options.sheet !== undefined || options.tables !== undefined
  const hidden = asked ? [] : sheets.filter((sheet) => sheet.hidden).map(({ name }) => name)
  const warnings = [
    ...first.warnings,
    ...(hidden.length > 0 ? [importWarnings.hiddenSheets(hidden)] : []),
    ...(empty.length > 0 ? [importWarnings.sheetsWithoutTable(empty)] : []),
  ]
  const table = others.length === 0 && options.table ? options.table : first.table
  return [{ ...first, table, warnings }, ...others]
}

/** @throws no-such-sheet */
function chooseSheets<Sheet extends NamedSheet>(sheets: readonly Sheet[], { fileName, options }: ParseOrder) {
  const find = (wanted: string) => {
    const found = sheets.find(({ name }) => name === wanted)
    if (found) return found
    throw connectorError('no-such-sheet', { file: fileName, sheet: wanted, sheets: sheets.map(({ name }) => name) })
  }
  if (options.tables) return options.tables.map((choice) => ({ sheet: find(choice.sheet ?? ''), choice }))
  const chosen = options.sheet === undefined ? sheets.filter(({ hidden }) => !hidden) : [find(options.sheet)]
  return chosen.map((sheet) => ({ sheet, choice: undefined }))
}
