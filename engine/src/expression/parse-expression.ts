import { expressionProblem } from './expression.problems.ts'
import { readLiteral } from './read-literal.ts'
import {
  type BinaryOperator,
  type ExpressionProblem,
  type IsTest,
  type LiteralWord,
  maximumLength,
  type Span,
  type Syntax,
  strengthOfMinus,
  strengthOfNot,
  strengths,
  type Token,
} from './syntax.ts'
import { isLiteralWord, problemAt, tokenize } from './tokens.ts'

export interface ParsedExpression {
  /** Always there; parts that could not be read are `missing` and have a problem. */
  readonly ast: Syntax
  readonly problems: readonly ExpressionProblem[]
  readonly tokens: readonly Token[]
}

const maximumDepth = 60
const comparison = 4

/**
 * Parses a text by operator precedence (Pratt). Total: every text gives a tree and all problems. It reads on after a
 * mistake: what does not fit is reported, the pieces around it stay in the tree so that their names are still checked.
 */
export function parseExpression(text: string): ParsedExpression {
  if (text.length > maximumLength) return unread(text, 'too-long')
  if (text.trim() === '') return unread(text, 'expression-empty')
  const { tokens, problems: lexical } = tokenize(text)
  const parser = new Parser(text, tokens, [...lexical])
  const ast = parser.parseWhole([])
  return { ast, problems: parser.problems.sort((left, right) => left.span.start - right.span.start), tokens }
}

function unread(text: string, code: 'too-long' | 'expression-empty'): ParsedExpression {
  const problem =
    code === 'too-long'
      ? expressionProblem(code, { length: text.length, most: maximumLength })
      : expressionProblem(code, {})
  const span = { start: 0, end: text.length }
  const end: Token = { kind: 'end', value: '', start: text.length, end: text.length }
  return { ast: { kind: 'missing', parts: [], ...span }, problems: [problemAt(span, problem)], tokens: [end] }
}

/** Holds the place in one text while it is read. */
class Parser {
  private at = 0
  private depth = 0
  /** Too deep: the rest is not read, so what seems to be missing there is not said. */
  private stopped = false
  private readonly text: string
  private readonly tokens: readonly Token[]
  readonly problems: ExpressionProblem[]

  constructor(text: string, tokens: readonly Token[], problems: ExpressionProblem[]) {
    this.text = text
    this.tokens = tokens
    this.problems = problems
  }

  /** An expression up to one of the closers or the end, whatever stands between. */
  parseWhole(closers: readonly string[]): Syntax {
    let left = this.parse(0)
    while (!this.isAtEnd() && !closers.some((closer) => this.isAt(closer))) {
      const found = this.peek()
      if (closers.length > 0 && this.isCloserOfOthers(found)) break
      if (found.kind !== 'unknown' && this.tokens[this.at - 1]?.kind !== 'unknown')
        this.report(found, expressionProblem('unexpected-token', { found: this.shown(found), expected: '' }))
      const before = this.at
      const parts = [left]
      if (this.beginsOperand(found)) parts.push(this.parse(strengthOfMinus))
      if (this.at === before) this.next()
      const last = this.tokens[this.at - 1] ?? found
      left = this.continue({ kind: 'missing', parts, start: left.start, end: Math.max(left.end, last.end) }, 0)
    }
    return left
  }

  private parse(strength: number): Syntax {
    if (++this.depth > maximumDepth) {
      this.report(this.peek(), expressionProblem('too-deep', {}))
      this.stopped = true
      this.at = this.tokens.length - 1
      this.depth--
      return this.missing()
    }
    const parsed = this.continue(this.parsePrefix(), strength)
    this.depth--
    return parsed
  }

  private continue(first: Syntax, strength: number): Syntax {
    let left = first
    for (;;) {
      const token = this.peek()
      const found = token.kind === 'operator' || token.kind === 'keyword' ? (strengths[token.value] ?? 0) : 0
      if (found <= strength) return left
      if (token.value === 'not' && !this.isAt('in', 1) && !this.isAt('like', 1) && !this.isAt('between', 1)) return left
      left = this.parseInfix(left, this.next(), found)
    }
  }

