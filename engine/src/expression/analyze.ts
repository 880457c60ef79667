import { checkExpression } from './check-expression.ts'
import { functionOf } from './functions/index.ts'
import type { Scope } from './scope.ts'
import type { ExpressionProblem, Span, Token } from './syntax.ts'
import { type ExpressionType, type TypedExpression, visit } from './typed.ts'

/** What an editor colours. */
export type ShownTokenKind =
  | 'column'
  | 'parameter'
  | 'function'
  | 'keyword'
  | 'operator'
  | 'punctuation'
  | 'number'
  | 'text'
  | 'unknown'

export interface ShownToken extends Span {
  readonly kind: ShownTokenKind
}

export interface Analysis {
  /** As far as known, even with problems elsewhere. */
  readonly type: ExpressionType | null
  readonly problems: readonly ExpressionProblem[]
  readonly tokens: readonly ShownToken[]
  /** Columns and parameters that are named, with their places: a rename upstream rewrites these spans. */
  readonly references: readonly (Span & { readonly kind: 'column' | 'parameter'; readonly name: string })[]
  /** Null if there is any problem. */
  readonly typed: TypedExpression | null
}

/** Everything that an editor shows about an expression. Total and synchronous: call it on every key. */
export function analyze(text: string, scope: Scope): Analysis {
  const { type, problems, tokens, typed } = checkExpression(text, scope)
  const shown = tokens.filter(({ kind }) => kind !== 'end')
  return {
    type,
    problems,
    typed,
    tokens: shown.map((token, index) => ({
      kind: shownKind(token, shown[index + 1]),
      start: token.start,
      end: token.end,
    })),
    references: shown.flatMap((token, index) => {
      const kind = shownKind(token, shown[index + 1])
      return kind === 'column' || kind === 'parameter'
        ? [{ kind, name: token.value, start: token.start, end: token.end }]
        : []
    }),
  }
}

/** Names of the parameters that a checked expression uses. */
export function parametersRead(expression: TypedExpression): readonly string[] {
  const names = new Set<string>()
  visit(expression, (part) => {
    if (part.op === 'parameter') names.add(part.name)
  })
  return [...names]
}

function shownKind(token: Token, next: Token | undefined): ShownTokenKind {
  if (token.kind === 'end') return 'unknown'
  if (token.kind !== 'name') return token.kind
  const called = !token.bracketed && next?.kind === 'punctuation' && next.value === '('
  return called && functionOf(token.value) ? 'function' : called ? 'unknown' : 'column'
}
