import { type CellText, textOf } from '../sheets/cell-text.ts'
import type { Merge, SheetRow } from '../sheets/sheet-row.ts'
import { createRowFilter } from './row-filter.ts'
import { decodeEscapes, readXml, type Sheet, type Workbook } from './workbook.ts'
import { ZipBroken, type ZipPackage, ZipTooMuch } from './zip-package.ts'

const lastColumn = 16_384
const lastRow = 1_048_576
/** Excel holds 32 767; other writers have been seen to exceed it, but not like this. */
const longestCell = 1_000_000
const mostMerges = 100_000
const plain = { is: 'number' } as const
const mergeCell = /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"[^>]*>/g

/** Calls `onRow` for every row with a value, from top to bottom. */
export async function readSheetRows(
  zip: ZipPackage,
  { sheet, workbook }: { sheet: Sheet; workbook: Workbook },
  onRow: (row: SheetRow) => void,
): Promise<void> {
  let row = 0
  let column = -1
  let cells: CellText[] = []
  let inRows = false
  let inCell = false
  let taking = false
  let inPhonetic = false
  let cell: { type: string; style: number; value: string | null; formula: boolean } = {
    type: 'n',
    style: -1,
    value: null,
    formula: false,
  }

  /** Two rows with one number, or a cell that comes twice: Excel refuses such a file too, because one would be lost. */
  const begin = (next: number) => {
    if (!(next > row && next <= lastRow && Number.isInteger(next)))
      throw new ZipBroken(`row ${next} comes after row ${row}`)
    row = next
    column = -1
    cells = []
  }
  const limit = (length: number) => {
    if (length <= longestCell) return
    throw new ZipTooMuch({
      zh: `第 ${row} 行有超过 ${longestCell} 字的单元格`,
      en: `row ${row} has a cell of more than ${longestCell} characters`,
    })
  }
  const put = (value: string | null) => {
    if (column < 0 || column >= lastColumn) throw new ZipBroken(`row ${row} has an impossible column`)
    if (cells[column] !== undefined) throw new ZipBroken(`row ${row} has a cell twice`)
    const { type, style, formula } = cell
    const meaning = workbook.styles[style] ?? plain
    const text = textOf({ type, value, meaning, formula }, workbook.date1904)
    if (text.text !== null || text.damage) cells[column] = text
  }
  /** Cells of shared strings are made once a string. */
  const sharedCells: CellText[] = []
  const filter = createRowFilter({
    inRows: () => inRows,
    row: begin,
    cell(found) {
      column = found.column
      cell = { type: found.type, style: found.style, value: null, formula: found.formula }
      limit(found.value?.length ?? 0)
      if (found.shared < 0) return put(inlineText(found.type, found.value))
      const known = sharedCells[found.shared]
      if (known && column < lastColumn && cells[column] === undefined) cells[column] = known
      else {
        put(sharedString(workbook, String(found.shared)))
        const made = cells[column]
        if (made) sharedCells[found.shared] = made
      }
    },
    endRow() {
      if (cells.length > 0) onRow({ number: row, cells })
    },
  })

  await readXml(zip, sheet.entry, {
    filter,
    open(name, attributes) {
      if (name === 'sheetData') inRows = true
      if (!inRows) return
      if (name === 'c') {
        column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r'])
        cell = { type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? -1), value: null, formula: false }
        inCell = true
      } else if (name === 'row') {
        begin(attributes['r'] === undefined ? row + 1 : Number(attributes['r']))
      } else if (inCell && (name === 'v' || name === 't')) {
        taking = !inPhonetic
        if (taking) cell.value ??= ''
      } else if (name === 'f') cell.formula = true
      else if (name === 'rPh') inPhonetic = true
    },
    text(text) {
      if (!taking) return
      cell.value += text
      limit(cell.value?.length ?? 0)
    },
    close(name) {
      if (name === 'v' || name === 't') taking = false
      else if (name === 'rPh') inPhonetic = false
      else if (name === 'sheetData') inRows = false
      else if (name === 'row' && inRows) {
        if (cells.length > 0) onRow({ number: row, cells })
      } else if (name === 'c' && inCell) {
        inCell = false
        put(cell.type === 's' ? sharedString(workbook, cell.value) : inlineText(cell.type, cell.value))
      }
    },
  })
}

/** Merged ranges stand behind the rows, so they are looked for before the rows are read: a search in the bytes, no parsing. */
export async function readMerges(zip: ZipPackage, sheet: Sheet): Promise<readonly Merge[]> {
  const merges: Merge[] = []
  let tail: Buffer = Buffer.alloc(0)
  for await (const piece of zip.read(sheet.entry)) {
    const joined = Buffer.concat([tail, piece])
    let end = Math.max(0, joined.length - 300)
    if (joined.includes('mergeCell')) {
      for (const found of joined.toString('latin1').matchAll(mergeCell)) {
        end = Math.max(end, found.index + found[0].length)
        if (merges.length === mostMerges)
          throw new ZipTooMuch({ zh: `合并单元格超过 ${mostMerges} 处`, en: `more than ${mostMerges} merged ranges` })
        const [, left = 'A', top = '1', right = 'A', bottom = '1'] = found
        merges.push({ left: columnOf(left), top: Number(top), right: columnOf(right), bottom: Number(bottom) })
      }
    }
    tail = joined.subarray(end)
  }
  return merges
}

function sharedString({ sharedStrings }: Workbook, value: string | null): string | null {
  if (value === null) return null
  const text = sharedStrings[Number(value)]
  if (text === undefined) throw new ZipBroken(`there is no shared string ${value}`)
  return text
}

function inlineText(type: string, value: string | null): string | null {
  return value !== null && type === 'inlineStr' ? decodeEscapes(value) : value
}

/** `AB12` → 27. */
function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}
