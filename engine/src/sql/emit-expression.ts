import type { ColumnType } from '@jianmo/connectors/words'
import { CaseNode, CastNode, type OperationNode, ParensNode, RawNode, ValueNode, WhenNode } from 'kysely'
import {
  type ColumnId,
  type FunctionContext,
  implementationOf,
  type TypedExpression,
  type Value,
} from '../expression/index.ts'
import type { SqlDialect } from './dialects/index.ts'
import { emitLiteral, emitParameter } from './emit-literal.ts'
import { countHoles, fillTemplate, loweredTemplate, templateOfCall } from './templates.ts'

export { fillTemplate } from './templates.ts'

/** What columns and parameters stand for while an expression is printed, and in which dialect. */
export interface Names {
  readonly column: (id: ColumnId) => OperationNode
  readonly parameter: (name: string) => Value
  readonly dialect: SqlDialect
  readonly context: FunctionContext
}

/**
 * A checked expression as Kysely nodes. Parameters are bound values with a cast; literals go through the compiler's printer.
 * Throws `NotSupportedError` for what the dialect cannot say (`fidelityOf` tells before).
 */
export function emitExpression(expression: TypedExpression, names: Names): OperationNode {
  const { dialect } = names
  // Alone, a literal must say its type: `1` would be a narrower integer, a position in GROUP BY, `'a'` of unknown type.
  if (expression.op === 'literal') return emitLiteral(expression, dialect, 'typed')
  // So must a literal in a call that is written as its argument: `coalesce('a')` is `'a'`.
  const [only] = expression.op === 'call' ? expression.arguments : []
  if (expression.op !== 'call' || !only || only.op === 'column') return emitPart(expression, names)
  if (templateOfCall(expression, dialect, names.context) !== '#0') return emitPart(expression, names)
  // Whoever puts it into a condition sees a call: `x and greatest(a or b)` is not `x and a or b`.
  const node = emitExpression(only, names)
  return isInfix(only) ? ParensNode.create(node) : node
}

function emitPart(expression: TypedExpression, names: Names): OperationNode {
  const { dialect } = names
  switch (expression.op) {
    case 'literal':
      return emitLiteral(expression, dialect, 'bare')
    case 'column':
      return names.column(expression.id)
    case 'parameter':
      return emitParameter(names.parameter(expression.name), expression.type, dialect)
    case 'cast':
      return emitCast(expression.operand, expression.type, names)
    case 'call': {
      const { arguments: args } = expression
      const typed = isArithmetic(expression.function) && args.every(mayBeNarrow)
      return fillTemplate(templateOfCall(expression, dialect, names.context), (index) => {
        const argument = args[index]
        if (!argument) throw new Error(`${expression.function} has no argument ${index}`)
        const node = typed && index === 0 ? emitExpression(argument, names) : emitPart(argument, names)
        return needsParens(argument, expression.function) ? ParensNode.create(node) : node
      })
    }
    case 'case': {
      const whole = expression.branches.reduce(
        (node, { when, gives }) =>
          CaseNode.cloneWithWhen(
            node,
            WhenNode.cloneWithResult(WhenNode.create(emitPart(when, names)), emitExpression(gives, names)),
          ),
        CaseNode.create(),
      )
      return expression.otherwise
        ? CaseNode.cloneWith(whole, { else: emitExpression(expression.otherwise, names) })
        : whole
    }
  }
}

function emitCast(operand: TypedExpression, to: ColumnType, names: Names): OperationNode {
  const { dialect } = names
  if (operand.op === 'literal' && operand.value === null)
    return CastNode.create(ValueNode.createImmediate(null), RawNode.createWithSql(dialect.sqlType(to)))
  if (operand.op === 'literal' && operand.type === to) return emitLiteral(operand, dialect, 'typed')
  const template = loweredTemplate('cast', dialect.cast(operand.type, to), dialect)
  return fillTemplate(template, () => {
    const node = emitPart(operand, names)
    // Inside `cast(… as …)` nothing needs parentheses; a template that puts the operand elsewhere does.
    return template.startsWith('cast(#0 as') || !isInfix(operand) ? node : ParensNode.create(node)
  })
}

/** How often each column would be written out: templates may name an argument several times. */
export function countUses(
  expression: TypedExpression,
  uses: Map<ColumnId, number>,
  where: Pick<Names, 'dialect' | 'context'>,
  weight = 1,
): void {
  const count = (part: TypedExpression, times = 1) => countUses(part, uses, where, weight * times)
  const { dialect, context } = where
  switch (expression.op) {
    case 'column':
      uses.set(expression.id, (uses.get(expression.id) ?? 0) + weight)
      break
    case 'cast': {
      const template = loweredTemplate('cast', dialect.cast(expression.operand.type, expression.type), dialect)
      count(expression.operand, countHoles(template, 0))
      break
    }
    case 'call': {
      const template = templateOfCall(expression, dialect, context)
      for (const [index, argument] of expression.arguments.entries()) count(argument, countHoles(template, index))
      break
    }
    case 'case':
      for (const { when, gives } of expression.branches) {
        count(when)
        count(gives)
      }
      if (expression.otherwise) count(expression.otherwise)
      break
    default:
  }
}

const isArithmetic = (id: string) => id === '+' || id === '-' || id === '*' || id === 'negate'

/** Whether an engine could take this integer for one of 32 bits: columns, parameters and casts say that they have 64. */
function mayBeNarrow(argument: TypedExpression): boolean {
  return argument.type === 'integer' && (argument.op === 'literal' || argument.op === 'call')
}

const isInfix = (argument: TypedExpression): boolean =>
  argument.op === 'call' && implementationOf(argument.function).infix === true

function needsParens(argument: TypedExpression, around: string): boolean {
  if (!isInfix(argument) || argument.op !== 'call') return false
  // Chains of one connective read better flat, and `and` and `or` are associative in three-valued logic too.
  return !((around === 'and' || around === 'or') && argument.function === around)
}
