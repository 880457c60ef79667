import type { Column } from '@jianmo/connectors/words'
import { type ColumnId, partsOf, type TypedExpression } from './typed.ts'

/** Never NULL, whatever comes in. */
const answering = new Set(['is-null', 'is-not-null', 'is-true'])

/** NULL only if an argument is. Others of the table may also give NULL of their own accord (`x / 0`, a day that there is not). */
const passing = new Set([
  ...['and', 'or', 'not', '=', '<>', '<', '<=', '>', '>=', 'in', 'between', 'like'],
  ...['+', '-', '*', 'negate', 'abs', 'greatest', 'least'],
  ...['concat', 'length', 'upper', 'lower', 'trim', 'starts_with', 'contains'],
  ...['days_between', 'months_between_full', 'year', 'date_of'],
])

/**
 * Whether an expression can be NULL; false only if it is certain. Parameters always have a value. `columns` are those in
 * reach: one that is not among them, or says nothing, may be NULL.
 */
export function isNullable(typed: TypedExpression, columns: readonly Column[]): boolean {
  const filled = new Set<ColumnId>(
    columns.filter(({ nullable }) => nullable === false).map(({ id, name }) => id ?? name),
  )
  return mayBeNull(typed, filled)
}

function mayBeNull(typed: TypedExpression, filled: ReadonlySet<ColumnId>): boolean {
  const may = (part: TypedExpression) => mayBeNull(part, filled)
  switch (typed.op) {
    case 'literal':
      return typed.value === null
    case 'column':
      return !filled.has(typed.id)
    case 'parameter':
      return false
    case 'cast':
      return may(typed.operand)
    case 'case':
      return typed.otherwise === null || may(typed.otherwise) || typed.branches.some(({ gives }) => may(gives))
    case 'call':
      if (answering.has(typed.function)) return false
      if (typed.function === 'coalesce') return typed.arguments.every(may)
      // Floats hold no infinity: a result beyond them is NULL.
      if (typed.type === 'float' || !passing.has(typed.function)) return true
      return partsOf(typed).some(may)
  }
}
