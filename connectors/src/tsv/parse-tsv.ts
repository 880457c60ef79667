import { sniffDelimiter } from '../csv/delimiter.ts'
import { parseDelimited } from '../csv/parse-csv.ts'
import { connectorError } from '../errors.ts'
import type { ParseOrder } from '../landing/parser.ts'
import type { ParsedTable } from '../landing/table-writer.ts'

/** Reads text whose columns are parted by tabs: CSV in all else, quotes included, as Excel writes it. */
export function parseTsv(order: ParseOrder): readonly ParsedTable[] {
  return parseDelimited(order, (head) => {
    if (!firstLineOf(head).includes('\t') && sniffDelimiter(head) !== '\t' && firstLineOf(head).includes(','))
      throw connectorError('tsv-no-tabs', { file: order.fileName })
    return '\t'
  })
}

function firstLineOf(head: string): string {
  return head.trimStart().split(/[\r\n]/, 1)[0] ?? ''
}
