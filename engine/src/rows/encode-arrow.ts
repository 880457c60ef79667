import { isMasked } from '@jianmo/connectors/values'
import type { Column } from '@jianmo/connectors/words'
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
import { arrowMetadata } from '../api/wire.ts'
import type { RowsPage } from './masked-rows.ts'

/** An Arrow IPC stream of a page, with the keys of `arrowMetadata` in the schema. Integers travel as 64 bits, floats as float64,
 * decimals with all their digits as text; dates and masked values as text: a masked date is no date any more. */
export function encodeArrow({ columns, rows, total, computedAt, origin, tables }: RowsPage): Uint8Array {
  const metadata = new Map<string, string>([
    [arrowMetadata.totalRows, String(total)],
    [arrowMetadata.columns, JSON.stringify(columns)],
    [arrowMetadata.computedAt, computedAt],
    [arrowMetadata.readAt, origin.readAt],
    [arrowMetadata.runId, origin.runId ?? ''],
    [arrowMetadata.engine, 'duckdb'],
    [arrowMetadata.tables, JSON.stringify(tables)],
  ])
  const fields = columns.map((column) => new Field(column.name, arrowType(column), true))
  const schema = new Schema(fields, metadata)
  const children = fields.map(({ type }, index) => {
    const values = rows.map((row) => toArrowValue(row[index] ?? null, type))
    return vectorFromArray(values, type).data[0] ?? makeData({ type: new Utf8(), length: 0 })
  })
  const batch = new RecordBatch(schema, makeData({ type: new Struct(fields), length: rows.length, children }))
  return tableToIPC(new Table(schema, batch), 'stream')
}

function arrowType(column: Column): DataType {
  if (isMasked(column)) return new Utf8()
  if (column.type === 'integer') return new Int64()
  if (column.type === 'float') return new Float64()
  return column.type === 'boolean' ? new Bool() : new Utf8()
}

function toArrowValue(value: string | number | boolean | null, type: DataType) {
  if (value === null) return null
  if (type instanceof Int64) return BigInt(value)
  if (type instanceof Float64) return Number(value)
  return type instanceof Bool ? value === true || value === 'true' : String(value)
}
