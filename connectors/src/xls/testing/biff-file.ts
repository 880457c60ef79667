import { CFB } from '@e965/xlsx'

/** A cell of a hand-made BIFF8 sheet: the record it becomes. Rows and columns from 0; `style` is the place in `formats`. */
export type BiffCellPlan =
  | { readonly number: number; readonly style?: number }
  | { readonly rk: number; readonly style?: number }
  | { readonly text: string }
  | { readonly label: string }
  | { readonly boolean: boolean }
  | { readonly error: number }
  | { readonly formula: number | string | boolean | { readonly error: number } | null; readonly style?: number }

export interface BiffSheetPlan {
  readonly name: string
  readonly hidden?: boolean
  readonly macros?: boolean
  readonly rows: readonly (readonly (BiffCellPlan | null)[])[]
  /** top, bottom, left, right, all from 0. */
  readonly merges?: readonly (readonly [number, number, number, number])[]
}

export interface BiffBookPlan {
  readonly sheets: readonly BiffSheetPlan[]
  /** Number formats: an id known to Excel, or a code. Style 0 is General. */
  readonly formats?: readonly (number | string)[]
  readonly date1904?: boolean
  readonly extra?: readonly Buffer[]
  /** Excel 95: texts in this code page, by the bytes that `encode` gives. */
  readonly codePage?: { readonly id: number; readonly encode: (text: string) => Buffer }
  /** Further streams of the container, by name. */
  readonly streams?: Readonly<Record<string, string>>
}

export const biffRecord = (id: number, ...data: readonly Buffer[]) => {
  const body = Buffer.concat(data)
  return Buffer.concat([u16(id), u16(body.length), body])
}
export const u16 = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(values.length * 2)
  values.forEach((value, index) => void bytes.writeUInt16LE(value, index * 2))
  return bytes
}
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value >>> 0)
  return bytes
}
const f64 = (value: number) => {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleLE(value)
  return bytes
}
const u8 = (...values: readonly number[]) => Buffer.from(values)
const isLatin = (text: string) => /^[\0-\xff]*$/.test(text)
const characters = (text: string) =>
  isLatin(text)
    ? Buffer.concat([u8(0), Buffer.from(text, 'latin1')])
    : Buffer.concat([u8(1), Buffer.from(text, 'utf16le')])

/** A workbook written byte by byte after [MS-XLS], so that it can hold what no writer offers. */
export function biffFile(plan: BiffBookPlan): Buffer {
  const container = CFB.utils.cfb_new()
  CFB.utils.cfb_add(container, plan.codePage ? '/Book' : '/Workbook', workbookStream(plan))
  for (const [name, content] of Object.entries(plan.streams ?? {})) {
    CFB.utils.cfb_add(container, `/${name}`, Buffer.from(content))
  }
  return Buffer.from(CFB.write(container, { type: 'buffer' }) as Uint8Array)
}

function workbookStream({ sheets, formats = [], date1904, extra = [], codePage }: BiffBookPlan): Buffer {
  const strings: string[] = []
  const bof = (kind: number) =>
    biffRecord(0x809, u16(codePage ? 0x500 : 0x600, kind, 0, 0), ...(codePage ? [] : [u32(0), u32(6)]))
  const eof = biffRecord(0x0a)
  const codes = formats.map((format, index) => ({ id: typeof format === 'number' ? format : 164 + index, format }))
  const text8 = (text: string) => (codePage ? codePage.encode(text) : characters(text))
  const bodies = sheets.map((sheet) => sheetStream(sheet, { strings, bof, eof, codePage }))
  const head = [
    bof(5),
    ...extra,
    biffRecord(0x42, u16(codePage?.id ?? 1200)),
    biffRecord(0x22, u16(date1904 ? 1 : 0)),
    ...codes.flatMap(({ id, format }) =>
      typeof format === 'string' ? [biffRecord(0x41e, u16(id, format.length), characters(format))] : [],
    ),
    ...[0, ...codes.map(({ id }) => id)].map((id) => biffRecord(0xe0, u16(0, id), Buffer.alloc(codePage ? 12 : 16))),
  ]
  const tail = codePage ? [eof] : [sharedStrings(strings), eof]
  const lists = sheets.map(({ name, hidden, macros }) => {
    const encoded = text8(name)
    const length = codePage ? encoded.length : name.length
    return { flags: u8(hidden ? 1 : 0, macros ? 1 : 0, length), encoded }
  })
  const size = (parts: readonly Buffer[]) => parts.reduce((sum, { length }) => sum + length, 0)
  let at = size(head) + size(tail) + lists.reduce((sum, { encoded }) => sum + 4 + 4 + 3 + encoded.length, 0)
  const bound = lists.map(({ flags, encoded }, index) => {
    const record = biffRecord(0x85, u32(at), flags, encoded)
    at += bodies[index]?.length ?? 0
    return record
  })
  return Buffer.concat([...head, ...bound, ...tail, ...bodies])
}

