import { type CellType, readCell } from '@jianmo/engine/nodes'
import { isColumnName } from '@jianmo/engine/schema'

export interface TypedColumn {
  readonly name: string
  readonly label: string
  readonly type: CellType
}

export interface TypedTable {
  readonly columns: readonly TypedColumn[]
  readonly rows: readonly (readonly string[])[]
}

/** What spreadsheets put on the clipboard: cells apart by tabs; a cell with a tab, a line or a quote is in quotes. */
export function parsePasted(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const source = text.replaceAll(/\r\n?/g, '\n').replace(/\n$/, '')
  for (let at = 0; at < source.length; at++) {
    const sign = source[at] ?? ''
    if (quoted && sign === '"' && source[at + 1] === '"') {
      cell += '"'
      at++
    } else if (quoted && sign === '"') quoted = false
    else if (quoted) cell += sign
    else if (sign === '"' && cell === '') quoted = true
    else if (sign === '\t') {
      row.push(cell)
      cell = ''
    } else if (sign === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
    } else cell += sign
  }
  rows.push([...row, cell])
  return rows
}

/** A whole table: the first line names the columns, and the values say the types. */
export function tableOf(pasted: readonly (readonly string[])[], limits: { columns: number; rows: number }): TypedTable {
  const [header = [], ...body] = pasted
  const width = Math.min(limits.columns, Math.max(0, ...pasted.map(({ length }) => length)))
  const rows = body
    .filter((row) => row.some((cell) => cell.trim() !== ''))
    .slice(0, limits.rows)
    .map((row) => Array.from({ length: width }, (_, at) => (row[at] ?? '').trim()))
  const taken = new Set<string>()
  const columns = Array.from({ length: width }, (_, at): TypedColumn => {
    const label = (header[at] ?? '').trim()
    const plain = label.replaceAll(/\s+/g, '_')
    const name = isColumnName(plain) && !taken.has(plain.toLowerCase()) ? plain : freeName(taken)
    taken.add(name.toLowerCase())
    return { name, label, type: guessType(rows.map((row) => row[at] ?? '')) }
  })
  return { columns, rows }
}

/** Cells from a place on: what lies outside makes new rows and columns, within the limits. */
export function pasteInto(
  table: TypedTable,
  {
    pasted,
    row,
    column,
  }: { readonly pasted: readonly (readonly string[])[]; readonly row: number; readonly column: number },
  limits: { columns: number; rows: number },
): TypedTable {
  const width = Math.min(
    limits.columns,
    Math.max(table.columns.length, column + Math.max(...pasted.map(({ length }) => length))),
  )
  const height = Math.min(limits.rows, Math.max(table.rows.length, row + pasted.length))
  const rows = Array.from({ length: height }, (_, at) =>
    Array.from(
      { length: width },
      (_, across) => pasted[at - row]?.[across - column]?.trim() ?? table.rows[at]?.[across] ?? '',
    ),
  )
  const taken = new Set(table.columns.map(({ name }) => name.toLowerCase()))
  const columns = Array.from({ length: width }, (_, at) => {
    const known = table.columns[at]
    if (known) return known
    const name = freeName(taken)
    taken.add(name)
    return { name, label: '', type: guessType(rows.map((cells) => cells[at] ?? '')) }
  })
  return { columns, rows }
}

/** The narrowest type that every value has. Codes with leading zeros and long numbers are texts: numbers would lose them. */
export function guessType(values: readonly string[]): CellType {
  const written = values.map((value) => value.trim()).filter((value) => value !== '')
  if (written.length === 0 || written.some((value) => /^0\d/.test(value) || /\d{16}/.test(value))) return 'text'
  const fits = (type: CellType) => written.every((value) => readCell(value, type) !== undefined)
  if (fits('integer'))
    return written.every((value) => /^(19|20)\d{6}$/.test(value)) && fits('date') ? 'date' : 'integer'
  if (fits('decimal')) return 'decimal'
  if (written.every((value) => /^(是|否)$/.test(value))) return 'boolean'
  return fits('date') ? 'date' : 'text'
}

export function freeName(taken: ReadonlySet<string>): string {
  let number = taken.size + 1
  while (taken.has(`col_${number}`)) number++
  return `col_${number}`
}
