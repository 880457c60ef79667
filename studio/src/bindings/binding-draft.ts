import type { Binding, ColumnBinding, DateFormat, LogicalColumn, LogicalTable } from '@jianmo/connectors/words'

/** How often a value stands in a physical column. */
export interface PhysicalValue {
  readonly value: string | null
  readonly rows: number
}

export function isDated(column: LogicalColumn): boolean {
  return column.type === 'date' || column.type === 'timestamp'
}

/** Columns whose physical values must be mapped one by one. */
export function isCoded(column: LogicalColumn): boolean {
  return column.codes !== undefined || column.type === 'boolean'
}

/** The logical codes of a column; a boolean has two. */
export function codesOf(column: LogicalColumn): NonNullable<LogicalColumn['codes']> {
  return column.codes ?? booleanCodes
}

const booleanCodes = [
  { value: 'true', label: { zh: '是', en: 'Yes' } },
  { value: 'false', label: { zh: '否', en: 'No' } },
]

function change(draft: Binding, column: string, next: ColumnBinding): Binding {
  return { ...draft, columns: { ...draft.columns, [column]: next } }
}

/** Fills a logical column from another physical one; what was said about the old one no longer holds. */
export function chooseColumn(draft: Binding, column: LogicalColumn, from: string | null): Binding {
  if (from === null) return change(draft, column.name, { from: null })
  if (isDated(column)) return change(draft, column.name, { from, dateFormat: 'auto' })
  return change(draft, column.name, isCoded(column) ? { from, codes: {} } : { from })
}

export function chooseDateFormat(draft: Binding, column: string, dateFormat: DateFormat): Binding {
  const old = draft.columns[column]
  return old === undefined ? draft : change(draft, column, { ...old, dateFormat })
}

export function chooseCode(draft: Binding, column: string, value: string, code: string | null): Binding {
  const old = draft.columns[column]
  if (old === undefined) return draft
  const { [value]: _, ...others } = old.codes ?? {}
  return change(draft, column, { ...old, codes: code === null ? others : { ...others, [value]: code } })
}

/** Required columns that nothing fills yet. */
export function missingColumns(table: LogicalTable, draft: Binding): readonly LogicalColumn[] {
  return table.columns.filter((column) => column.required && (draft.columns[column.name]?.from ?? null) === null)
}

/** Values that no code maps. Empty cells stay empty and need none. */
export function unmappedValues(
  binding: ColumnBinding | undefined,
  values: readonly PhysicalValue[],
): readonly PhysicalValue[] {
  return values.filter(({ value }) => value !== null && value.trim() !== '' && binding?.codes?.[value] === undefined)
}
