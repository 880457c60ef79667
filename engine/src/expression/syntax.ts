import type { Problem } from '@jianmo/connectors/words'

/** A range of characters (UTF-16 units, as Monaco counts), end exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

export type TokenKind =
  | 'name'
  | 'parameter'
  | 'number'
  | 'text'
  | 'operator'
  | 'punctuation'
  | 'keyword'
  | 'unknown'
  | 'end'

export interface Token extends Span {
  readonly kind: TokenKind
  /** What it means: the column of `[…]`, the content of `'…'`, keywords and operators in lower case. */
  readonly value: string
  /** Written in brackets: a column, whatever it is called. */
  readonly bracketed?: true
}

export type BinaryOperator = 'or' | 'and' | '=' | '<>' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '??'

/** Kinds of literals that are a word before a text: `date '2026-01-31'`. */
export const literalWords = ['date', 'timestamp', 'instant'] as const
export type LiteralWord = (typeof literalWords)[number]

/** `date` in `date '2026-01-31'`, as against a column of that name. */
export const isLiteralBefore = (token: Token, next: Token | undefined): boolean =>
  token.kind === 'name' &&
  token.bracketed !== true &&
  next?.kind === 'text' &&
  (literalWords as readonly string[]).includes(token.value.toLowerCase())

/** What `is` may ask. */
export type IsTest = 'null' | 'true' | 'false'

/** A parsed expression, before names are looked up. `missing` stands where something has still to be written. */
export type Syntax = Span & { /** Stands in parentheses; the span holds them. */ readonly enclosed?: true } & SyntaxForm

type SyntaxForm =
  /** `digits` as they are written, e.g. `007.50`: a number of JavaScript would lose some. */
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: LiteralWord; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'list'; readonly items: readonly Syntax[] }
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: 'not' | '-'; readonly operand: Syntax }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'is'; readonly operand: Syntax; readonly test: IsTest; readonly negated: boolean }
  | { readonly kind: 'in'; readonly operand: Syntax; readonly items: readonly Syntax[]; readonly negated: boolean }
  | {
      readonly kind: 'between'
      readonly operand: Syntax
      readonly low: Syntax
      readonly high: Syntax
      readonly negated: boolean
    }
  | { readonly kind: 'like'; readonly operand: Syntax; readonly pattern: Syntax; readonly negated: boolean }
  | {
      readonly kind: 'case'
      readonly branches: readonly { readonly when: Syntax; readonly gives: Syntax }[]
      readonly otherwise: Syntax | null
    }
  | { readonly kind: 'call'; readonly name: string; readonly nameSpan: Span; readonly arguments: readonly Syntax[] }
  /** `parts` are the pieces around the gap: their names are still looked up. */
  | { readonly kind: 'missing'; readonly parts: readonly Syntax[] }

export type SyntaxOf<Kind extends Syntax['kind']> = Extract<Syntax, { kind: Kind }>

/** The parts of a syntax tree, in the order in which they are written. */
export function syntaxParts(syntax: Syntax): readonly Syntax[] {
  switch (syntax.kind) {
    case 'unary':
    case 'is':
      return [syntax.operand]
    case 'binary':
      return [syntax.left, syntax.right]
    case 'in':
      return [syntax.operand, ...syntax.items]
    case 'between':
      return [syntax.operand, syntax.low, syntax.high]
    case 'like':
      return [syntax.operand, syntax.pattern]
    case 'case':
      return [
        ...syntax.branches.flatMap(({ when, gives }) => [when, gives]),
        ...(syntax.otherwise ? [syntax.otherwise] : []),
      ]
    case 'call':
      return syntax.arguments
    case 'list':
      return syntax.items
    case 'missing':
      return syntax.parts
    default:
      return []
  }
}

/** A problem inside an expression: it always has a span. */
export type ExpressionProblem = Problem & { readonly span: Span }

/** Words that are never a bare column name. `date`, `timestamp` and `instant` are words only before a text. */
export const keywords = [
  'and',
  'or',
  'not',
  'is',
  'null',
  'in',
  'between',
  'like',
  'true',
  'false',
  'case',
  'when',
  'then',
  'else',
  'end',
] as const

/** Binding strength, loosest first; `not` in front binds between `and` and comparisons, `-` in front tightest. */
export const strengths: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  '=': 4,
  '<>': 4,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  is: 4,
  in: 4,
  between: 4,
  like: 4,
  not: 4,
  '??': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
}
export const strengthOfNot = 3
export const strengthOfMinus = 8

/** What the configuration of a node may hold; longer texts are not read at all. */
export const maximumLength = 4000
