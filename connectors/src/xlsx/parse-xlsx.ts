import type { ParseFile } from '../csv/parse-csv.ts'
import type { ParsedTable } from '../landing/table-writer.ts'

export async function parseXlsx(_: ParseFile): Promise<readonly ParsedTable[]> {
  throw new Error('not yet')
}
