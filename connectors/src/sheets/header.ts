import { footerKind } from '../landing/footer.ts'
import type { TableChoice } from '../landing/import-options.ts'
import { type Merge, ownCells, type SheetRow } from './sheet-row.ts'

/** Where a table begins. Columns count from 0; `names` belong to the columns from `left` on. */
export interface Header {
  readonly titles: readonly number[]
  readonly rows: readonly number[]
  /** The first row of the header; of the data if there is no header. */
  readonly first: number
  /** A row of `1 2 3 …` or `甲 乙 1 2 …` under the header, which forms have; null if there is none. */
  readonly numbering: number | null
  readonly left: number
  readonly names: readonly string[]
}

const mostHeaderRows = 4

/**
 * Finds the header among the first rows of a sheet. Above it may stand titles and form lines (`填报单位：…`); it may have
 * several rows, joined by `_`, when merged cells say so: a group over columns, or a name over rows. Null if no row looks
 * like a header: mostly words, and as wide as the table.
 */
export function findHeader(rows: readonly SheetRow[], merges: readonly Merge[]): Header | null {
  const grid = gridOf(rows, merges)
  const width = Math.max(0, ...rows.map((row) => ownCells(row).length))
  const wanted = Math.max(Math.min(2, width), Math.ceil(width * 0.6))
  const first = rows.find((row) => isHeaderRow(row, { grid, width, wanted }))
  if (!first) return null

  const last = lastHeaderRow(first.number, rows, merges)
  return headerOf({ first: first.number, last }, { rows, grid, wanted })
}

/** The header that a person chose. Null if none of its rows holds anything. */
export function chosenHeader(
  { first, count }: NonNullable<TableChoice['header']>,
  rows: readonly SheetRow[],
  merges: readonly Merge[],
): Header | null {
  const last = first + count - 1
  if (!rows.some(({ number }) => number >= first && number <= Math.max(first, last))) return null
  return headerOf({ first, last }, { rows, grid: gridOf(rows, merges), wanted: 2 })
}

interface Head {
  readonly rows: readonly SheetRow[]
  readonly grid: Grid
  readonly wanted: number
}

function headerOf({ first, last }: { first: number; last: number }, { rows, grid, wanted }: Head): Header {
  const headerRows = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const body = rows.filter(({ number }) => number > last)
  const columns = headerRows.flatMap((row) => grid.columnsOf(row))
  const bodyLeft = body.flatMap(({ cells }) => cells.findIndex((cell) => cell !== undefined))
  const left = Math.min(...(columns.length > 0 ? columns : bodyLeft))
  const right = Math.max(...columns, ...body.map(({ cells }) => cells.length - 1))
  const names = Array.from({ length: right - left + 1 }, (_, index) => {
    const parts = headerRows.map((row) => (grid.text(row, left + index) ?? '').replace(/\s+/g, ''))
    return parts.filter((part, at) => part !== '' && part !== parts[at - 1]).join('_')
  })
  const next = body[0]
  return {
    titles: rows.filter(({ number }) => number < first).map(({ number }) => number),
    rows: headerRows,
    first,
    numbering: next && isNumbering(next, wanted) ? next.number : null,
    left,
    names,
  }
}

/** `sum`, `foot` or data, see `landing/footer.ts`. */
export function footerOf(row: SheetRow, columns: number): ReturnType<typeof footerKind> {
  const first = row.cells.find((cell) => cell !== undefined && cell.text !== null)
  return footerKind(first?.text ?? '', () => ownCells(row).length, columns)
}

interface Grid {
  /** The text of a cell, or that of the merged range it lies in. */
  text(row: number, column: number): string | null
  /** Columns of a row with a text of their own or by merging. */
  columnsOf(row: number): readonly number[]
}

function gridOf(rows: readonly SheetRow[], merges: readonly Merge[]): Grid {
  const cells = new Map(rows.map((row) => [row.number, row.cells]))
  const lastRow = rows.at(-1)?.number ?? 0
  const near = merges.filter(({ top }) => top <= lastRow)
  const own = (row: number, column: number) => cells.get(row)?.[column]?.text ?? null
  return {
    text(row, column) {
      const found = own(row, column)
      if (found !== null) return found
      const merge = near.find(
        ({ top, left, bottom, right }) => row >= top && row <= bottom && column >= left && column <= right,
      )
      return merge ? own(merge.top, merge.left) : null
    },
    columnsOf(row) {
      const covered = near.filter(({ top, bottom }) => row >= top && row <= bottom)
      const width = Math.max(cells.get(row)?.length ?? 0, ...covered.map(({ right }) => Math.min(right, 2000) + 1))
      return Array.from({ length: width }, (_, column) => column).filter((column) => this.text(row, column) !== null)
    },
  }
}

function isHeaderRow(row: SheetRow, { grid, width, wanted }: { grid: Grid; width: number; wanted: number }): boolean {
  const own = ownCells(row)
  if (own.length === 0 || (own.length === 1 && width > 1)) return false
  if (grid.columnsOf(row.number).length < wanted) return false
  const worded = own.filter(({ cell }) => cell.worded).length
  const formLines = own.filter(({ cell }) => /[:：]|^\d{4}年/.test(cell.text ?? '')).length
  return worded >= own.length * 0.8 && formLines < own.length / 2
}

/** Follows merged cells downwards: a name over several rows, and a group over several columns with names below it only. */
function lastHeaderRow(first: number, rows: readonly SheetRow[], merges: readonly Merge[]): number {
  let last = first
  for (;;) {
    const inHeader = merges.filter(({ top, bottom }) => top >= first && top <= last && bottom < first + mostHeaderRows)
    const tallest = Math.max(last, ...inHeader.map(({ bottom }) => bottom))
    if (tallest > last) {
      last = tallest
      continue
    }
    const groups = inHeader.filter(({ left, right, bottom }) => right > left && bottom === last)
    const below = rows.find(({ number }) => number === last + 1)
    const own = below ? ownCells(below) : []
    const named = own.every(
      ({ column, cell }) => cell.worded && groups.some(({ left, right }) => column >= left && column <= right),
    )
    if (own.length === 0 || !named || last + 1 >= first + mostHeaderRows) return last
    last++
  }
}

function isNumbering(row: SheetRow, wanted: number): boolean {
  const own = ownCells(row).map(({ cell }) => cell.text ?? '')
  // Of fewer than 4 columns it may as well be data.
  if (own.length < Math.max(4, wanted)) return false
  const numbers = own.filter((text) => !/^[甲乙丙丁戊]$/.test(text))
  return numbers.length > 0 && numbers.every((text, index) => text === String(index + 1))
}
