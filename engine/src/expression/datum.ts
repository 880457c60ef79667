import { type ColumnType, decimalOf, typeNameOf } from '@jianmo/connectors/words'
import { Decimal as DecimalJs } from 'decimal.js'
import type { ExpressionType, Value } from './typed.ts'

/** Exact decimals: 80 digits are more than any product of two 38-digit numbers needs; halves go away from zero. */
export const Decimal = DecimalJs.clone({ precision: 80, rounding: DecimalJs.ROUND_HALF_UP })
export type Decimal = InstanceType<typeof Decimal>

/**
 * A value as the reference computes with it: integer → bigint, decimal → Decimal, float → number, list → array; texts, dates
 * (`yyyy-mm-dd`), timestamps (`yyyy-mm-dd hh:mm:ss[.ffffff]`, the fraction without trailing zeros) and instants (`yyyy-mm-ddThh:mm:ss[.ffffff]Z`) → string.
 */
export type Datum = null | boolean | bigint | number | string | Decimal | readonly (string | null)[]

/** A result that its type cannot hold. An engine stops there too: a wrong number would be worse than none. */
export class OutOfRangeError extends Error {
  override readonly name = 'OutOfRangeError'
}

export const isDecimal = (value: Datum): value is Decimal => value instanceof DecimalJs || value instanceof Decimal

const least = -(2n ** 63n)
const greatest = 2n ** 63n - 1n

export function toInteger(value: bigint): bigint {
  if (value < least || value > greatest) throw new OutOfRangeError(`${value} is no 64-bit integer`)
  return value
}

/** Rounds to the scale of a decimal type, halves away from zero. */
export function toDecimal(value: DecimalJs.Value | bigint, type: ColumnType = 'decimal'): Decimal {
  const { precision, scale } = decimalOf(type)
  const rounded = new Decimal(typeof value === 'bigint' ? String(value) : value).toDecimalPlaces(scale)
  if (rounded.abs().gte(new Decimal(10).pow(precision - scale)))
    throw new OutOfRangeError(`${rounded.toFixed()} does not fit ${type}`)
  return rounded
}

/** Floats hold no NaN and no infinity: they are NULL, and -0 is 0. */
export function toFloat(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null
}

/** What a JSON value of this type means. */
export function fromValue(value: Value, type: ExpressionType): Datum {
  if (value === null || type === 'null') return null
  switch (typeNameOf(type)) {
    case 'integer':
      return BigInt(value as string | number)
    case 'decimal':
      return toDecimal(value as string | number, type)
    case 'float':
      return toFloat(Number(value))
    default:
      return value
  }
}

/** As JSON writes it: decimals without trailing zeros, integers as numbers where they are exact. */
export function toValue(datum: Datum): Value {
  if (typeof datum === 'bigint') {
    const number = Number(datum)
    return Number.isSafeInteger(number) ? number : String(datum)
  }
  return isDecimal(datum) ? datum.toFixed() : datum
}

/** Texts compare by code point, as the engines do; JavaScript's `<` compares UTF-16 units. */
export function compareTexts(left: string, right: string): number {
  const [a, b] = [[...left], [...right]]
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = (a[at]?.codePointAt(0) ?? 0) - (b[at]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Order of two values of one type that are not NULL: below 0, 0, or above. FALSE comes before TRUE. */
export function compareData(left: Datum, right: Datum): number {
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right)
  if (isDecimal(left) && isDecimal(right)) return left.comparedTo(right)
  if (Array.isArray(left) && Array.isArray(right)) return compareLists(left, right)
  if (left === right || left === null || right === null) return 0
  return left < right ? -1 : 1
}

function compareLists(left: readonly (string | null)[], right: readonly (string | null)[]): number {
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const [a, b] = [left[at] ?? null, right[at] ?? null]
    // NULLs come last inside lists, as they do among rows.
    const difference = a === null || b === null ? Number(a === null) - Number(b === null) : compareTexts(a, b)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

/** A text that is equal for equal values of one type, NULL included: rows are grouped by it. */
export function keyOf(datum: Datum): string {
  return datum === null ? 'null' : `=${JSON.stringify(toValue(datum))}`
}
