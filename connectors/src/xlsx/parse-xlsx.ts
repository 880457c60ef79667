import type { ParseOrder } from '../landing/parser.ts'
import type { ParsedTable } from '../landing/table-writer.ts'
import { openSheetTable } from '../sheets/sheet-table.ts'
import { toTables } from '../sheets/workbook-tables.ts'
import { broken, checkBeginning, checkPackage } from './check-package.ts'
import { readMerges, readSheetRows } from './sheet-rows.ts'
import { readWorkbook } from './workbook.ts'
import { openZip, ZipBroken } from './zip-package.ts'

/** Reads a workbook into one batch folder per visible sheet with data; see `openSheetTable` for what becomes of a row. */
export async function parseXlsx(order: ParseOrder): Promise<readonly ParsedTable[]> {
  const { kind, path, fileName } = order
  checkBeginning(path, fileName)
  try {
    using zip = openZip(path)
    checkPackage(zip, fileName)
    const workbook = await readWorkbook(zip)
    return await toTables(order, workbook.sheets, async (sheet, folder) => {
      const merges = await readMerges(zip, sheet)
      const table = openSheetTable({ kind, folder, fileName, sheet: sheet.name, merges })
      await readSheetRows(zip, { sheet, workbook }, (row) => table.take(row))
      return table.finish()
    })
  } catch (cause) {
    if (cause instanceof ZipBroken)
      throw broken(fileName, { zh: `文件已损坏：${cause.message}`, en: cause.message }, cause)
    throw cause
  }
}
