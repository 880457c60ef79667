import type { ColumnType } from '@jianmo/connectors/words'
import type { ColumnId, ExpressionType, TypedExpression, Value } from './typed.ts'

/** Short constructors for typed expressions that the planner writes itself. */
export const column = (of: { readonly id: ColumnId; readonly type: ColumnType }): TypedExpression => ({
  op: 'column',
  id: of.id,
  type: of.type,
})
export const text = (value: string): TypedExpression => ({ op: 'literal', type: 'text', value })
export const integer = (value: number): TypedExpression => ({ op: 'literal', type: 'integer', value })
export const nothing: TypedExpression = { op: 'literal', type: 'null', value: null }
export const truth: TypedExpression = { op: 'literal', type: 'boolean', value: true }

export const nullOf = (type: ColumnType): TypedExpression => ({ op: 'cast', type, operand: nothing })
/** The value as another type. A list as a text is its items: every engine prints a list in brackets of its own. */
export const castTo = (type: ColumnType, operand: TypedExpression): TypedExpression => {
  if (operand.type === type) return operand
  return operand.type === 'list' && type === 'text'
    ? call('list_join', 'text', operand, text('、'))
    : { op: 'cast', type, operand }
}

export const call = (id: string, type: ExpressionType, ...args: readonly TypedExpression[]): TypedExpression => ({
  op: 'call',
  type,
  function: id,
  arguments: args,
})

export const isNull = (operand: TypedExpression): TypedExpression => call('is-null', 'boolean', operand)
export const isNotNull = (operand: TypedExpression): TypedExpression => call('is-not-null', 'boolean', operand)
export const isTrue = (operand: TypedExpression): TypedExpression => call('is-true', 'boolean', operand)
export const not = (operand: TypedExpression): TypedExpression => call('not', 'boolean', operand)
export const equal = (left: TypedExpression, right: TypedExpression): TypedExpression =>
  call('=', 'boolean', left, right)

export function allOf(conditions: readonly TypedExpression[]): TypedExpression {
  return conditions.length === 0 ? truth : conditions.reduce((left, right) => call('and', 'boolean', left, right))
}

export function anyOf(conditions: readonly TypedExpression[]): TypedExpression {
  return conditions.length === 0
    ? { op: 'literal', type: 'boolean', value: false }
    : conditions.reduce((left, right) => call('or', 'boolean', left, right))
}

export function choose(
  type: ExpressionType,
  branches: readonly { readonly when: TypedExpression; readonly gives: TypedExpression }[],
  otherwise: TypedExpression | null,
): TypedExpression {
  return branches.length === 0 ? (otherwise ?? nothing) : { op: 'case', type, branches, otherwise }
}

export const literal = (type: ColumnType, value: Value): TypedExpression => ({ op: 'literal', type, value })
