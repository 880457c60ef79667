import type { Column, ColumnType, Text } from '@jianmo/connectors/words'
import {
  type CheckedExpression,
  checkExpression,
  nearestName,
  type Scope,
  type TypedExpression,
} from '../expression/index.ts'
import { findColumn, isColumnName, repeatedNames } from '../schema/index.ts'
import { nodeProblem } from './node.problems.ts'
import type { InferContext, Report } from './node-spec.ts'

/** What expressions at a node may name. */
export function scopeOf(columns: readonly Column[], context: InferContext): Scope {
  return { columns, parameters: context.parameters }
}

/** The column, or null after reporting that it is not chosen or not there. */
export function checkColumn(
  name: string,
  columns: readonly Column[],
  { report, field, label }: { readonly report: Report; readonly field: string; readonly label: Text },
): Column | null {
  if (name === '') {
    report(nodeProblem('setting-missing', { label }, { field }))
    return null
  }
  const column = findColumn(columns, name)
  // An empty list means that the input is missing or broken, which was reported where it happened.
  if (!column && columns.length > 0) {
    const nearest = nearestName(
      name,
      columns.map((known) => known.name),
    )
    report(nodeProblem('column-not-found', { column: name, nearest }, { field }))
  }
  return column ?? null
}

/** Checks the expression in a field and reports its problems there. `expected` null accepts every type. */
export function checkField(
  text: string,
  scope: Scope,
  {
    report,
    field,
    expected,
  }: { readonly report: Report; readonly field: string; readonly expected: ColumnType | null },
): CheckedExpression {
  const checked = checkExpression(text, scope)
  if (scope.columns.length === 0) return { ...checked, problems: [] }
  for (const problem of checked.problems) report({ ...problem, field })
  const { type } = checked
  // Warnings leave a typed expression, and its type still has to fit.
  if (checked.typed !== null && expected !== null && type !== null && type !== expected && type !== 'null') {
    report(
      expected === 'boolean'
        ? nodeProblem('condition-not-boolean', { found: type }, { field })
        : nodeProblem('wrong-type', { expected, found: type }, { field }),
    )
  }
  return checked
}

/** The typed expression of a field that was checked before; NULL if it is empty. */
export function typedField(text: string, columns: readonly Column[], context: InferContext): TypedExpression {
  const { typed } = checkExpression(text, scopeOf(columns, context))
  return typed ?? { op: 'literal', type: 'null', value: null }
}

/** Reports names that cannot be column names, and names given twice. */
export function checkNames(names: readonly string[], fieldOf: (index: number) => string, report: Report): void {
  for (const [index, name] of names.entries()) {
    if (name === '')
      report(nodeProblem('setting-missing', { label: { zh: '列名', en: 'column name' } }, { field: fieldOf(index) }))
    else if (!isColumnName(name)) report(nodeProblem('bad-column-name', { column: name }, { field: fieldOf(index) }))
  }
  for (const column of repeatedNames(names.filter((name) => name !== ''))) {
    const index = names.lastIndexOf(column)
    report(nodeProblem('duplicate-column', { column }, { field: fieldOf(Math.max(0, index)) }))
  }
}
