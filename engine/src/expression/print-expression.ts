import { decimalOf } from '@jianmo/connectors/words'
import { functions } from './functions/index.ts'
import { type BinaryOperator, type Syntax, strengthOfMinus, strengthOfNot, strengths } from './syntax.ts'
import { writeColumn, writeText } from './tokens.ts'
import type { ColumnId, TypedExpression, Value } from './typed.ts'

const closed = 9
const comparison = 4

/** The name of a column in the place where the text will be read; the id itself if the map has none. */
export type ColumnNames = ReadonlyMap<ColumnId, string>

/**
 * Canonical text with no more parentheses than it needs. Of a syntax tree, reading it again gives the same tree; of a typed
 * expression, checking it again gives the same one: its conversions are those that checking puts in. A conversion that the
 * language cannot ask for (the planner's) is shown as `cast(… as …)`, for reading only.
 */
export function printExpression(expression: TypedExpression | Syntax, names: ColumnNames = new Map()): string {
  return print('op' in expression ? toSyntax(expression, names) : expression, 0)
}

/** `least` is the strength that the surroundings need. */
function print(syntax: Syntax, least: number): string {
  const [text, strength] = write(syntax)
  return strength < least ? `(${text})` : text
}

function write(syntax: Syntax): readonly [text: string, strength: number] {
  switch (syntax.kind) {
    case 'number':
      return [syntax.digits, closed]
    case 'text':
      return [writeText(syntax.value), closed]
    case 'date':
    case 'timestamp':
    case 'instant':
      return [`${syntax.kind} ${writeText(syntax.value)}`, closed]
    case 'boolean':
      return [String(syntax.value), closed]
    case 'null':
      return ['null', closed]
    case 'list':
      return [`{${printAll(syntax.items)}}`, closed]
    case 'column':
      return [writeColumn(syntax.name), closed]
    case 'parameter':
      return [`$${syntax.name}`, closed]
    case 'unary':
      return syntax.operator === 'not'
        ? [`not ${print(syntax.operand, strengthOfNot)}`, strengthOfNot]
        : [`-${print(syntax.operand, strengthOfMinus)}`, strengthOfMinus]
    case 'binary': {
      const strength = strengths[syntax.operator] ?? closed
      // Chains of comparisons are never what was meant: they are written out.
      const left = print(syntax.left, strength === comparison ? comparison + 1 : strength)
      return [`${left} ${syntax.operator} ${print(syntax.right, strength + 1)}`, strength]
    }
    case 'is':
      return [`${print(syntax.operand, comparison + 1)} is ${not(syntax)}${syntax.test}`, comparison]
    case 'in':
      return [`${print(syntax.operand, comparison + 1)} ${not(syntax)}in (${printAll(syntax.items)})`, comparison]
    case 'between': {
      const [low, high] = [print(syntax.low, comparison + 1), print(syntax.high, comparison + 1)]
      return [`${print(syntax.operand, comparison + 1)} ${not(syntax)}between ${low} and ${high}`, comparison]
    }
    case 'like': {
      const pattern = print(syntax.pattern, comparison + 1)
      return [`${print(syntax.operand, comparison + 1)} ${not(syntax)}like ${pattern}`, comparison]
    }
    case 'case': {
      const branches = syntax.branches.map(({ when, gives }) => `when ${print(when, 0)} then ${print(gives, 0)}`)
      const otherwise = syntax.otherwise ? [`else ${print(syntax.otherwise, 0)}`] : []
      return [['case', ...branches, ...otherwise, 'end'].join(' '), closed]
    }
    case 'call':
      return [`${syntax.name}(${printAll(syntax.arguments)})`, closed]
    case 'missing':
      return [syntax.parts.map((part) => print(part, 0)).join(' '), 0]
  }
}

const printAll = (items: readonly Syntax[]) => items.map((item) => print(item, 0)).join(', ')
const not = ({ negated }: { readonly negated: boolean }) => (negated ? 'not ' : '')

const nowhere = { start: 0, end: 0 }
const nameOfOverload: ReadonlyMap<string, string> = new Map(
  functions.flatMap(({ id, overloads }) => overloads.map((overload) => [overload.id, id] as const)),
)