interface Shared {
  readonly strings: string[]
  readonly bof: (kind: number) => Buffer
  readonly eof: Buffer
  readonly codePage: BiffBookPlan['codePage']
}

function sheetStream({ rows, merges = [], macros }: BiffSheetPlan, { strings, bof, eof, codePage }: Shared): Buffer {
  const cells = rows.flatMap((row, r) =>
    row.flatMap((cell, c) => (cell === null ? [] : cellRecords(cell, u16(r, c), { strings, codePage }))),
  )
  const merged =
    merges.length === 0 ? [] : [biffRecord(0xe5, u16(merges.length), ...merges.map((merge) => u16(...merge)))]
  return Buffer.concat([bof(macros ? 0x40 : 0x10), ...cells, ...merged, eof])
}

function cellRecords(
  cell: BiffCellPlan,
  place: Buffer,
  { strings, codePage }: Pick<Shared, 'strings' | 'codePage'>,
): readonly Buffer[] {
  const style = u16('style' in cell ? (cell.style ?? 0) : 0)
  if ('number' in cell) return [biffRecord(0x203, place, style, f64(cell.number))]
  if ('rk' in cell) return [biffRecord(0x27e, place, style, u32(cell.rk))]
  if ('boolean' in cell) return [biffRecord(0x205, place, style, u8(cell.boolean ? 1 : 0, 0))]
  if ('error' in cell) return [biffRecord(0x205, place, style, u8(cell.error, 1))]
  if ('formula' in cell) return formulaRecords(cell.formula, Buffer.concat([place, style]))
  const text = 'label' in cell ? cell.label : cell.text
  if (codePage) {
    const bytes = codePage.encode(text)
    return [biffRecord(0x204, place, style, u16(bytes.length), bytes)]
  }
  if ('label' in cell) return [biffRecord(0x204, place, style, u16(text.length), characters(text))]
  return [biffRecord(0xfd, place, style, u32(strings.push(text) - 1))]
}

type FormulaResult = Extract<BiffCellPlan, { formula: unknown }>['formula']

/** The formula itself is the constant 1; what counts is its saved result. */
function formulaRecords(result: FormulaResult, start: Buffer): readonly Buffer[] {
  const special = (kind: number, value: number) => Buffer.concat([u8(kind, 0, value, 0, 0, 0), u16(0xffff)])
  const record = (saved: Buffer) => biffRecord(0x06, start, saved, u16(0), u32(0), u16(3), u8(0x1e, 1, 0))
  if (result === null) return [record(special(0, 0))]
  if (typeof result === 'number') return [record(f64(result))]
  if (typeof result === 'boolean') return [record(special(1, result ? 1 : 0))]
  if (typeof result === 'object') return [record(special(2, result.error))]
  if (result === '') return [record(special(3, 0))]
  return [record(special(0, 0)), biffRecord(0x207, u16(result.length), characters(result))]
}

/** Every text is cut in two by the end of its record: what follows says anew how wide its characters are. */
function sharedStrings(strings: readonly string[]): Buffer {
  const records: Buffer[] = []
  let body: Buffer[] = [u32(strings.length), u32(strings.length)]
  let id = 0xfc
  for (const text of strings) {
    const half = Math.floor(text.length / 2)
    const whole = isLatin(text)
    const first = Buffer.from(text.slice(0, half), whole ? 'latin1' : 'utf16le')
    body.push(u16(text.length), u8(whole ? 0 : 1), first)
    if (half === 0) {
      body.push(Buffer.from(text, whole ? 'latin1' : 'utf16le'))
      continue
    }
    records.push(biffRecord(id, ...body))
    const rest = text.slice(half)
    body = [characters(rest)]
    id = 0x3c
  }
  records.push(biffRecord(id, ...body))
  return Buffer.concat(records)
}
