import { isKnownRecord } from './biff-records.ts'

/** Thrown for a stream that is not what [MS-XLS] says; the message is for the detail of an error. */
export class BiffBroken extends Error {}

/** A cell with a value, as its record says. `format` is the id of its number format. */
export interface BiffCell {
  readonly is: 'number' | 'text' | 'boolean' | 'error' | 'no-result'
  readonly number: number
  readonly format: number
  readonly formula: boolean
}

export interface BiffSheet {
  readonly kind: 'sheet' | 'macros' | 'chart' | 'other'
  readonly hidden: boolean
  /** By `row * 256 + column`, both from 0. */
  readonly cells: ReadonlyMap<number, BiffCell>
}

export interface BiffBook {
  readonly version: 5 | 8
  readonly encrypted: boolean
  readonly externalLinks: boolean
  readonly date1904: boolean
  readonly sheets: readonly BiffSheet[]
  /** Number formats that the workbook defines itself. */
  readonly formats: ReadonlyMap<number, string>
}

interface BiffRecord {
  readonly id: number
  readonly data: Buffer
  readonly end: number
}

const id = {
  bof: 0x809,
  eof: 0x0a,
  boundSheet: 0x85,
  filePass: 0x2f,
  supBook: 0x1ae,
  date1904: 0x22,
  format: 0x41e,
  xf: 0xe0,
  number: 0x203,
  rk: 0x27e,
  mulRk: 0xbd,
  label: 0x204,
  labelSst: 0xfd,
  richLabel: 0xd6,
  formula: 0x06,
  boolErr: 0x205,
  string: 0x207,
} as const

/** Between a formula and its text may stand these: shared formula, array, table, continuation. */
const amidFormula: ReadonlySet<number> = new Set([0x4bc, 0xbc, 0x221, 0x236, 0x3c])

const longestRecord = 8224

/**
 * Walks every record of a workbook stream (BIFF5 and BIFF8, [MS-XLS] 2.1.4) and says which cells have a value. It takes no
 * guess: a record that does not fit where it stands throws `BiffBroken`. The library that reads the cells is tolerant and
 * would leave out what it does not understand; this is what its reading is held against.
 */
export function walkBiff(stream: Buffer): BiffBook {
  const sheets: { at: number; kind: BiffSheet['kind']; hidden: boolean }[] = []
  const formats = new Map<number, string>()
  const formatOfStyle: number[] = []
  const book = { encrypted: false, externalLinks: false, date1904: false }
  const first = readRecord(stream, 0)
  const version = versionOf(first)
  for (const { id: type, data } of recordsOf(stream, 0)) {
    if (type === id.filePass) return { version, ...book, encrypted: true, sheets: [], formats }
    if (type === id.boundSheet) sheets.push(boundSheet(data))
    else if (type === id.date1904) book.date1904 = data.readUInt16LE(0) === 1
    else if (type === id.xf) formatOfStyle.push(data.readUInt16LE(2))
    else if (type === id.format) formats.set(data.readUInt16LE(0), formatCode(data, version))
    else if (type === id.supBook) book.externalLinks ||= isExternal(data)
  }
  if (sheets.length === 0) throw new BiffBroken('no sheet is listed')
  return {
    version,
    ...book,
    formats,
    sheets: sheets.map(({ at, kind, hidden }) => ({
      kind,
      hidden,
      cells: kind === 'sheet' ? cellsOf(stream, at, formatOfStyle) : new Map(),
    })),
  }
}

function versionOf({ id: type, data }: BiffRecord): 5 | 8 {
  const version = type === id.bof && data.length >= 4 ? data.readUInt16LE(0) : 0
  if (version === 0x600) return 8
  if (version === 0x500) return 5
  throw new BiffBroken('the workbook is older than Excel 95 or has another format')
}

function readRecord(stream: Buffer, at: number): BiffRecord {
  if (at + 4 > stream.length) throw new BiffBroken(`the stream ends at byte ${at}`)
  const type = stream.readUInt16LE(at)
  const length = stream.readUInt16LE(at + 2)
  const end = at + 4 + length
  if (!isKnownRecord(type) || length > longestRecord || end > stream.length) {
    throw new BiffBroken(`there is no valid record at byte ${at}`)
  }
  return { id: type, data: stream.subarray(at + 4, end), end }
}

/** The records of one substream, charts inside it left out, up to its end. */
function* recordsOf(stream: Buffer, start: number): Generator<BiffRecord> {
  let depth = 0
  for (let at = start; ; ) {
    const record = readRecord(stream, at)
    at = record.end
    if (depth === 0 && record.id !== id.bof) throw new BiffBroken(`no beginning at byte ${start}`)
    if (record.id === id.bof) depth++
    else if (record.id === id.eof) depth--
    else if (depth === 1) yield record
    if (depth === 0) return
  }
}

