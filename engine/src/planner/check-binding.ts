import type { Binding, LogicalTable, Problem } from '@jianmo/connectors/words'
import { nearestName } from '../expression/index.ts'
import { repeatedNames } from '../schema/index.ts'
import { plannerProblem } from './planner.problems.ts'

/** Problems of a binding: required columns without a physical one, physical columns that are gone, codes that lead nowhere.
 * `physical` null skips the comparison with the source. `field` is `columns.<logical column>`. */
export function checkBinding(
  binding: Binding,
  table: LogicalTable,
  physical: readonly string[] | null,
): readonly Problem[] {
  const known = new Set(table.columns.map(({ name }) => name))
  const bound = boundColumns(binding, table)
  const clashes = repeatedNames([...new Set(bound.map(({ from }) => from)), '_row'])
  return [
    ...table.columns
      .filter(({ name, required }) => required && (binding.columns[name]?.from ?? null) === null)
      .map(({ name, label }) =>
        plannerProblem(
          'required-column-not-bound',
          { table: table.id, column: name, label },
          { field: `columns.${name}` },
        ),
      ),
    ...bound
      .filter(({ from }) => physical !== null && !physical.includes(from))
      .map(({ name, from }) =>
        plannerProblem(
          'physical-column-missing',
          { table: binding.table, column: name, physical: from, nearest: nearestName(from, physical ?? []) },
          { field: `columns.${name}` },
        ),
      ),
    ...(clashes.length > 0
      ? [plannerProblem('physical-columns-clash', { table: binding.table, columns: clashes })]
      : []),
    ...table.columns.flatMap((column) => {
      const values = new Set(Object.values(binding.columns[column.name]?.codes ?? {}))
      const allowed = column.codes?.map(({ value }) => value) ?? (column.type === 'boolean' ? ['true', 'false'] : null)
      return allowed === null
        ? []
        : [...values]
            .filter((value) => !allowed.includes(value))
            .map((value) =>
              plannerProblem(
                'code-not-known',
                { column: column.name, value, known: allowed },
                { field: `columns.${column.name}` },
              ),
            )
    }),
    ...Object.keys(binding.columns)
      .filter((column) => !known.has(column))
      .map((column) =>
        plannerProblem(
          'binding-column-unknown',
          { table: table.id, column, nearest: nearestName(column, [...known]) },
          { field: `columns.${column}` },
        ),
      ),
  ]
}

/** Logical columns that have a physical one, in the table's order. */
export function boundColumns(
  binding: Binding,
  table: LogicalTable,
): readonly { readonly name: string; readonly from: string }[] {
  return table.columns.flatMap(({ name }) => {
    const from = binding.columns[name]?.from ?? null
    return from === null ? [] : [{ name, from }]
  })
}

/** A binding to a table that looks exactly like the logical one: to show a model's SQL where nothing is bound. */
export function identityBinding(table: LogicalTable): Binding {
  return {
    logicalTable: table.id,
    sourceId: '',
    table: table.name,
    columns: Object.fromEntries(table.columns.map(({ name }) => [name, { from: name }])),
  }
}