  private parsePrefix(): Syntax {
    const token = this.next()
    const span = { start: token.start, end: token.end }
    switch (token.kind) {
      case 'number':
        return { kind: 'number', digits: token.value, ...span }
      case 'text':
        return { kind: 'text', value: token.value, ...span }
      case 'parameter':
        return { kind: 'parameter', name: token.value, ...span }
      case 'name':
        if (token.bracketed) return { kind: 'column', name: token.value, ...span }
        if (this.isAt('(')) return this.parseCall(token)
        if (isLiteralWord(token.value) && this.peek().kind === 'text') return this.parseMoment(token)
        return { kind: 'column', name: token.value, ...span }
      case 'keyword':
      case 'operator':
      case 'punctuation':
        return this.parseSign(token, span)
      default:
        if (token.kind === 'end') this.reportMissing(token)
        return this.missing(span)
    }
  }

  private parseSign(token: Token, span: Span): Syntax {
    switch (token.value) {
      case 'not':
      case '-': {
        const operator = token.value
        const operand = this.parse(operator === 'not' ? strengthOfNot : strengthOfMinus)
        return { kind: 'unary', operator, operand, start: token.start, end: operand.end }
      }
      case 'null':
        return { kind: 'null', ...span }
      case 'true':
      case 'false':
        return { kind: 'boolean', value: token.value === 'true', ...span }
      case 'case':
        return this.parseCase(token)
      case '(': {
        const inside = this.parseWhole([')'])
        const close = this.expect(')')
        return { ...inside, enclosed: true, start: token.start, end: close?.end ?? Math.max(inside.end, token.end) }
      }
      case '{': {
        const items = this.isAt('}') ? [] : this.parseList(['}'])
        const close = this.expect('}')
        return { kind: 'list', items, start: token.start, end: close?.end ?? endOf(items, token) }
      }
      default:
        // The sign belongs to whoever expected it; here a value is missing before it.
        this.at--
        this.reportMissing(token)
        return this.missing({ start: token.start, end: token.start })
    }
  }

  private parseMoment(word: Token): Syntax {
    const content = this.next()
    const kind = word.value.toLowerCase() as LiteralWord
    const syntax: Syntax = { kind, value: content.value, start: word.start, end: content.end }
    if (readLiteral(syntax) === null) this.report(content, expressionProblem(`bad-${kind}`, { found: content.value }))
    return syntax
  }

  private parseCase(token: Token): Syntax {
    const branches: { when: Syntax; gives: Syntax }[] = []
    if (!this.isAt('when')) this.report(token, expressionProblem('case-empty', {}))
    // `case x when …` is not of the language: what stands there is kept for its names.
    const stray = this.isAt('when') || !this.beginsOperand(this.peek()) ? null : this.parseWhole(['when', 'end'])
    while (this.isAt('when')) {
      this.next()
      const when = this.parseWhole(['then', 'when', 'else', 'end'])
      this.expect('then')
      branches.push({ when, gives: this.parseWhole(['when', 'else', 'end']) })
    }
    const hasElse = this.isAt('else') && Boolean(this.next())
    const otherwise = hasElse ? this.parseWhole(['end']) : null
    const close = this.expect('end')
    const last = otherwise ?? branches.at(-1)?.gives ?? stray ?? token
    const span = { start: token.start, end: close?.end ?? Math.max(token.end, last.end) }
    return branches.length > 0 && stray === null
      ? { kind: 'case', branches, otherwise, ...span }
      : { kind: 'missing', parts: [stray, otherwise].filter((part) => part !== null), ...span }
  }

  private parseCall(name: Token): Syntax {
    const open = this.next()
    const args = this.isAt(')') ? [] : this.parseList([')'])
    const close = this.expect(')')
    const nameSpan = { start: name.start, end: name.end }
    const end = close?.end ?? endOf(args, open)
    return { kind: 'call', name: name.value, nameSpan, arguments: args, start: name.start, end }
  }

