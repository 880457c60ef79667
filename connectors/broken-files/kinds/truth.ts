import type { Truth, TruthCell, TruthRow } from '../broken-file.ts'

/** Rows below a header in row `first - 1`, all to be accepted. */
export function dataRows(rows: readonly (readonly TruthCell[])[], first = 2): readonly TruthRow[] {
  return rows.map((cells, index) => ({ row: first + index, cells, becomes: 'accepted' }))
}

/** The one table of a text file whose header is row 1. */
export function csvTruth(
  columns: readonly string[],
  rows: readonly TruthRow[],
  skipped: readonly { row: number; why: string }[] = [{ row: 1, why: 'header' }],
): Truth {
  return { tables: [{ table: '表', columns, rows, skipped }] }
}
