import type { ColumnType } from '@jianmo/connectors/words'
import type { Value } from '../typed.ts'
import type { FunctionParameter, Overload, TemplateCall } from './function-spec.ts'

/** A parameter of a type, by name. */
export const a = (type: FunctionParameter['type'], name: string): FunctionParameter => ({ name, type })
export const text = (name = 'text') => a('text', name)
export const integer = (name: string) => a('integer', name)

/** A parameter that must be one of some written values. */
export const oneOf = (type: ColumnType, name: string, values: readonly Value[]): FunctionParameter => ({
  name,
  type,
  literal: values,
})

export const digits = (most: number) => Array.from({ length: most + 1 }, (_, index) => index)

/** The type of the first argument. */
export const firstType: Overload['result'] = ([type]) => (type === undefined || type === 'null' ? 'decimal' : type)

/** A count that fits 32 bits: PostgreSQL and DuckDB take no more; texts are never longer. Guard NULL outside: LEAST hides it. */
export function small({ literal }: TemplateCall, index: number, cast = false): string {
  const value = literal(index)
  const plain = typeof value === 'number' && value < 1_000_000_000
  const sql = plain ? `#${index}` : `least(#${index}, 1000000000)`
  return cast ? `CAST(${sql} AS integer)` : sql
}
