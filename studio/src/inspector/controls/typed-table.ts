import { type CellType, cellTypes } from '@jianmo/engine/nodes'
import type { TypedTable } from '../../document/index.ts'
import { itemOf, itemsOf, textOf, textsOf } from './read-config.ts'

/** The table as it stands in the document, whatever stands there. */
export function readTable(value: unknown): TypedTable {
  const { columns, rows } = itemOf(value)
  return {
    columns: itemsOf(columns).map(({ name, label, type }) => ({
      name: textOf(name),
      label: textOf(label),
      type: cellTypes.find((known): known is CellType => known === type) ?? 'text',
    })),
    rows: Array.isArray(rows) ? rows.map(textsOf) : [],
  }
}

export function setCell(
  table: TypedTable,
  { row, column }: { readonly row: number; readonly column: number },
  text: string,
): TypedTable {
  const cells = table.rows[row] ?? []
  const next = Array.from({ length: table.columns.length }, (_, at) => (at === column ? text : (cells[at] ?? '')))
  return { ...table, rows: table.rows.map((old, at) => (at === row ? next : old)) }
}

export function removeRow(table: TypedTable, row: number): TypedTable {
  return { ...table, rows: table.rows.filter((_, at) => at !== row) }
}

export function removeColumn(table: TypedTable, column: number): TypedTable {
  return {
    columns: table.columns.filter((_, at) => at !== column),
    rows: table.rows.map((row) => row.filter((_, at) => at !== column)),
  }
}
