import { implementationOf } from './functions/index.ts'
import { roundHalfAway } from './functions/value.functions.ts'
import type { TypedExpression, Value } from './typed.ts'

/** A row and the values of the parameters, by name. */
export interface Bindings {
  readonly row: Readonly<Record<string, Value>>
  readonly parameters: Readonly<Record<string, Value>>
}

/** The reference: what an expression means, in three-valued logic, without an engine. Engines are tested against it. */
export function evaluate(expression: TypedExpression, bindings: Bindings): Value {
  switch (expression.op) {
    case 'literal':
      return expression.value
    case 'column':
      return bindings.row[expression.name] ?? null
    case 'parameter':
      return bindings.parameters[expression.name] ?? null
    case 'cast':
      return convert(evaluate(expression.operand, bindings), expression.type)
    case 'call':
      return implementationOf(expression.function).reference(
        expression.arguments.map((part) => evaluate(part, bindings)),
      )
    case 'case': {
      const branch = expression.branches.find(({ when }) => evaluate(when, bindings) === true)
      const chosen = branch?.gives ?? expression.otherwise
      return chosen ? evaluate(chosen, bindings) : null
    }
  }
}

function convert(value: Value, type: TypedExpression['type']): Value {
  if (value === null) return null
  if (type === 'text') return String(value)
  if (type === 'decimal') return roundHalfAway(Number(value), 6)
  return value
}
