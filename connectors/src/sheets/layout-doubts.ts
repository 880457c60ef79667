import { importWarnings } from '../landing/reasons.ts'
import type { Text } from '../words/text.ts'
import type { Header } from './header.ts'
import { ownCells, type SheetRow } from './sheet-row.ts'

/**
 * What the first rows of a table make one doubt about its header, for a person to look at: a second header row that no
 * merged cell announces, and two tables side by side. Nothing is changed for it.
 */
export function doubtsOf(head: readonly SheetRow[], header: Header): readonly Text[] {
  const last = header.numbering ?? header.rows.at(-1) ?? 0
  const body = head.filter(({ number }) => number > last)
  const doubts: Text[] = []
  const second = body[0]
  if (second && header.numbering === null && isSecondHeader(second, header)) {
    doubts.push(importWarnings.perhapsTwoHeaderRows(second.number))
  }
  const gap = gapOf(body, header)
  if (gap !== null) doubts.push(importWarnings.perhapsSideBySide(gap))
  return doubts
}

/** Only words without digits, and names for columns that the header left empty. */
function isSecondHeader(row: SheetRow, { names, left }: Header): boolean {
  const own = ownCells(row)
  if (own.length < 2 || own.some(({ cell }) => !cell.worded || /\d/.test(cell.text ?? ''))) return false
  return own.some(({ column }) => names[column - left] === '')
}

/** The number (from 1) of an empty column that parts two tables of at least two named columns each. */
function gapOf(body: readonly SheetRow[], { names, left }: Header): number | null {
  for (let index = 2; index < names.length - 2; index++) {
    if (names[index] !== '') continue
    const named = (from: number, to: number) => names.slice(from, to).filter((name) => name !== '').length
    const empty = body.every(({ cells }) => (cells[left + index]?.text ?? null) === null)
    if (empty && named(0, index) >= 2 && named(index + 1, names.length) >= 2) return left + index + 1
  }
  return null
}
