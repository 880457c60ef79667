import type { DuckDBMaterializedResult } from '@duckdb/node-api'
import {
  Bool,
  type DataType,
  Field,
  Float64,
  Int64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from 'apache-arrow'
import { type TypeName, typeNameOf } from '../../words/column.ts'
import type { ArrowColumn } from './protocol.ts'

/** Decimals, dates and wall clocks travel as text: a browser then shows every digit, and no time zone moves a day. */
const arrowTypes = {
  text: () => new Utf8(),
  integer: () => new Int64(),
  decimal: () => new Utf8(),
  boolean: () => new Bool(),
  date: () => new Utf8(),
  timestamp: () => new Utf8(),
  float: () => new Float64(),
  instant: () => new Utf8(),
  list: () => new Utf8(),
} as const satisfies Record<TypeName, () => DataType>

/**
 * The result as an Arrow IPC stream with exactly `columns`, in their order. text, decimal (`12.50`), date (`yyyy-mm-dd`)
 * and timestamp (`yyyy-mm-dd hh:mm`) are Utf8, as instants and lists (JSON) are; integer is Int64 (BigInt in JavaScript),
 * float is Float64, boolean is Bool. Every field
 * carries its column type as metadata `type`.
 */
export async function arrowBytes(
  result: DuckDBMaterializedResult,
  columns: readonly ArrowColumn[],
): Promise<Uint8Array> {
  const names = result.columnNames()
  const values = await result.getColumnsJson()
  const height = result.rowCount
  const fields: Field[] = []
  const children = columns.map((column) => {
    const index = names.indexOf(column.name)
    if (index < 0) throw new Error(`The result has no column ${column.name}`)
    const type = arrowTypes[typeNameOf(column.type)]()
    fields.push(new Field(column.name, type, true, new Map([['type', column.type]])))
    const read = readers[typeNameOf(column.type)]
    const vector = vectorFromArray(
      (values[index] ?? []).map((value) => (value === null ? null : read(value))),
      type,
    )
    const [data] = vector.data
    return data ?? makeData({ type })
  })
  const schema = new Schema(fields)
  const data = makeData({ type: new Struct(fields), length: height, nullCount: 0, children })
  return tableToIPC(new Table(schema, [new RecordBatch(schema, data)]), 'stream')
}

const readers = {
  text: (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value)),
  integer: (value: unknown) => BigInt(typeof value === 'number' ? Math.trunc(value) : String(value)),
  decimal: (value: unknown) => String(value),
  boolean: (value: unknown) => value === true || value === 'true',
  date: (value: unknown) => String(value).slice(0, 10),
  timestamp: (value: unknown) => String(value).slice(0, 16),
  float: Number,
  instant: String,
  list: (value: unknown) => JSON.stringify(value),
} as const satisfies Record<TypeName, (value: unknown) => unknown>
