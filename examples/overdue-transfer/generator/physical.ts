import { type Chance, createChance } from './random.ts'
import type { Entry, TableId, World } from './world.ts'
import { type DateStyle, writeDate } from './write-date.ts'
import { writeId, writeName } from './write-identity.ts'

/** A cell as the agency has it: text, or in a spreadsheet a number or a real date. */
export type Cell = string | null | { readonly number: number } | { readonly date: string }

export type Writing =
  | { readonly as: 'text' }
  | { readonly as: 'id' }
  | { readonly as: 'name' }
  | { readonly as: 'date'; readonly style: DateStyle }
  /** Logical value → the agency's value. */
  | { readonly as: 'code'; readonly codes: Readonly<Record<string, string>> }

export interface PhysicalColumn {
  readonly name: string
  /** The logical column it holds. */
  readonly from: string
  readonly writing: Writing
  /** The agency's own words about the column (PostgreSQL only). */
  readonly comment?: string
  readonly sqlType?: 'text' | 'date' | 'integer' | 'numeric' | 'character(1)'
  /** Spreadsheets: the merged heading above this column and its neighbours. */
  readonly group?: string
}

/** A table of an agency. `name`: the table inside `schema`, the sheet, or the file without its ending. */
export interface PhysicalShape {
  readonly logicalTable: TableId
  readonly source: string
  readonly kind: 'postgres' | 'xlsx' | 'csv'
  readonly name: string
  readonly schema?: string
  readonly comment?: string
  readonly file?: string
  readonly encoding?: 'gb18030' | 'utf8'
  /** Spreadsheets: lines above the header. */
  readonly titles?: readonly string[]
  /** Spreadsheets: lines under the last row. */
  readonly footers?: readonly string[]
  /** CSV: lines with too few or too many cells, which an import must reject. */
  readonly ragged?: readonly string[]
  readonly columns: readonly PhysicalColumn[]
  /** Left out when the district's bindings are made: a table that only misleads. */
  readonly decoy?: true
}

export interface PhysicalTable extends PhysicalShape {
  readonly rows: readonly (readonly Cell[])[]
}

/** The records of a table as the agency wrote them. The dirt depends on the seed and the table only. */
export function writeTable(world: World, shape: PhysicalShape, seed: string): PhysicalTable {
  const chance = createChance(`${seed}/${world.district}/${shape.name}`)
  const rows = world.tables[shape.logicalTable].map((entry) =>
    shape.columns.map((column) => writeCell(entry, column, shape, chance)),
  )
  return { ...shape, rows }
}

function writeCell(entry: Entry, column: PhysicalColumn, shape: PhysicalShape, chance: Chance): Cell {
  const value = entry.fact[column.from] ?? null
  const { writing } = column
  switch (writing.as) {
    case 'text':
      return value !== null && column.sqlType === undefined && chance.happens(0.02) ? `${value}  ` : value
    case 'id':
      return writeId(value, { damage: entry.damage, spelling: entry.spelling, kind: shape.kind, chance })
    case 'name':
      return writeName(value, chance)
    case 'date':
      return writeDate(value, writing.style, chance)
    case 'code': {
      if (value === null) return null
      const code = writing.codes[value]
      if (code === undefined) throw new Error(`${shape.name}.${column.name} has no code for ${value}`)
      return code
    }
  }
}

/** The column's name as an importer tells it: under a merged heading both words count. */
export function columnName({ name, group }: PhysicalColumn): string {
  return group === undefined ? name : `${group}_${name}`
}

/** What a reader that never guesses sees in a cell: numbers and days as text. */
export function textOf(cell: Cell): string | null {
  if (cell === null || typeof cell === 'string') return cell
  return 'number' in cell ? String(cell.number) : cell.date
}
