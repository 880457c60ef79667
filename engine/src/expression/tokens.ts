import { expressionProblem, expressionWarning } from './expression.problems.ts'
import { type ExpressionProblem, keywords, literalWords, type Span, type Token, type TokenKind } from './syntax.ts'

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
  '｛': '{',
  '｝': '}',
  '＄': '$',
  '≤': '<=',
  '≥': '>=',
  '≠': '<>',
  '&&': 'and',
  '==': '=',
  '===': '=',
  '!==': '<>',
  '＝＝': '=',
  '=>': '>=',
  '=<': '<=',
  '||': 'or',
  '!': 'not',
  '%': '/',
}

const rules: readonly { readonly kind: TokenKind; readonly pattern: RegExp }[] = [
  { kind: 'number', pattern: /\d+(?:\.\d+)?(?![\p{L}\p{N}_])/uy },
  { kind: 'name', pattern: /[\p{L}_][\p{L}\p{N}_]*/uy },
  { kind: 'parameter', pattern: /\$[\p{L}\p{N}_]*/uy },
  { kind: 'operator', pattern: /\?\?|<>|!=|<=|>=|[-+*/=<>]/y },
  { kind: 'punctuation', pattern: /[(),{}]/y },
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
  const foreign = /^(?:===?|!==|=[<>]|＝＝)/u.exec(text.slice(start, start + 3))?.[0]
  for (const { kind, pattern } of foreign === undefined ? rules : []) {
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
  const found = foreign ?? /^(?:&&|\|\||\d[\p{L}\p{N}_.]*|.)/su.exec(text.slice(start))?.[0] ?? text.charAt(start)
  const full = /^./su.exec(found)?.[0] ?? found
  const span = { start, end: start + (foreign !== undefined || /^\d|^&&|^\|\|/.test(found) ? found : full).length }
  const shown = text.slice(span.start, span.end)
  const visible = /[\p{Cc}\p{Cf}]/u.test(shown) ? codePointName(shown) : shown
  problems.push(
    problemAt(span, expressionProblem('unexpected-character', { found: visible, instead: instead[shown] ?? null })),
  )
  // Read on as if it had been written right, so that this is the only complaint about it.
  const meant = instead[shown]
  const kind = /^(?:and|or|not)$/.test(meant ?? '')
    ? 'keyword'
    : /^[(),{}]$/.test(meant ?? '')
      ? 'punctuation'
      : 'operator'
  return meant === undefined || /^['[\]$]$/.test(meant)
    ? { kind: 'unknown', value: shown, ...span }
    : { kind, value: meant, ...span }
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
  warnOfDirection(value, { start, end }, problems)
  return { kind: 'text', value, start, end }
}

/** Signs that turn the reading direction make a text read as another than it is ("Trojan source", CVE-2021-42574). */
function warnOfDirection(value: string, span: Span, problems: ExpressionProblem[]): void {
  const found = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.exec(value)?.[0]
  if (found) problems.push(problemAt(span, expressionWarning('direction-character', { found: codePointName(found) })))
}

const codePointName = (sign: string) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** `[…]`, with `]]` for a bracket inside. */
function readBracketed(text: string, start: number, problems: ExpressionProblem[]): Token {
  let value = ''
  let at = start + 1
  for (; at < text.length; at++) {
    if (text[at] !== ']') value += text[at]
    else if (text[at + 1] === ']') value += text[at++]
    else break
  }
  const end = Math.min(at + 1, text.length)
  if (at >= text.length) problems.push(problemAt({ start, end }, expressionProblem('bracket-not-closed', {})))
  if (/\p{Cc}/u.test(value)) problems.push(problemAt({ start, end }, expressionProblem('control-character', {})))
  warnOfDirection(value, { start, end }, problems)
  return { kind: 'name', value, bracketed: true, start, end }
}

/** A column as it has to be written: bare if the name allows it, else in brackets. */
export function writeColumn(name: string): string {
  const { tokens } = tokenize(name)
  const [first] = tokens
  const bare = tokens.length === 2 && first?.kind === 'name' && !first.bracketed && first.value === name
  // `date` alone is a column, but before a text it would not be.
  return bare && !isLiteralWord(name) ? name : `[${name.replaceAll(']', ']]')}]`
}

export const isLiteralWord = (name: string): boolean => (literalWords as readonly string[]).includes(name.toLowerCase())

export const writeText = (value: string): string => `'${value.replaceAll("'", "''")}'`

export function problemAt(span: Span, problem: Omit<ExpressionProblem, 'span'>): ExpressionProblem {
  return { ...problem, span: { start: span.start, end: span.end } }
}
