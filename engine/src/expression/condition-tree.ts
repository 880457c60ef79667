import type { Text } from '@jianmo/connectors/words'
import { parseExpression } from './parse-expression.ts'
import { printExpression } from './print-expression.ts'
import { readLiteral } from './read-literal.ts'
import { columnNamed, parameterNamed, type Scope } from './scope.ts'
import type { Syntax } from './syntax.ts'
import { writeColumn } from './tokens.ts'
import type { ExpressionType, Value } from './typed.ts'

export const conditionOperators = [
  ...(['=', '<>', '<', '<=', '>', '>='] as const),
  ...(['is null', 'is not null', 'in', 'not in', 'between', 'not between', 'like', 'not like'] as const),
] as const
export type ConditionOperator = (typeof conditionOperators)[number]

export type ConditionValue =
  | { readonly kind: 'literal'; readonly type: ExpressionType; readonly value: Value }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'column'; readonly name: string }

/**
 * A condition as a form shows it. Groups are as they were bracketed: `a and b and c` is one group of three, `(a and b) and c`
 * a group within a group. A group has two parts or more; a negated one (`not (…)`) may have one, which is then no group that
 * is not negated itself.
 */
export type ConditionTree =
  | {
      readonly kind: 'group'
      readonly join: 'and' | 'or'
      readonly negated: boolean
      readonly parts: readonly ConditionTree[]
    }
  | {
      readonly kind: 'condition'
      readonly column: string
      readonly operator: ConditionOperator
      readonly values: readonly ConditionValue[]
    }
  /** What a form cannot show: it stays as it was written. */
  | { readonly kind: 'text'; readonly text: string; readonly reason: Text }

export type ConditionReading =
  | { readonly tree: ConditionTree; readonly reason: null }
  /** The text has mistakes: it has to be mended as text first. */
  | { readonly tree: null; readonly reason: Text }

/** Reads a text as a tree of conditions. Nothing is lost: parts that are no simple condition are leaves of text. */
export function toTree(text: string, scope: Scope): ConditionReading {
  const { ast, problems } = parseExpression(text)
  const [problem] = problems.filter(({ severity }) => severity === 'error')
  if (problem) return { tree: null, reason: problem.text }
  return { tree: treeOf(ast, { text, scope }), reason: null }
}

interface Source {
  readonly text: string
  readonly scope: Scope
}

function treeOf(syntax: Syntax, source: Source): ConditionTree {
  if (syntax.kind === 'binary' && (syntax.operator === 'and' || syntax.operator === 'or')) {
    const parts = chain(syntax, syntax.operator).map((part) => treeOf(part, source))
    return { kind: 'group', join: syntax.operator, negated: false, parts }
  }
  if (syntax.kind === 'unary' && syntax.operator === 'not') {
    const inside = treeOf(syntax.operand, source)
    return inside.kind === 'group' && !inside.negated
      ? { ...inside, negated: true }
      : { kind: 'group', join: 'and', negated: true, parts: [inside] }
  }
  return conditionOf(syntax, source) ?? leaf(syntax, source)
}

/** `a and b and c` is read as `(a and b) and c` without its parentheses. */
export function chain(syntax: Syntax, join: 'and' | 'or'): readonly Syntax[] {
  if (syntax.kind !== 'binary' || syntax.operator !== join) return [syntax]
  const left = syntax.left.enclosed ? [syntax.left] : chain(syntax.left, join)
  return [...left, syntax.right]
}

function conditionOf(syntax: Syntax, { scope }: Source): ConditionTree | null {
  const [operand, operator, others] = partsOf(syntax) ?? []
  if (operand?.kind !== 'column' || !operator || !others || !columnNamed(operand.name, scope)) return null
  const values = others.map((part) => readValue(part, scope))
  if (values.some((value) => value === null)) return null
  return {
    kind: 'condition',
    column: columnNamed(operand.name, scope)?.name ?? operand.name,
    operator,
    values: values.filter((value) => value !== null),
  }
}