  private parseList(closers: readonly string[]): readonly Syntax[] {
    const items = [this.parseWhole([',', ...closers])]
    while (this.isAt(',')) {
      this.next()
      items.push(this.parseWhole([',', ...closers]))
    }
    return items
  }

  private parseInfix(left: Syntax, token: Token, strength: number): Syntax {
    const { start } = left
    if (token.value === 'is') {
      const negated = this.isAt('not') && Boolean(this.next())
      const tests = ['null', 'true', 'false'] as const
      const test: IsTest = tests.find((word) => this.isAt(word)) ?? 'null'
      const end = this.expect(test)?.end ?? this.tokens[this.at - 1]?.end ?? token.end
      return { kind: 'is', operand: left, test, negated, start, end }
    }
    const negated = token.value === 'not'
    const word = negated ? this.next().value : token.value
    if (word === 'in') {
      const open = this.expect('(')
      const items = open ? this.parseList([')']) : []
      const close = open && this.expect(')')
      const end = close?.end ?? endOf(items, open ?? token)
      return open
        ? { kind: 'in', operand: left, items, negated, start, end }
        : { kind: 'missing', parts: [left], start, end }
    }
    if (word === 'between') {
      const low = this.parse(comparison)
      this.expect('and')
      const high = this.parse(comparison)
      return { kind: 'between', operand: left, low, high, negated, start, end: Math.max(high.end, low.end, token.end) }
    }
    if (word === 'like') {
      const pattern = this.parse(comparison)
      return { kind: 'like', operand: left, pattern, negated, start, end: Math.max(pattern.end, token.end) }
    }
    // `a < b < c` has no meaning here: the right side binds tighter, so a second comparison is reported as a wrong type.
    const right = this.parse(strength)
    const end = Math.max(right.end, token.end)
    return { kind: 'binary', operator: word as BinaryOperator, left, right, start, end }
  }

  private expect(value: string): Token | null {
    if (this.isAt(value)) return this.next()
    const token = this.peek()
    this.report(
      token,
      token.kind === 'end'
        ? expressionProblem('not-closed', { expected: value })
        : expressionProblem('unexpected-token', { found: this.shown(token), expected: value }),
    )
    return null
  }

  private beginsOperand({ kind, value }: Token): boolean {
    if (kind === 'keyword') return ['not', 'null', 'true', 'false', 'case'].includes(value)
    if (kind === 'punctuation') return value === '(' || value === '{'
    return kind === 'name' || kind === 'number' || kind === 'text' || kind === 'parameter'
  }

  /** A sign that ends something outside: `)` in `case when (a then b) …` must not be eaten by the branch. */
  private isCloserOfOthers({ kind, value }: Token): boolean {
    return (
      (kind === 'punctuation' && (value === ')' || value === '}')) ||
      (kind === 'keyword' && ['when', 'then', 'else', 'end'].includes(value))
    )
  }

  private peek(ahead = 0): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)] as Token
  }

  private next(): Token {
    const token = this.peek()
    if (token.kind !== 'end') this.at++
    return token
  }

  private isAt(value: string, ahead = 0): boolean {
    const { kind, value: found } = this.peek(ahead)
    return found === value && (kind === 'keyword' || kind === 'operator' || kind === 'punctuation')
  }

  private isAtEnd(): boolean {
    return this.peek().kind === 'end'
  }

  private shown({ start, end }: Span): string {
    return this.text.slice(start, end)
  }

  private report(span: Span, problem: Omit<ExpressionProblem, 'span'>): void {
    if (this.stopped) return
    if (!this.problems.some((other) => other.span.start === span.start && other.span.end === span.end))
      this.problems.push(problemAt(span, problem))
  }

  private reportMissing(span: Span): void {
    const before = this.tokens[this.at - 1]
    const after = before && before.kind !== 'end' ? this.shown(before) : ''
    this.report(span, expressionProblem('something-missing', { after }))
  }

  private missing({ start, end }: Span = { start: this.peek().start, end: this.peek().start }): Syntax {
    return { kind: 'missing', parts: [], start, end }
  }
}

function endOf(items: readonly Syntax[], opened: Span): number {
  return Math.max(items.at(-1)?.end ?? 0, opened.end)
}
