import type { Column, ColumnType, Text } from '@jianmo/connectors/words'
import { costOfType, parameterAt } from './check-call.ts'
import { checkExpression } from './check-expression.ts'
import { type ArgumentType, type FunctionSpec, functionOf, functions } from './functions/index.ts'
import { columnNamed, type Scope } from './scope.ts'
import { callAround, signatureOf } from './signatures.ts'
import { type Syntax, syntaxParts, type Token } from './syntax.ts'
import { tokenize, writeColumn, writeText } from './tokens.ts'
import { nameOfType } from './type-names.ts'
import type { ExpressionType, Value } from './typed.ts'
import { words } from './words.ts'

export interface Completion {
  readonly kind: 'column' | 'parameter' | 'function' | 'keyword' | 'value'
  /** What the list shows. */
  readonly label: string
  readonly detail: Text
  readonly help: Text | null
  /** What is written in place of `replace`; the cursor goes to the end. */
  readonly insert: string
  readonly replace: { readonly start: number; readonly end: number }
  /** Its type is what the place asks for; false if it would not fit, or nothing is asked for. */
  readonly fits: boolean
}

/** What a place asks for. */
interface Wanted {
  /** Types that fit, the best first; empty if anything may stand there. */
  readonly types: readonly ArgumentType[]
  /** Values that are the likely ones: of a closed argument, or the codes of the column that is compared. */
  readonly values: readonly { readonly value: Value; readonly label: Text }[]
  /** A value has to come (after an operator, at the beginning), as against a word that goes on. */
  readonly operand: boolean
}

/**
 * What may be written at `offset`. Where a value is due: the values that are likely, then columns, parameters and functions,
 * those of a fitting type before the others. After a value: the words that go on.
 */
