import type { Column } from '@jianmo/connectors/words'
import { arrowMetadata } from '@jianmo/engine/wire'
import { DataType, tableFromIPC, type Vector } from 'apache-arrow'
import type { RowsPage } from '../editor/editor-api.ts'

type Cell = RowsPage['rows'][number][number]

/** Decodes the stream of `POST /arrow/preview`: rows; their columns and what is to be known of them are in the schema's metadata. */
export function readArrow(bytes: Uint8Array): RowsPage {
  const table = tableFromIPC(bytes)
  const metadata = table.schema.metadata
  const about = (key: keyof typeof arrowMetadata) => metadata.get(arrowMetadata[key]) ?? ''
  const columns = readColumns(
    metadata.get(arrowMetadata.columns),
    table.schema.fields.map(({ name }) => name),
  )
  const vectors = columns.map(({ name }) => table.getChild(name))
  const rows = Array.from({ length: table.numRows }, (_, row) =>
    vectors.map((vector, at) => {
      const value = vector === null ? null : readCell(vector, row)
      return typeof value === 'string' && isNumber(columns[at]) ? exactNumber(value) : value
    }),
  )
  return {
    columns,
    rows,
    total: Number(about('totalRows')),
    computedAt: about('computedAt'),
    readAt: about('readAt'),
    runId: about('runId') || null,
    engine: about('engine') as RowsPage['engine'],
    tables: JSON.parse(about('tables')) as RowsPage['tables'],
  }
}

function readColumns(json: string | undefined, names: readonly string[]): readonly Column[] {
  if (json !== undefined) return JSON.parse(json) as readonly Column[]
  return names.map((name) => ({ name, label: { zh: name, en: name }, type: 'text', sensitivity: 'internal' }))
}

function readCell(vector: Vector, row: number): Cell {
  const value: unknown = vector.get(row)
  if (value === null || value === undefined) return null
  if (DataType.isDate(vector.type)) return isoDay(Number(value))
  if (DataType.isTimestamp(vector.type)) return new Date(Number(value)).toISOString().slice(0, 16).replace('T', ' ')
  if (typeof value === 'bigint') return exactNumber(String(value))
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value)
}

/** Masked numbers are no numbers any more. */
const isNumber = (column: Column | undefined) =>
  column !== undefined && (column.type === 'integer' || column.type.startsWith('decimal'))

/** A number where JavaScript keeps every digit of it, else its digits. */
function exactNumber(text: string): number | string {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text
  const digits = text.replace(/^[-0.]+|[-.]/g, '')
  return digits.length <= 15 ? Number(text) : text
}

/** apache-arrow gives dates as milliseconds since 1970 (UTC). */
function isoDay(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}
