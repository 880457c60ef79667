import type { ColumnType } from '@jianmo/connectors/words'

/**
 * A value as JSON writes it: integers beyond 2^53 and decimals as texts, dates `yyyy-mm-dd`, timestamps
 * `yyyy-mm-dd hh:mm:ss[.ffffff]`, instants `yyyy-mm-ddThh:mm:ss[.ffffff]Z`, lists as arrays of texts.
 */
export type Value = string | number | boolean | null | readonly (string | null)[]

/** The type of an expression; `null` is the literal NULL, which fits every type. */
export type ExpressionType = ColumnType | 'null'

/** Who a column is, whatever it is called: unique within a plan. Names appear when SQL is written. */
export type ColumnId = string

/** A checked expression: every name is resolved and every coercion is an explicit cast. Plain JSON. */
export type TypedExpression =
  | { readonly op: 'literal'; readonly type: ExpressionType; readonly value: Value }
  | { readonly op: 'column'; readonly type: ColumnType; readonly id: ColumnId }
  | { readonly op: 'parameter'; readonly type: ColumnType; readonly name: string }
  | { readonly op: 'cast'; readonly type: ColumnType; readonly operand: TypedExpression }
  | {
      readonly op: 'call'
      readonly type: ExpressionType
      /** Id of an overload in the function table (functions and operators alike). */
      readonly function: string
      readonly arguments: readonly TypedExpression[]
    }
  | {
      readonly op: 'case'
      readonly type: ExpressionType
      readonly branches: readonly { readonly when: TypedExpression; readonly gives: TypedExpression }[]
      readonly otherwise: TypedExpression | null
    }

/** Ids of the columns that an expression reads, each once, in order of appearance. */
export function columnsRead(expression: TypedExpression): readonly ColumnId[] {
  const ids = new Set<ColumnId>()
  visit(expression, (part) => {
    if (part.op === 'column') ids.add(part.id)
  })
  return [...ids]
}

/** Calls `look` for the expression and everything inside it, outside first. */
export function visit(expression: TypedExpression, look: (part: TypedExpression) => void): void {
  look(expression)
  for (const part of partsOf(expression)) visit(part, look)
}

export function partsOf(expression: TypedExpression): readonly TypedExpression[] {
  switch (expression.op) {
    case 'cast':
      return [expression.operand]
    case 'call':
      return expression.arguments
    case 'case':
      return [
        ...expression.branches.flatMap((branch) => [branch.when, branch.gives]),
        ...(expression.otherwise ? [expression.otherwise] : []),
      ]
    default:
      return []
  }
}

/** The same expression with every part that `change` answers for replaced, outside first; what it gives is not looked into. */
export function mapExpression(
  expression: TypedExpression,
  change: (part: TypedExpression) => TypedExpression | undefined,
): TypedExpression {
  const changed = change(expression)
  if (changed) return changed
  const map = (part: TypedExpression) => mapExpression(part, change)
  switch (expression.op) {
    case 'cast':
      return { ...expression, operand: map(expression.operand) }
    case 'call':
      return { ...expression, arguments: expression.arguments.map(map) }
    case 'case':
      return {
        ...expression,
        branches: expression.branches.map(({ when, gives }) => ({ when: map(when), gives: map(gives) })),
        otherwise: expression.otherwise && map(expression.otherwise),
      }
    default:
      return expression
  }
}

/** Columns put in place of columns: those that the map does not name stay. */
export function substitute(
  expression: TypedExpression,
  columns: ReadonlyMap<ColumnId, TypedExpression>,
): TypedExpression {
  return mapExpression(expression, (part) => (part.op === 'column' ? (columns.get(part.id) ?? part) : undefined))
}

/** The parts of a condition that must all be TRUE. */
export function conjunctsOf(condition: TypedExpression): readonly TypedExpression[] {
  return condition.op === 'call' && condition.function === 'and'
    ? condition.arguments.flatMap(conjunctsOf)
    : [condition]
}
