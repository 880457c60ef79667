import { read, set_cptable, type WorkSheet } from '@e965/xlsx'
import { type RawCell, textOf } from '../sheets/cell-text.ts'
import { meaningOf, type NumberMeaning } from '../sheets/number-format.ts'
import type { Merge, SheetRow } from '../sheets/sheet-row.ts'
import { type BiffBook, BiffBroken, type BiffCell, type BiffSheet } from './biff.ts'

export interface XlsSheet {
  readonly name: string
  readonly hidden: boolean
  readonly merges: readonly Merge[]
  rows(): Generator<SheetRow>
}

interface LibraryCell {
  readonly t: string
  readonly v?: unknown
}

/**
 * The sheets of a workbook, read by SheetJS and held against the walk of the records, cell by cell: the library leaves out
 * what it does not understand. Throws `BiffBroken` where the two differ.
 */
export async function readCells(bytes: Buffer, book: BiffBook): Promise<readonly XlsSheet[]> {
  // Texts of Excel 95 are in a code page. With the tables set, texts of later files are misread (0.20.3: `_getchar`).
  if (book.version === 5) set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'))
  const workbook = readQuietly(bytes)
  if (workbook.SheetNames.length !== book.sheets.length) throw new BiffBroken('the sheets cannot be told apart')
  const meaningOfFormat = meanings(book)
  return book.sheets.flatMap((sheet, index): XlsSheet[] => {
    const name = workbook.SheetNames[index] ?? ''
    const found = workbook.Sheets[name]
    if (sheet.kind !== 'sheet') return []
    if (!found) throw new BiffBroken(`the sheet ${name} is missing`)
    return [
      {
        name,
        hidden: sheet.hidden,
        merges: mergesOf(found),
        rows: () => rowsOf({ name, sheet, found, meaningOfFormat, date1904: book.date1904 }),
      },
    ]
  })
}

/** Whatever the library stumbles over is a damaged file; it also writes to the console, which nobody reads here. */
function readQuietly(bytes: Buffer) {
  try {
    return read(bytes, { type: 'buffer', dense: true, cellText: false, cellHTML: false, cellFormula: false })
  } catch (cause) {
    throw new BiffBroken(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

function meanings({ formats }: BiffBook): (format: number) => NumberMeaning {
  const known = new Map<number, NumberMeaning>()
  return (format) => {
    const meaning = known.get(format) ?? meaningOf(format, formats.get(format))
    known.set(format, meaning)
    return meaning
  }
}

function mergesOf(sheet: WorkSheet): readonly Merge[] {
  return (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r + 1, left: s.c, bottom: e.r + 1, right: e.c }))
}

interface SheetReading {
  readonly name: string
  readonly sheet: BiffSheet
  readonly found: WorkSheet
  readonly meaningOfFormat: (format: number) => NumberMeaning
  readonly date1904: boolean
}

function* rowsOf({ name, sheet, found, meaningOfFormat, date1904 }: SheetReading): Generator<SheetRow> {
  const data = (found['!data'] ?? []) as ((LibraryCell | undefined)[] | undefined)[]
  addMissingResults(data, sheet)
  let seen = 0
  for (let row = 0; row < data.length; row++) {
    const cells: SheetRow['cells'][number][] = []
    data[row]?.forEach((cell, column) => {
      if (!cell || cell.t === 'z') return
      const walked = sheet.cells.get(row * 256 + column)
      if (!walked || !agree(cell, walked)) throw new BiffBroken(`two readings of ${name} differ in row ${row + 1}`)
      seen++
      const meaning = meaningOfFormat(walked.format)
      const text = textOf({ ...rawOf(cell), meaning, formula: walked.formula }, date1904)
      if (text.text !== null || text.damage) cells[column] = text
    })
    if (cells.length > 0) yield { number: row + 1, cells }
  }
  if (seen !== sheet.cells.size)
    throw new BiffBroken(`${sheet.cells.size} cells of ${name} are there, ${seen} were read`)
}

/** The library has no cell for a formula that was never computed. */
function addMissingResults(data: ((LibraryCell | undefined)[] | undefined)[], { cells }: BiffSheet): void {
  for (const [place, { is }] of cells) {
    if (is !== 'no-result') continue
    const number = Math.floor(place / 256)
    const row = data[number] ?? []
    row[place % 256] ??= { t: 's' }
    data[number] = row
  }
}

function agree({ t, v }: LibraryCell, { is, number }: BiffCell): boolean {
  if (t === 'n') return is === 'number' && Object.is(v, number)
  if (t === 'b') return is === 'boolean' && v === (number !== 0)
  if (t === 'e') return is === 'error' && v === number
  return t === 's' && (is === 'text' || is === 'no-result')
}

const errors: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
}

function rawOf({ t, v }: LibraryCell): Pick<RawCell, 'type' | 'value'> {
  if (t === 'n') return { type: 'n', value: String(v) }
  if (t === 'b') return { type: 'b', value: v === true ? '1' : '0' }
  if (t === 'e') return { type: 'e', value: errors[Number(v)] ?? '#ERROR!' }
  return { type: 's', value: v === undefined ? null : String(v) }
}
