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

/** A parsed expression, before names are looked up. `missing` stands where something has still to be written. */
export type Syntax =
  | (Span & { readonly kind: 'number'; readonly value: number; readonly whole: boolean })
  | (Span & { readonly kind: 'text'; readonly value: string })
  | (Span & { readonly kind: 'date'; readonly value: string })
  | (Span & { readonly kind: 'boolean'; readonly value: boolean })
  | (Span & { readonly kind: 'null' })
  | (Span & { readonly kind: 'column'; readonly name: string })
  | (Span & { readonly kind: 'parameter'; readonly name: string })
  | (Span & { readonly kind: 'unary'; readonly operator: 'not' | '-'; readonly operand: Syntax })
  | (Span & {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: Syntax
      readonly right: Syntax
    })
  | (Span & { readonly kind: 'is-null'; readonly operand: Syntax; readonly negated: boolean })
  | (Span & {
      readonly kind: 'in'
      readonly operand: Syntax
      readonly items: readonly Syntax[]
      readonly negated: boolean
    })
  | (Span & {
      readonly kind: 'between'
      readonly operand: Syntax
      readonly low: Syntax
      readonly high: Syntax
      readonly negated: boolean
    })
  | (Span & { readonly kind: 'like'; readonly operand: Syntax; readonly pattern: Syntax; readonly negated: boolean })
  | (Span & {
      readonly kind: 'call'
      readonly name: string
      readonly nameSpan: Span
      readonly arguments: readonly Syntax[]
    })
  | (Span & { readonly kind: 'missing' })

/** A problem inside an expression: it always has a span. */
export type ExpressionProblem = Problem & { readonly span: Span }

export const keywords = ['and', 'or', 'not', 'is', 'null', 'in', 'between', 'like', 'true', 'false', 'date'] as const
