import type { ColumnType } from '@jianmo/connectors/words'
import { CaseNode, CastNode, DataTypeNode, type OperationNode, ParensNode, RawNode, ValueNode, WhenNode } from 'kysely'
import { implementationOf, type TypedExpression, type Value } from '../expression/index.ts'

/** What columns and parameters stand for while an expression is printed. */
export interface Names {
  readonly column: (name: string) => OperationNode
  readonly parameter: (name: string) => Value
}

const sqlTypes: Readonly<Record<ColumnType, OperationNode>> = {
  text: RawNode.createWithSql('varchar'),
  integer: RawNode.createWithSql('bigint'),
  decimal: RawNode.createWithSql('decimal(28, 6)'),
  boolean: DataTypeNode.create('boolean'),
  date: DataTypeNode.create('date'),
  timestamp: DataTypeNode.create('timestamp'),
}

/** A checked expression as Kysely nodes. Parameters are bound values with a cast; literals go through Kysely's own printer. */
export function emitExpression(expression: TypedExpression, names: Names): OperationNode {
  switch (expression.op) {
    case 'literal':
      return emitLiteral(expression.value, expression.type)
    case 'column':
      return names.column(expression.name)
    case 'parameter':
      return CastNode.create(ValueNode.create(names.parameter(expression.name)), sqlTypes[expression.type])
    case 'cast':
      return CastNode.create(emitExpression(expression.operand, names), sqlTypes[expression.type])
    case 'call': {
      const { arguments: args } = expression
      return fillTemplate(templateOf(expression.function, args.length), (index) => {
        const argument = args[index]
        if (!argument) throw new Error(`${expression.function} has no argument ${index}`)
        const node = emitExpression(argument, names)
        return needsParens(argument, expression.function) ? ParensNode.create(node) : node
      })
    }
    case 'case': {
      const whole = expression.branches.reduce(
        (node, { when, gives }) =>
          CaseNode.cloneWithWhen(
            node,
            WhenNode.cloneWithResult(WhenNode.create(emitExpression(when, names)), emitExpression(gives, names)),
          ),
        CaseNode.create(),
      )
      return expression.otherwise
        ? CaseNode.cloneWith(whole, { else: emitExpression(expression.otherwise, names) })
        : whole
    }
  }
}

/** How often each column would be written out: templates may name an argument several times. */
export function countUses(expression: TypedExpression, uses: Map<string, number>, weight = 1): void {
  switch (expression.op) {
    case 'column':
      uses.set(expression.name, (uses.get(expression.name) ?? 0) + weight)
      break
    case 'cast':
      countUses(expression.operand, uses, weight)
      break
    case 'call': {
      const template = templateOf(expression.function, expression.arguments.length)
      for (const [index, argument] of expression.arguments.entries()) {
        const times = template.match(new RegExp(`#${index}(?!\\d)`, 'g'))?.length ?? 0
        countUses(argument, uses, weight * times)
      }
      break
    }
    case 'case':
      for (const { when, gives } of expression.branches) {
        countUses(when, uses, weight)
        countUses(gives, uses, weight)
      }
      if (expression.otherwise) countUses(expression.otherwise, uses, weight)
      break
    default:
  }
}

/** Fills `#0`, `#1` … of a fragment that comes from the function table or from this room. */
export function fillTemplate(template: string, argument: (index: number) => OperationNode): RawNode {
  const pieces = template.split(/#(\d+)/)
  const fragments = pieces.filter((_, index) => index % 2 === 0)
  const holes = pieces.filter((_, index) => index % 2 === 1).map((hole) => argument(Number(hole)))
  return RawNode.create(fragments, holes)
}

function templateOf(id: string, count: number): string {
  const { duckdb } = implementationOf(id)
  return typeof duckdb === 'string' ? duckdb : duckdb(count)
}

function needsParens(argument: TypedExpression, around: string): boolean {
  if (argument.op !== 'call' || !implementationOf(argument.function).infix) return false
  // Chains of one connective read better flat, and `and` and `or` are associative in three-valued logic too.
  return !((around === 'and' || around === 'or') && argument.function === around)
}

function emitLiteral(value: Value, type: TypedExpression['type']): OperationNode {
  // PostgreSQL and DuckDB end a text at NUL; nothing that a person types holds one.
  const literal = ValueNode.createImmediate(typeof value === 'string' ? value.replaceAll('\0', '') : value)
  return type === 'date' || type === 'timestamp' ? CastNode.create(literal, sqlTypes[type]) : literal
}