/** A typed expression as a drawer would write it. */
function toSyntax(expression: TypedExpression, names: ColumnNames): Syntax {
  const convert = (part: TypedExpression) => toSyntax(part, names)
  switch (expression.op) {
    case 'literal':
      return literalSyntax(expression.value, expression.type)
    case 'column':
      return { kind: 'column', name: names.get(expression.id) ?? expression.id, ...nowhere }
    case 'parameter':
      return { kind: 'parameter', name: expression.name, ...nowhere }
    case 'cast':
      return isImplied(expression) ? convert(expression.operand) : shownCast(expression, convert)
    case 'case':
      return {
        kind: 'case',
        branches: expression.branches.map(({ when, gives }) => ({ when: convert(when), gives: convert(gives) })),
        otherwise: expression.otherwise && convert(expression.otherwise),
        ...nowhere,
      }
    case 'call':
      return callSyntax(expression, convert)
  }
}

type Convert = (part: TypedExpression) => Syntax
type Call = Extract<TypedExpression, { op: 'call' }>
type Cast = Extract<TypedExpression, { op: 'cast' }>

/** Conversions that checking puts in by itself: NULL to anything, and numbers that widen. */
function isImplied({ type, operand }: Cast): boolean {
  if (operand.type === 'null') return true
  if (type === 'float') return operand.type === 'integer' || operand.type.startsWith('decimal')
  return type.startsWith('decimal') && (operand.type === 'integer' || operand.type.startsWith('decimal'))
}

function shownCast({ type, operand }: Cast, convert: Convert): Syntax {
  const inside = printExpression(convert(operand))
  return { kind: 'call', name: 'cast', nameSpan: nowhere, arguments: [rawName(`${inside} as ${type}`)], ...nowhere }
}

/** Text that is printed as it stands. */
const rawName = (digits: string): Syntax => ({ kind: 'number', digits, ...nowhere })

function callSyntax({ function: id, arguments: args }: Call, convert: Convert): Syntax {
  const [first, second, third] = args
  if (id === 'not' && first) return negated(convert(first))
  if (id === 'negate' && first) return { kind: 'unary', operator: '-', operand: convert(first), ...nowhere }
  if ((id === 'is-null' || id === 'is-not-null') && first)
    return { kind: 'is', operand: convert(first), test: 'null', negated: id === 'is-not-null', ...nowhere }
  if (id === 'is-true' && first)
    return { kind: 'is', operand: convert(first), test: 'true', negated: false, ...nowhere }
  if (id === 'in' && first)
    return { kind: 'in', operand: convert(first), items: args.slice(1).map(convert), negated: false, ...nowhere }
  if (id === 'between' && first && second && third)
    return {
      kind: 'between',
      operand: convert(first),
      low: convert(second),
      high: convert(third),
      negated: false,
      ...nowhere,
    }
  if (id === 'like' && first && second)
    return { kind: 'like', operand: convert(first), pattern: convert(second), negated: false, ...nowhere }
  if (id in strengths && first && second)
    return { kind: 'binary', operator: id as BinaryOperator, left: convert(first), right: convert(second), ...nowhere }
  const name = nameOfOverload.get(id) ?? id
  return { kind: 'call', name, nameSpan: nowhere, arguments: args.map(convert), ...nowhere }
}

function negated(operand: Syntax): Syntax {
  const takes = operand.kind === 'in' || operand.kind === 'between' || operand.kind === 'like'
  return (takes || (operand.kind === 'is' && operand.test !== 'null')) && !operand.negated
    ? { ...operand, negated: true }
    : { kind: 'unary', operator: 'not', operand, ...nowhere }
}

function literalSyntax(value: Value, type: TypedExpression['type']): Syntax {
  if (value === null) return { kind: 'null', ...nowhere }
  if (typeof value === 'boolean') return { kind: 'boolean', value, ...nowhere }
  if (typeof value === 'object') {
    const items = value.map((item): Syntax => literalSyntax(item, 'text'))
    return { kind: 'list', items, ...nowhere }
  }
  const text = String(value)
  if (type === 'date' || type === 'timestamp' || type === 'instant') return { kind: type, value: text, ...nowhere }
  if (type === 'text' || type === 'null' || type === 'list' || type === 'boolean')
    return { kind: 'text', value: text, ...nowhere }
  const bare = text.replace(/^-/, '')
  const { scale } = type === 'float' ? { scale: 1 } : decimalOf(type)
  const digits = type !== 'integer' && scale > 0 && !bare.includes('.') ? `${bare}.0` : bare
  const number: Syntax = { kind: 'number', digits, ...nowhere }
  return text.startsWith('-') ? { kind: 'unary', operator: '-', operand: number, ...nowhere } : number
}
