import { type CheckedExpression, checkExpression } from './check-expression.ts'
import { type Completion, completions } from './completions.ts'
import { functionOf } from './functions/index.ts'
import { type Hover, hoverAt } from './hover.ts'
import { isNullable } from './nullability.ts'
import type { Scope } from './scope.ts'
import { type SignatureHelp, signatureAt } from './signatures.ts'
import { type ExpressionProblem, isLiteralBefore, type Span, type Token } from './syntax.ts'
import { tokenize } from './tokens.ts'
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
  /** Null if there is any error. */
  readonly typed: TypedExpression | null
  /** False if the result is certain to be never NULL. */
  readonly nullable: boolean
}

/** What an editor shows at one place. */
export interface AnalysisAt extends Analysis {
  readonly completions: readonly Completion[]
  /** The call around the place, or null. */
  readonly signature: SignatureHelp | null
  /** What stands at the place, or null. */
  readonly hover: Hover | null
}

/** Everything about a text and one place in it, for an editor that is not in the same process. */
export function analyzeAt(text: string, offset: number, scope: Scope): AnalysisAt {
  return {
    ...analyze(text, scope),
    completions: completions(text, offset, scope),
    signature: signatureAt(text, offset),
    hover: hoverAt(text, offset, scope),
  }
}

/** Everything that an editor shows about an expression. Total and synchronous: call it on every key. */
export function analyze(text: string, scope: Scope): Analysis {
  const checked = checkExpression(text, scope)
  const { type, problems, typed } = checked
  const shown = shownTokens(checked)
  return {
    type,
    problems,
    typed,
    nullable: typed === null || isNullable(typed, scope.columns),
    tokens: shown.map(({ kind, token: { start, end } }) => ({ kind, start, end })),
    references: shown.flatMap(({ kind, token: { value, start, end } }) =>
      kind === 'column' || kind === 'parameter' ? [{ kind, name: value, start, end }] : [],
    ),
  }
}

function shownTokens({ tokens }: Pick<CheckedExpression, 'tokens'>) {
  const shown = tokens.filter(({ kind }) => kind !== 'end')
  return shown.map((token, index) => ({ token, kind: shownKind(token, shown[index + 1]) }))
}

/** The colours of a text, without a scope: a bare name is a column unless it is called. */
export function showTokens(text: string): readonly ShownToken[] {
  return shownTokens(tokenize(text)).map(({ kind, token: { start, end } }) => ({ kind, start, end }))
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
  if (isLiteralBefore(token, next)) return 'keyword'
  const called = !token.bracketed && next?.kind === 'punctuation' && next.value === '('
  return called && functionOf(token.value) ? 'function' : called ? 'unknown' : 'column'
}
