import type { ColumnType } from '@jianmo/connectors/words'

/** A value as the reference implementation sees it. Dates are `yyyy-mm-dd`, timestamps `yyyy-mm-dd hh:mm:ss`. */
export type Value = string | number | boolean | null

/** The type of an expression; `null` is the literal NULL, which fits every type. */
export type ExpressionType = ColumnType | 'null'

/** A checked expression: every name is resolved and every coercion is an explicit cast. Plain JSON. */
export type TypedExpression =
  | { readonly op: 'literal'; readonly type: ExpressionType; readonly value: Value }
  | { readonly op: 'column'; readonly type: ColumnType; readonly name: string }
  | { readonly op: 'parameter'; readonly type: ColumnType; readonly name: string }
  | { readonly op: 'cast'; readonly type: ColumnType; readonly operand: TypedExpression }
  | {
      readonly op: 'call'
      readonly type: ExpressionType
      /** Id in the function table (functions and operators alike). */
      readonly function: string
      readonly arguments: readonly TypedExpression[]
    }
  | {
      readonly op: 'case'
      readonly type: ExpressionType
      readonly branches: readonly { readonly when: TypedExpression; readonly gives: TypedExpression }[]
      readonly otherwise: TypedExpression | null
    }

/** Names of the columns that an expression reads, each once, in order of appearance. */
export function columnsRead(expression: TypedExpression): readonly string[] {
  const names = new Set<string>()
  visit(expression, (part) => {
    if (part.op === 'column') names.add(part.name)
  })
  return [...names]
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