function boundSheet(data: Buffer) {
  const kinds = { 0: 'sheet', 1: 'macros', 2: 'chart', 6: 'macros' } as const
  if (data.length < 7) throw new BiffBroken('a sheet is listed wrongly')
  const kind = kinds[data.readUInt8(5) as 0 | 1 | 2 | 6] ?? 'other'
  return { at: data.readUInt32LE(0), hidden: (data.readUInt8(4) & 3) !== 0, kind }
}

function formatCode(data: Buffer, version: 5 | 8): string {
  if (version === 5) return data.toString('latin1', 3, 3 + data.readUInt8(2))
  const length = data.readUInt16LE(2)
  const wide = (data.readUInt8(4) & 1) === 1
  return wide ? data.toString('utf16le', 5, 5 + length * 2) : data.toString('latin1', 5, 5 + length)
}

/** Everything but the workbook itself (0x0401) and add-in functions (0x3A01). */
function isExternal(data: Buffer): boolean {
  const kind = data.length >= 4 ? data.readUInt16LE(2) : 0
  return kind !== 0x0401 && kind !== 0x3a01
}

function cellsOf(stream: Buffer, start: number, formatOfStyle: readonly number[]): ReadonlyMap<number, BiffCell> {
  const cells = new Map<number, BiffCell>()
  /** A formula whose text stands in a record to come. */
  let awaited: number | null = null

  const put = (data: Buffer, columnShift: number, style: number, is: BiffCell['is'], number = 0, formula = false) => {
    const column = data.readUInt16LE(2) + columnShift
    if (column > 255) throw new BiffBroken(`column ${column + 1} cannot be`)
    const place = data.readUInt16LE(0) * 256 + column
    if (cells.has(place)) throw new BiffBroken(`row ${data.readUInt16LE(0) + 1} has two values in one cell`)
    cells.set(place, { is, number, format: formatOfStyle[style] ?? 0, formula })
    return place
  }
  const demand = (data: Buffer, length: number) => {
    if (data.length < length) throw new BiffBroken('a cell is cut short')
  }

  for (const { id: type, data } of recordsOf(stream, start)) {
    if (type === id.string && awaited !== null) {
      const cell = cells.get(awaited)
      if (cell) cells.set(awaited, { ...cell, is: 'text' })
    }
    if (!amidFormula.has(type)) awaited = null
    if (type === id.number) {
      demand(data, 14)
      put(data, 0, data.readUInt16LE(4), 'number', data.readDoubleLE(6))
    } else if (type === id.rk) {
      demand(data, 10)
      put(data, 0, data.readUInt16LE(4), 'number', rkNumber(data, 6))
    } else if (type === id.mulRk) {
      demand(data, 12)
      const count = (data.length - 6) / 6
      if (!Number.isInteger(count)) throw new BiffBroken('a row of numbers is cut short')
      for (let n = 0; n < count; n++) put(data, n, data.readUInt16LE(4 + n * 6), 'number', rkNumber(data, 6 + n * 6))
    } else if (type === id.label || type === id.labelSst || type === id.richLabel) {
      demand(data, 8)
      put(data, 0, data.readUInt16LE(4), 'text')
    } else if (type === id.boolErr) {
      demand(data, 8)
      put(data, 0, data.readUInt16LE(4), data.readUInt8(7) === 1 ? 'error' : 'boolean', data.readUInt8(6))
    } else if (type === id.formula) {
      demand(data, 14)
      const { is, number } = resultOf(data)
      const place = put(data, 0, data.readUInt16LE(4), is, number, true)
      if (is === 'no-result') awaited = place
    }
  }
  return cells
}

/** The saved result of a formula ([MS-XLS] 2.5.133): a number, or 0xFFFF and what else it is. */
function resultOf(data: Buffer): { is: BiffCell['is']; number: number } {
  if (data.readUInt16LE(12) !== 0xffff) return { is: 'number', number: data.readDoubleLE(6) }
  const kinds = { 0: 'no-result', 1: 'boolean', 2: 'error', 3: 'text' } as const
  const is = kinds[data.readUInt8(6) as 0 | 1 | 2 | 3]
  if (is === undefined) throw new BiffBroken('a formula has an impossible result')
  return { is, number: data.readUInt8(8) }
}

/** A number in 30 bits ([MS-XLS] 2.5.217): a whole number or the upper half of a double, perhaps times 100. */
function rkNumber(data: Buffer, at: number): number {
  const raw = data.readInt32LE(at)
  const wide = Buffer.alloc(8)
  wide.writeInt32LE(raw & ~3, 4)
  const number = (raw & 2) === 2 ? raw >> 2 : wide.readDoubleLE(0)
  return (raw & 1) === 1 ? number / 100 : number
}
