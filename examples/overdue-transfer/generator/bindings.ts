import { columnName, type PhysicalColumn, type PhysicalShape } from './physical.ts'

/** A district's binding as the seed or a test needs it; `sourceId` holds the shape's source key until an id is known. */
export interface ExampleBinding {
  readonly logicalTable: string
  readonly sourceId: string
  readonly table: string
  readonly columns: Readonly<
    Record<
      string,
      { readonly from: string; readonly dateFormat?: 'auto'; readonly codes?: Readonly<Record<string, string>> }
    >
  >
}

/** What a careful person would confirm in the wizard: every column that the agency has, every code that it uses. */
export function bindingsOf(shapes: readonly PhysicalShape[]): readonly ExampleBinding[] {
  return shapes
    .filter((shape) => shape.decoy !== true)
    .map((shape) => ({
      logicalTable: shape.logicalTable,
      sourceId: shape.source,
      table: shape.name,
      columns: Object.fromEntries(shape.columns.map((column) => [column.from, bindColumn(column)])),
    }))
}

function bindColumn(column: PhysicalColumn): ExampleBinding['columns'][string] {
  const name = columnName(column)
  const { writing } = column
  if (writing.as === 'date') return { from: name, dateFormat: 'auto' }
  if (writing.as !== 'code') return { from: name }
  return {
    from: name,
    codes: Object.fromEntries(Object.entries(writing.codes).map(([logical, physical]) => [physical, logical])),
  }
}
