import { type ColumnType, typeNameOf } from '@jianmo/connectors/words'
import { type Datum, toDecimal, toInteger } from '../expression/index.ts'

/** What a driver gave, as the datum that a column of this type holds. Nothing is repaired; what the type cannot
 * hold throws, as loading it into a column would. */
export function readDatum(value: unknown, type: ColumnType): Datum {
  if (value === null || value === undefined) return null
  switch (typeNameOf(type)) {
    case 'integer':
      return toInteger(BigInt(typeof value === 'number' ? value : String(value)))
    case 'decimal':
      return toDecimal(String(value), type)
    case 'float':
      return Number(value)
    case 'boolean':
      return readBoolean(value)
    case 'date':
      return String(value)
    case 'timestamp':
      return trimFraction(String(value))
    case 'instant':
      return `${trimFraction(String(value).replace(/\+00(:00)?$|Z$/, '')).replace(' ', 'T')}Z`
    case 'list':
      return (value as readonly unknown[]).map((item) => (item === null ? null : String(item)))
    default:
      return typeof value === 'string' ? value : `${typeof value}: ${String(value)}`
  }
}

function readBoolean(value: unknown): boolean {
  if (value === true || value === 't' || value === 'true' || Number(value) === 1) return true
  if (value === false || value === 'f' || value === 'false' || Number(value) === 0) return false
  throw new Error(`${String(value)} is neither true nor false`)
}

const trimFraction = (text: string): string => text.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
