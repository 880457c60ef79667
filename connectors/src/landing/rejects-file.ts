import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createCsvParser } from '../transport/rows-file/index.ts'
import type { BatchRecord, RejectedRow } from './batch.ts'
import { toColumnNames } from './column-names.ts'
import { toSafeCell } from './safe-cell.ts'

/** The first columns of a file of rejects; behind them stand those of the table, to be mended. */
const leading = ['采纳(填“是”)', '行号', '列', '原因', 'Reason', '原文'] as const
export const places = { take: 0, row: 1, values: leading.length } as const

/** The header of the file, as an import reads it. */
export function rejectsHeader({ columns }: BatchRecord): readonly string[] {
  return toColumnNames([...leading, ...columns.map(({ name }) => name)]).names
}

/**
 * The rejected rows of a batch as CSV that a spreadsheet opens safely: UTF-8 with a mark, no live formula, ids as text. A person
 * mends the table's columns, writes 是 in the first one, and hands the file back; other rows stay rejected.
 */
export async function* rejectsAsCsv(folder: string, batch: BatchRecord): AsyncGenerator<string> {
  yield `\ufeff${line(rejectsHeader(batch))}`
  for await (const reject of rejectsOf(folder)) {
    const { row, column, reason, original } = reject
    yield line(['', String(row), column ?? '', reason.zh, reason.en, original, ...asColumns(reject, batch)])
  }
}

export async function* rejectsOf(folder: string): AsyncGenerator<RejectedRow> {
  const stream = createReadStream(join(folder, 'rejects.jsonl'))
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }))
    yield JSON.parse(text) as RejectedRow
}

/** The original, divided as well as it can be: a beginning for the person who mends it. */
function asColumns({ original }: RejectedRow, { columns, delimiter }: BatchRecord): readonly string[] {
  const parser = createCsvParser(delimiter ?? '\t')
  const [record] = [...parser.push(original), ...parser.finish()]
  return columns.map((_, index) => record?.fields[index] ?? '')
}

function line(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${toSafeCell(cell).replaceAll('"', '""')}"`).join(',')}\r\n`
}
