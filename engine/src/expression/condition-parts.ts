import { chain } from './condition-tree.ts'
import { parseExpression } from './parse-expression.ts'
import type { Span } from './syntax.ts'

export interface ConditionPart extends Span {
  readonly text: string
}

/** The conditions of a text: those that one `and`, or one `or`, joins outside parentheses. */
export interface ConditionParts {
  /** Null if the text is one condition. */
  readonly join: 'and' | 'or' | null
  /** In the order of the text. */
  readonly parts: readonly ConditionPart[]
}

/** Total: a text with mistakes has parts too, so that a form can say which of them is meant. */
export function conditionParts(text: string): ConditionParts {
  const { ast } = parseExpression(text)
  const join =
    ast.kind === 'binary' && (ast.operator === 'and' || ast.operator === 'or') && !ast.enclosed ? ast.operator : null
  const parts = join === null ? [ast] : chain(ast, join)
  return { join, parts: parts.map(({ start, end }) => ({ start, end, text: text.slice(start, end) })) }
}

/** Which part a place belongs to; -1 if it is in none. */
export function partAt({ parts }: ConditionParts, { start }: Span): number {
  const inside = parts.findIndex((part) => part.start <= start && start < part.end)
  // Where something is missing, the place is behind what is there.
  return inside >= 0 ? inside : parts.findLastIndex((part) => part.start <= start)
}
