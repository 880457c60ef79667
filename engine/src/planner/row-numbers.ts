import { build, type TypedExpression } from '../expression/index.ts'
import type { PlanColumn } from '../plan/index.ts'

/**
 * The source rows that a hidden witness column names: a row number, or, where rows became one, all their numbers joined by
 * commas. Each once, in order; none where there is no row.
 */
export function rowNumbersOf(value: unknown): readonly number[] {
  if (value === null || value === undefined || value === '') return []
  if (typeof value !== 'string') return [Number(value)]
  return [...new Set(value.split(',').map(Number))].sort((left, right) => left - right)
}

/** TRUE for the rows that came from one of these source rows; FALSE or NULL for all others. */
export function cameFrom(witness: PlanColumn, rows: readonly number[]): TypedExpression {
  const column = build.column(witness)
  const [first, ...rest] = rows
  if (first === undefined) return build.literal('boolean', false)
  if (witness.type !== 'text') {
    if (rest.length === 0) return build.equal(column, build.integer(first))
    return build.call('in', 'boolean', column, ...rows.map(build.integer))
  }
  const comma = build.text(',')
  const listed = build.call('concat', 'text', comma, column, comma)
  const found = rows.map((row) => build.call('contains', 'boolean', listed, build.text(`,${row},`)))
  return build.allOf([build.isNotNull(column), build.anyOf(found)])
}
