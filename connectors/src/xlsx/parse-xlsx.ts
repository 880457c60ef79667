import type { ParseOrder } from '../landing/parser.ts'
import type { ProgressMeter } from '../landing/progress.ts'
import type { ParsedTable } from '../landing/table-writer.ts'
import { Enough, openSheetTable } from '../sheets/sheet-table.ts'
import { toTables } from '../sheets/workbook-tables.ts'
import { bomb, broken, checkBeginning, checkContentTypes, checkPackage } from './check-package.ts'
import { readMerges, readSheetRows } from './sheet-rows.ts'
import { readWorkbook } from './workbook.ts'
import { openZip, ZipBroken, type ZipPackage, ZipTooMuch } from './zip-package.ts'

/** Reads a workbook into one batch folder per visible sheet with data; see `openSheetTable` for what becomes of a row. */
export async function parseXlsx(order: ParseOrder): Promise<readonly ParsedTable[]> {
  const { kind, path, fileName, meter, mostRows } = order
  checkBeginning(path, fileName)
  try {
    using zip = openZip(path)
    checkPackage(zip, fileName)
    await checkContentTypes(zip, fileName)
    const counted = countBytes(zip, meter)
    const workbook = await readWorkbook(counted)
    return await toTables(order, workbook.sheets, async ({ sheet, choice, folder }) => {
      const merges = await readMerges(counted, sheet)
      const table = openSheetTable({ kind, folder, fileName, sheet: sheet.name, merges, choice, meter, mostRows })
      try {
        await readSheetRows(counted, { sheet, workbook }, (row) => table.take(row))
      } catch (cause) {
        if (!(cause instanceof Enough)) throw cause
      }
      return table.finish()
    })
  } catch (cause) {
    if (cause instanceof ZipTooMuch) throw bomb(fileName, cause.detail)
    if (cause instanceof ZipBroken)
      throw broken(fileName, { zh: `文件已损坏：${cause.message}`, en: cause.message }, cause)
    throw cause
  }
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