function partsOf(syntax: Syntax): readonly [Syntax, ConditionOperator, readonly Syntax[]] | null {
  switch (syntax.kind) {
    case 'binary': {
      const operator = conditionOperators.find((known) => known === syntax.operator)
      return operator ? [syntax.left, operator, [syntax.right]] : null
    }
    case 'is':
      return syntax.test === 'null' ? [syntax.operand, syntax.negated ? 'is not null' : 'is null', []] : null
    case 'in':
      return [syntax.operand, syntax.negated ? 'not in' : 'in', syntax.items]
    case 'between':
      return [syntax.operand, syntax.negated ? 'not between' : 'between', [syntax.low, syntax.high]]
    case 'like':
      return [syntax.operand, syntax.negated ? 'not like' : 'like', [syntax.pattern]]
    default:
      return null
  }
}

function readValue(syntax: Syntax, scope: Scope): ConditionValue | null {
  if (syntax.kind === 'parameter')
    return parameterNamed(syntax.name, scope) ? { kind: 'parameter', name: syntax.name } : null
  if (syntax.kind === 'column') {
    const column = columnNamed(syntax.name, scope)
    return column ? { kind: 'column', name: column.name } : null
  }
  const literal = readLiteral(syntax)
  return literal && literal.type !== 'null' ? { kind: 'literal', type: literal.type, value: literal.value } : null
}

function leaf(syntax: Syntax, { text, scope }: Source): ConditionTree {
  return { kind: 'text', text: text.slice(syntax.start, syntax.end), reason: reasonFor(syntax, scope) }
}

function reasonFor(syntax: Syntax, scope: Scope): Text {
  const [operand, operator] = partsOf(syntax) ?? []
  if (!operand || !operator)
    return { zh: '这里不是“列、比较、值”的形式。', en: 'This is not of the form column, operator, value.' }
  if (operand.kind !== 'column') return { zh: '左边是算式，不是一列。', en: 'The left side is computed, not a column.' }
  if (!columnNamed(operand.name, scope))
    return { zh: `没有“${operand.name}”这一列。`, en: `There is no column "${operand.name}".` }
  return { zh: '右边是算式，不是直接写出的值。', en: 'The right side is computed, not a written value.' }
}

/** The text of a tree. Reading it again gives the same tree, and the same typed expression as the text that it came from. */
export function fromTree(tree: ConditionTree): string {
  if (tree.kind === 'text') return tree.text
  if (tree.kind === 'condition') return writeCondition(tree)
  const joined = tree.parts.map((part) => writePart(part, tree)).join(` ${tree.join} `)
  return !tree.negated ? joined : tree.parts.length > 1 ? `not (${joined})` : `not ${joined}`
}

/** Groups of the other sort bind by themselves only if they are `and` within `or`. */
function writePart(part: ConditionTree, around: Extract<ConditionTree, { kind: 'group' }>): string {
  const text = fromTree(part)
  if (part.kind !== 'group' || part.negated) return text
  return around.join === 'or' && part.join === 'and' ? text : `(${text})`
}

function writeCondition({ column, operator, values }: Extract<ConditionTree, { kind: 'condition' }>): string {
  const [first = '', second = ''] = values.map(writeValue)
  const left = writeColumn(column)
  switch (operator) {
    case 'is null':
    case 'is not null':
      return `${left} ${operator}`
    case 'in':
    case 'not in':
      return `${left} ${operator} (${values.map(writeValue).join(', ')})`
    case 'between':
    case 'not between':
      return `${left} ${operator} ${first} and ${second}`
    default:
      return `${left} ${operator} ${first}`
  }
}

function writeValue(value: ConditionValue): string {
  if (value.kind === 'parameter') return `$${value.name}`
  if (value.kind === 'column') return writeColumn(value.name)
  return printExpression({ op: 'literal', type: value.type, value: value.value })
}
