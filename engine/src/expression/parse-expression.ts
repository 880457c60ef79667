import { isDay } from './calendar.ts'
import { expressionProblem } from './expression.problems.ts'
import type { BinaryOperator, ExpressionProblem, Span, Syntax, Token } from './syntax.ts'
import { problemAt, tokenize } from './tokens.ts'

export interface ParsedExpression {
  /** Always there; parts that could not be read are `missing` and have a problem. */
  readonly ast: Syntax
  readonly problems: readonly ExpressionProblem[]
  readonly tokens: readonly Token[]
}

/** Binding strength, loosest first; `not` binds between `and` and comparisons. */
const strengths: Readonly<Record<string, number>> = {
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
const strengthOfNot = 3
const strengthOfMinus = 8
const maximumDepth = 60

/** Parses a text by operator precedence (Pratt). Total: every text gives a tree and all problems. */
export function parseExpression(text: string): ParsedExpression {
  const { tokens, problems: lexical } = tokenize(text)
  const problems: ExpressionProblem[] = [...lexical]
  let at = 0
  let depth = 0

  const peek = (ahead = 0): Token => tokens[Math.min(at + ahead, tokens.length - 1)] as Token
  const next = (): Token => {
    const token = peek()
    if (token.kind !== 'end') at++
    return token
  }
  const isAt = (value: string, ahead = 0) => {
    const token = peek(ahead)
    return (
      token.value === value && (token.kind === 'keyword' || token.kind === 'operator' || token.kind === 'punctuation')
    )
  }
  const report = (span: Span, problem: Parameters<typeof problemAt>[1]) => {
    if (!problems.some((other) => other.span.start === span.start && other.span.end === span.end))
      problems.push(problemAt(span, problem))
  }

  function expect(value: string): Token | null {
    if (isAt(value)) return next()
    const token = peek()
    report(
      token,
      token.kind === 'end'
        ? expressionProblem('not-closed', { expected: value })
        : expressionProblem('unexpected-token', { found: text.slice(token.start, token.end), expected: value }),
    )
    return null
  }

  function parse(strength: number): Syntax {
    if (++depth > maximumDepth) {
      report(peek(), expressionProblem('too-deep', {}))
      at = tokens.length - 1
      depth--
      return missing()
    }
    let left = parsePrefix()
    for (;;) {
      const token = peek()
      const found = token.kind === 'operator' || token.kind === 'keyword' ? (strengths[token.value] ?? 0) : 0
      if (found <= strength) break
      if (token.value === 'not' && !isAt('in', 1) && !isAt('like', 1) && !isAt('between', 1)) break
      left = parseInfix(left, next(), found)
    }
    depth--
    return left
  }

  function parsePrefix(): Syntax {
    const token = next()
    const span = { start: token.start, end: token.end }
    switch (token.kind) {
      case 'number': {
        const value = Number(token.value)
        if (token.value.replace('.', '').length > 15)
          report(token, expressionProblem('bad-number', { found: token.value }))
        return { kind: 'number', value, whole: !token.value.includes('.'), ...span }
      }
      case 'text':
        return { kind: 'text', value: token.value, ...span }
      case 'parameter':
        return { kind: 'parameter', name: token.value, ...span }
      case 'name':
        if (!token.bracketed && isAt('(')) return parseCall(token)
        return { kind: 'column', name: token.value, ...span }
      case 'keyword':
      case 'operator':
      case 'punctuation':
        return parseSign(token, span)
      default:
        if (token.kind === 'end') report(token, expressionProblem('something-missing', { after: previous() }))
        return missing(span)
    }
  }

  function parseSign(token: Token, span: Span): Syntax {
    if (token.value === 'not') return unary('not', token, parse(strengthOfNot))
    if (token.value === '-') return unary('-', token, parse(strengthOfMinus))
    if (token.value === 'null') return { kind: 'null', ...span }
    if (token.value === 'true' || token.value === 'false')
      return { kind: 'boolean', value: token.value === 'true', ...span }
    if (token.value === 'date') return parseDate(token)
    if (token.value === '(') {
      const inside = parse(0)
      const close = expect(')')
      return { ...inside, start: token.start, end: close?.end ?? inside.end }
    }
    at-- // The sign belongs to whoever expected it; here a value is missing before it.
    report(token, expressionProblem('something-missing', { after: previous() }))
    if (peek().kind === 'operator' && at === 0) at++
    return missing({ start: token.start, end: token.start })
  }

  function parseDate(token: Token): Syntax {
    const day = peek()
    if (day.kind !== 'text') return { kind: 'column', name: 'date', start: token.start, end: token.end }
    next()
    if (!isDay(day.value)) report(day, expressionProblem('bad-date', { found: day.value }))
    return { kind: 'date', value: day.value, start: token.start, end: day.end }
  }

  function parseCall(name: Token): Syntax {
    next()
    const args = isAt(')') ? [] : parseList()
    const close = expect(')')
    const nameSpan = { start: name.start, end: name.end }
    return {
      kind: 'call',
      name: name.value,
      nameSpan,
      arguments: args,
      start: name.start,
      end: close?.end ?? peek().start,
    }
  }

  function parseList(): readonly Syntax[] {
    const items = [parse(0)]
    while (isAt(',')) {
      next()
      items.push(parse(0))
    }
    return items
  }

  function parseInfix(left: Syntax, token: Token, strength: number): Syntax {
    if (token.value === 'is') {
      const negated = isAt('not') && Boolean(next())
      const end = expect('null')?.end ?? token.end
      return { kind: 'is-null', operand: left, negated, start: left.start, end }
    }
    const negated = token.value === 'not'
    const word = negated ? next().value : token.value
    if (word === 'in') {
      expect('(')
      const items = parseList()
      const close = expect(')')
      return {
        kind: 'in',
        operand: left,
        items,
        negated,
        start: left.start,
        end: close?.end ?? endOf(items) ?? token.end,
      }
    }
    if (word === 'between') {
      const low = parse(4)
      expect('and')
      const high = parse(4)
      return { kind: 'between', operand: left, low, high, negated, start: left.start, end: high.end }
    }
    if (word === 'like') {
      const pattern = parse(4)
      return { kind: 'like', operand: left, pattern, negated, start: left.start, end: pattern.end }
    }
    // `a < b < c` has no meaning here: the right side binds tighter, so a second comparison is reported as a wrong type.
    const right = parse(strength)
    return { kind: 'binary', operator: word as BinaryOperator, left, right, start: left.start, end: right.end }
  }

  const unary = (operator: 'not' | '-', token: Token, operand: Syntax): Syntax => ({
    kind: 'unary',
    operator,
    operand,
    start: token.start,
    end: operand.end,
  })
  const previous = () => {
    const token = tokens[at - 1]
    return token && token.kind !== 'end' ? text.slice(token.start, token.end) : ''
  }
  const missing = (span: Span = { start: peek().start, end: peek().start }): Syntax => ({ kind: 'missing', ...span })

  if (text.trim() === '') {
    return {
      ast: missing(),
      problems: [problemAt({ start: 0, end: text.length }, expressionProblem('expression-empty', {}))],
      tokens,
    }
  }
  const ast = parse(0)
  const rest = peek()
  if (rest.kind !== 'end' && rest.kind !== 'unknown') {
    report(rest, expressionProblem('unexpected-token', { found: text.slice(rest.start, rest.end), expected: '' }))
  }
  return { ast, problems: problems.sort((left, right) => left.span.start - right.span.start), tokens }
}

function endOf(items: readonly Syntax[]): number | undefined {
  return items.at(-1)?.end
}
