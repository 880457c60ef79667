import { type ColumnType, decimalOf, typeNameOf } from '@jianmo/connectors/words'
import { type Datum, fromValue, isDecimal, toDecimal, toFloat, toInteger } from './datum.ts'
import type { FunctionContext } from './functions/function-spec.ts'
import { implementationOf } from './functions/index.ts'
import type { ColumnId, ExpressionType, TypedExpression } from './typed.ts'

/** Where an expression finds the values of one row. */
export interface Bindings {
  readonly column: (id: ColumnId) => Datum
  readonly parameter: (name: string) => Datum
  readonly context: FunctionContext
}

/** Nothing is known outside the expression: neither columns nor parameters nor a calendar. */
export const noBindings: Bindings = {
  column: (id) => {
    throw new Error(`There is no column ${id} here`)
  },
  parameter: (name) => {
    throw new Error(`There is no parameter ${name} here`)
  },
  context: { calendar: null },
}

/**
 * The reference: what an expression means, in three-valued logic, without an engine. Engines are tested against it.
 * Throws `OutOfRangeError` where a result does not fit its type.
 */
export function evaluate(expression: TypedExpression, bindings: Bindings): Datum {
  switch (expression.op) {
    case 'literal':
      return fromValue(expression.value, expression.type)
    case 'column':
      return bindings.column(expression.id)
    case 'parameter':
      return bindings.parameter(expression.name)
    case 'cast':
      return castDatum(evaluate(expression.operand, bindings), expression.operand.type, expression.type)
    case 'call': {
      const { reference } = implementationOf(expression.function)
      return fit(
        reference(
          expression.arguments.map((part) => evaluate(part, bindings)),
          bindings.context,
        ),
        expression.type,
      )
    }
    case 'case': {
      const branch = expression.branches.find(({ when }) => evaluate(when, bindings) === true)
      const chosen = branch?.gives ?? expression.otherwise
      return chosen ? evaluate(chosen, bindings) : null
    }
  }
}

/** A result brought into its type: decimals are rounded to its scale, and what is too large throws `OutOfRangeError`. */
export function fit(datum: Datum, type: ExpressionType): Datum {
  if (datum === null || type === 'null') return datum
  switch (typeNameOf(type)) {
    case 'integer':
      return toInteger(wholeOf(datum))
    case 'decimal':
      return toDecimal(isDecimal(datum) || typeof datum === 'bigint' ? datum : Number(datum), type)
    case 'float':
      return toFloat(Number(datum))
    default:
      return datum
  }
}

/**
 * What a cast of a typed expression gives: numbers widen or round (halves away from zero), a day becomes its midnight, and
 * everything may become a text: decimals with all digits of their scale, yes and no as `true` and `false`.
 */
export function castDatum(datum: Datum, from: ExpressionType, to: ColumnType): Datum {
  if (datum === null || from === to) return datum
  const source = from === 'null' ? 'text' : typeNameOf(from)
  switch (typeNameOf(to)) {
    case 'text':
      return isDecimal(datum) && from !== 'null' ? datum.toFixed(decimalOf(from).scale) : String(datum)
    case 'timestamp':
      return source === 'date' ? `${String(datum)} 00:00:00` : datum
    case 'date':
      return source === 'timestamp' ? String(datum).slice(0, 10) : datum
    default:
      return fit(datum, to)
  }
}

function wholeOf(datum: Datum): bigint {
  if (typeof datum === 'bigint') return datum
  if (typeof datum === 'number' && Number.isInteger(datum)) return BigInt(datum)
  return BigInt(toDecimal(isDecimal(datum) ? datum : Number(datum), 'decimal(38,0)').toFixed())
}
