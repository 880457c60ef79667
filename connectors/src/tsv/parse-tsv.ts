import { parseDelimited } from '../csv/parse-csv.ts'
import type { ParseOrder } from '../landing/parser.ts'
import type { ParsedTable } from '../landing/table-writer.ts'

/** Reads text whose columns are parted by tabs: CSV in all else, quotes included, as Excel writes it. */
export function parseTsv(order: ParseOrder): readonly ParsedTable[] {
  return parseDelimited(order, () => '\t')
}
