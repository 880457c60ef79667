import { chinaCalendar } from '@jianmo/connectors/values'
import { type ColumnType, typeNameOf } from '@jianmo/connectors/words'
import { type Datum, fromValue, type Value } from '../../src/expression/index.ts'
import type { Row, World } from '../../src/plan/reference/interpret.ts'
import type { Random } from '../random.ts'
import { parameters } from './parameters.ts'
import { columnTypes, drawValue } from './values.ts'

/** One table that a plan reads. `_row` numbers its rows from 1, as loading does. */
export interface FuzzTable {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[]
  readonly rows: readonly (readonly Value[])[]
}

/** Names as drawers and agencies choose them: quotes, blanks, reserved words, Han; no two differ in case only; MariaDB has no name with an astral sign. */
const names = [
  'id',
  'name',
  '姓名',
  'select',
  'Order',
  'x y',
  'say "hi"',
  'back`tick',
  '身份证号',
  'amount',
  'a',
  'день',
  '甲',
]

/** Tables with few rows, many NULLs, and rows that occur twice. Which types the tables may have is the engines' affair. */
export function createTables(random: Random, types: readonly ColumnType[] = columnTypes): readonly FuzzTable[] {
  return ['t0', 't1', 't2'].map((name, index) => {
    // The first table has every type, so that every function finds its arguments.
    const chosen =
      index === 0 ? [...new Set(types)] : Array.from({ length: 3 + random.below(3) }, () => random.pick(types))
    const labels = random.shuffled(names)
    const columns = chosen.map((type, at) => ({ name: labels[at] ?? `c${at}`, type }))
    const count = index === 2 && random.chance(0.2) ? 0 : 3 + random.below(6)
    const rows = Array.from({ length: count }, () => columns.map(({ type }) => drawValue(type, random)))
    const repeated = rows.filter(() => random.chance(0.25))
    return { name, columns, rows: [...rows, ...repeated] }
  })
}

/** A table as it is loaded: `_row` and its columns, values as data. */
export function tableRows({ columns, rows }: FuzzTable): {
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[]
  readonly rows: readonly Row[]
} {
  return {
    columns: [{ name: '_row', type: 'integer' }, ...columns],
    rows: rows.map((row, at) => [
      BigInt(at + 1),
      ...columns.map(({ type }, place) => fromValue(row[place] ?? null, type)),
    ]),
  }
}

export function parameterOf(wanted: string): Datum {
  const found = parameters.find(({ name }) => name === wanted)
  return found ? fromValue(found.value, found.type) : null
}

/** The tables as the interpreter reads them. */
export function worldOf(tables: readonly FuzzTable[]): World {
  const relation = (name: string, columns: readonly { readonly name: string }[]): readonly Row[] => {
    const table = tables.find((one) => one.name === name)
    if (!table) throw new Error(`There is no table ${name}`)
    const places = columns.map((column) => table.columns.findIndex((own) => own.name === column.name))
    return table.rows.map((row, at) =>
      places.map((place): Datum => {
        const type = table.columns[place]?.type
        return type === undefined ? BigInt(at + 1) : fromValue(row[place] ?? null, type)
      }),
    )
  }
  return { relation, parameter: parameterOf, context: { calendar: chinaCalendar } }
}

/** Types whose values are equal or not whatever the engine: floats are only nearly so, and lists are no keys everywhere. */
export const isKeyType = (type: ColumnType): boolean => !['float', 'list'].includes(typeNameOf(type))
