import { expressionProblem } from './expression.problems.ts'
import { type ExpressionProblem, keywords, type Span, type Token, type TokenKind } from './syntax.ts'

/** Signs that Chinese keyboards give, and what the language writes instead. */
const instead: Readonly<Record<string, string>> = {
  '（': '(',
  '）': ')',
  '，': ',',
  '‘': "'",
  '’': "'",
  '“': "'",
  '”': "'",
  '"': "'",
  '＝': '=',
  '＜': '<',
  '＞': '>',
  '＋': '+',
  '－': '-',
  '＊': '*',
  '／': '/',
  '【': '[',
  '】': ']',
  '＄': '$',
  '≤': '<=',
  '≥': '>=',
  '≠': '<>',
  '&&': 'and',
  '||': 'or',
  '!': 'not',
  '%': '/',
}

const rules: readonly { readonly kind: TokenKind; readonly pattern: RegExp }[] = [
  { kind: 'number', pattern: /\d+(?:\.\d+)?(?![\p{L}\p{N}_])/uy },
  { kind: 'name', pattern: /[\p{L}_][\p{L}\p{N}_]*/uy },
  { kind: 'parameter', pattern: /\$[\p{L}\p{N}_]*/uy },
  { kind: 'operator', pattern: /\?\?|<>|!=|<=|>=|[-+*/=<>]/y },
  { kind: 'punctuation', pattern: /[(),]/y },
]

/** Splits a text into tokens; the last one is always `end`. Whatever is not readable becomes `unknown` with a problem. */
export function tokenize(text: string): {
  readonly tokens: readonly Token[]
  readonly problems: readonly ExpressionProblem[]
} {
  const tokens: Token[] = []
  const problems: ExpressionProblem[] = []
  let at = 0
  while (at < text.length) {
    const space = /\s+/uy
    space.lastIndex = at
    if (space.test(text)) {
      at = space.lastIndex
      continue
    }
    const token = readToken(text, at, problems)
    tokens.push(token)
    at = token.end
  }
  tokens.push({ kind: 'end', value: '', start: text.length, end: text.length })
  return { tokens, problems }
}

function readToken(text: string, start: number, problems: ExpressionProblem[]): Token {
  if (text[start] === "'") return readQuoted(text, start, problems)
  if (text[start] === '[') return readBracketed(text, start, problems)
  for (const { kind, pattern } of rules) {
    pattern.lastIndex = start
    const found = pattern.exec(text)?.[0]
    if (found === undefined) continue
    const end = start + found.length
    if (kind === 'name') {
      const word = found.toLowerCase()
      const isKeyword = (keywords as readonly string[]).includes(word)
      return { kind: isKeyword ? 'keyword' : 'name', value: isKeyword ? word : found, start, end }
    }
    return { kind, value: kind === 'parameter' ? found.slice(1) : found === '!=' ? '<>' : found, start, end }
  }
  const found = /^(?:&&|\|\||\d[\p{L}\p{N}_.]*|.)/su.exec(text.slice(start))?.[0] ?? text.charAt(start)
  const full = /^./su.exec(found)?.[0] ?? found
  const span = { start, end: start + (/^\d|^&&|^\|\|/.test(found) ? found : full).length }
  const shown = text.slice(span.start, span.end)
  problems.push(
    problemAt(span, expressionProblem('unexpected-character', { found: shown, instead: instead[shown] ?? null })),
  )
  return { kind: 'unknown', value: shown, ...span }
}

/** `'…'`, with `''` for a quote inside. */
function readQuoted(text: string, start: number, problems: ExpressionProblem[]): Token {
  let value = ''
  let at = start + 1
  for (; at < text.length; at++) {
    if (text[at] !== "'") value += text[at]
    else if (text[at + 1] === "'") value += text[at++]
    else break
  }
  const end = Math.min(at + 1, text.length)
  if (at >= text.length) problems.push(problemAt({ start, end }, expressionProblem('text-not-closed', {})))
  // A NUL cannot be stored in PostgreSQL and ends texts in C; other control characters are always accidents.
  if (/\p{Cc}/u.test(value)) problems.push(problemAt({ start, end }, expressionProblem('control-character', {})))
  return { kind: 'text', value, start, end }
}

function readBracketed(text: string, start: number, problems: ExpressionProblem[]): Token {
  const close = text.indexOf(']', start)
  const end = close < 0 ? text.length : close + 1
  if (close < 0) problems.push(problemAt({ start, end }, expressionProblem('bracket-not-closed', {})))
  return { kind: 'name', value: text.slice(start + 1, close < 0 ? end : close).trim(), bracketed: true, start, end }
}

export function problemAt(span: Span, problem: Omit<ExpressionProblem, 'span'>): ExpressionProblem {
  return { ...problem, span: { start: span.start, end: span.end } }
}