export function completions(text: string, offset: number, scope: Scope): readonly Completion[] {
  const { tokens } = tokenize(text)
  const current = tokens.find(
    (token) =>
      (token.kind === 'name' || token.kind === 'parameter' || token.kind === 'keyword') &&
      token.start < offset &&
      offset <= token.end,
  )
  if (tokens.some((token) => token.kind === 'text' && token.start < offset && offset < token.end)) return []
  if (unclosedText(text, tokens, offset)) return []

  const replace = current ? { start: current.start, end: current.end } : { start: offset, end: offset }
  const typed = text.slice(replace.start, offset).replace(/^[[$]/, '').toLowerCase()
  const spelt = (name: string) => (/\p{Script=Han}/u.test(name) ? (scope.spell?.(name) ?? '') : '')
  const matches = (...names: readonly string[]) =>
    names.some((name) => name.toLowerCase().includes(typed) || spelt(name).includes(typed))
  const before = tokens.filter((token) => token.end <= replace.start && token.kind !== 'end')
  const wanted = wantedAt(text, before, scope)
  const fitting = (type: ExpressionType) =>
    wanted.types.some((want) => costOfType(want, type) !== Number.POSITIVE_INFINITY)
  const rank = (type: ExpressionType) => Math.min(...wanted.types.map((want) => costOfType(want, type)), 9)
  const item = (rest: Omit<Completion, 'replace'>): Completion => ({ ...rest, replace })

  const columns = [...scope.columns]
    .filter(({ name, label }) => matches(name, label.zh, label.en))
    .sort((left, right) => rank(left.type) - rank(right.type))
    .map((column) =>
      item({
        kind: 'column',
        label: column.name,
        detail: withType(column.label, column.type),
        help: null,
        insert: writeColumn(column.name),
        fits: fitting(column.type),
      }),
    )
  const parameters = [...scope.parameters]
    .filter(({ name, label }) => matches(name, label?.zh ?? ''))
    .sort((left, right) => rank(left.type) - rank(right.type))
    .map((parameter) =>
      item({
        kind: 'parameter',
        label: `$${parameter.name}`,
        detail: withType({ zh: '参数', en: 'parameter' }, parameter.type),
        help: parameter.label ?? null,
        insert: `$${parameter.name}`,
        fits: fitting(parameter.type),
      }),
    )
  if (current?.kind === 'parameter') return parameters
  if (current?.bracketed) return columns

  const values = wanted.values
    .filter(({ value, label }) => matches(String(value), label.zh))
    .map(({ value, label }) =>
      item({
        kind: 'value',
        label: typeof value === 'string' ? writeText(value) : String(value),
        detail: label,
        help: null,
        insert: typeof value === 'string' ? writeText(value) : String(value),
        fits: true,
      }),
    )
  const calls = functions
    .filter(({ id, label }) => matches(id, label.zh))
    .map((spec) =>
      item({
        kind: 'function',
        label: signatureOf(spec),
        detail: spec.label,
        help: spec.help,
        insert: `${spec.id}(`,
        fits: resultsOf(spec).some(fitting),
      }),
    )
    .sort((left, right) => Number(right.fits) - Number(left.fits))
  const keywords = words
    .filter(({ word }) => matches(word))
    .sort((left, right) => Number(isDue(right, wanted)) - Number(isDue(left, wanted)))
    .map(({ word, help }) =>
      item({ kind: 'keyword', label: word, detail: help, help: null, insert: word, fits: false }),
    )
  const things = [...values, ...columns, ...parameters, ...calls]
  return wanted.operand ? [...things, ...keywords] : [...keywords, ...things]
}

const isDue = ({ where }: (typeof words)[number], { operand }: Wanted) => (where === 'value') === operand

function withType(label: Text, type: ColumnType): Text {
  const words = nameOfType(type)
  return { zh: `${label.zh} · ${words.zh}`, en: `${label.en} · ${words.en}` }
}

/** Types that a function can give, as far as its table says without arguments. */
function resultsOf({ overloads }: FunctionSpec): readonly ColumnType[] {
  return overloads.flatMap(({ result, parameters }) => {
    if (typeof result === 'function' || result === 'number') return ['decimal' as const]
    if (result !== 'same') return [result]
    return parameters.some(({ type }) => type === 'same') ? (['integer', 'text', 'date'] as const) : []
  })
}

function unclosedText(text: string, tokens: readonly Token[], offset: number): boolean {
  const last = tokens.at(-2)
  if (last?.kind !== 'text' || offset < last.end || last.end !== text.length) return false
  return last.end - last.start === 1 || !text.endsWith("'")
}

const comparisons = new Set(['=', '<>', '<', '<=', '>', '>=', 'between', 'like'])

function wantedAt(text: string, before: readonly Token[], scope: Scope): Wanted {
  const last = before.at(-1)
  const anything: Wanted = { types: [], values: [], operand: true }
  if (!last) return anything
  const begins =
    last.kind === 'operator' ||
    (last.kind === 'punctuation' && ['(', ',', '{'].includes(last.value)) ||
    (last.kind === 'keyword' && !['null', 'true', 'false', 'end', 'is', 'in'].includes(last.value))
  if (!begins) return { ...anything, operand: false }

  if (last.kind === 'operator' || last.kind === 'keyword') {
    if (comparisons.has(last.value)) return likeOperand(text.slice(0, last.start), scope)
    if (last.value === '??') return likeOperand(text.slice(0, last.start), scope)
    if (['+', '-', '*', '/'].includes(last.value)) return { ...anything, types: ['number'] }
    if (last.value === 'and') {
      const between = betweenBefore(before)
      if (between) return likeOperand(text.slice(0, between.start), scope)
    }
    return anything
  }
  const list = inBefore(before)
  if (list) return likeOperand(text.slice(0, list.start), scope)
  return wantedByCall(before)
}

/** What the function around the cursor takes there, over all its overloads. */
function wantedByCall(before: readonly Token[]): Wanted {
  const around = callAround(before)
  const spec = around && functionOf(around.name.value)
  if (!spec) return { types: [], values: [], operand: true }
  const parameters = spec.overloads
    .filter((overload) => overload.parameters.length > around.position || overload.parameters.at(-1)?.repeated)
    .map((overload) => parameterAt(overload, around.position))
  const closed = parameters.flatMap(({ literal }) => (Array.isArray(literal) ? (literal as readonly Value[]) : []))
  return {
    types: parameters.map(({ type }) => type).filter((type) => type !== 'same' && type !== 'any'),
    values: [...new Set(closed)].map((value) => ({ value, label: { zh: '可选值', en: 'allowed value' } })),
    operand: true,
  }
}

/** What fits beside the value that the text ends with: its type, and its codes if it is a column that has some. */
function likeOperand(text: string, scope: Scope): Wanted {
  const { ast, parts } = checkExpression(text, scope)
  const operand = lastOperand(ast)
  const type = parts.get(operand)?.type
  const column: Column | undefined = operand.kind === 'column' ? columnNamed(operand.name, scope) : undefined
  return {
    types: type === undefined || type === 'null' ? [] : [type],
    values: column?.codes ?? [],
    operand: true,
  }
}

/** The value just before an operator: what follows `and`, `or`, `not`, `(` or `,` at the end of the text. */
function lastOperand(syntax: Syntax): Syntax {
  const opens =
    (syntax.kind === 'binary' && (syntax.operator === 'and' || syntax.operator === 'or')) ||
    (syntax.kind === 'unary' && syntax.operator === 'not') ||
    syntax.kind === 'missing' ||
    syntax.kind === 'case' ||
    (syntax.kind === 'call' && syntax.arguments.at(-1)?.end === syntax.end)
  const last = opens ? syntaxParts(syntax).at(-1) : undefined
  return last ? lastOperand(last) : syntax
}

/** The `in` (or its `not`) of the list that the cursor is in. */
function inBefore(before: readonly Token[]): Token | null {
  let depth = 0
  for (let at = before.length - 1; at > 0; at--) {
    const token = before[at]
    if (token?.kind !== 'punctuation') continue
    if (token.value === ')') depth++
    else if (token.value === '(' && depth > 0) depth--
    else if (token.value === '(') {
      const [word, not] = [before[at - 1], before[at - 2]]
      if (word?.kind !== 'keyword' || word.value !== 'in') return null
      return not?.kind === 'keyword' && not.value === 'not' ? not : word
    }
  }
  return null
}

/** The `between` that an `and` at the end belongs to. */
function betweenBefore(before: readonly Token[]): Token | null {
  for (let at = before.length - 2; at >= 0; at--) {
    const token = before[at]
    if (token?.kind !== 'keyword') continue
    if (token.value !== 'between') return null
    const not = before[at - 1]
    return not?.kind === 'keyword' && not.value === 'not' ? not : token
  }
  return null
}
