import type { CellText } from './cell-text.ts'

/** A row that holds something. `cells` is sparse: a place without a value is a hole. Columns count from 0, rows from 1. */
export interface SheetRow {
  readonly number: number
  readonly cells: readonly (CellText | undefined)[]
}

/** Inclusive; columns from 0, rows from 1. */
export interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** Cells with a text of their own, from left to right. */
export function ownCells({ cells }: SheetRow): readonly { readonly column: number; readonly cell: CellText }[] {
  const own: { column: number; cell: CellText }[] = []
  cells.forEach((cell, column) => {
    if (cell && cell.text !== null) own.push({ column, cell })
  })
  return own
}

/** What a person sees in the row, cells parted by tabs. */
export function writtenText({ cells }: SheetRow): string {
  return Array.from(cells, (cell) => cell?.text ?? cell?.original ?? '')
    .join('\t')
    .replace(/\t+$/, '')
}
