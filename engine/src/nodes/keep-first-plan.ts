import { build, type ColumnId } from '../expression/index.ts'
import { columnsOf, keepColumn, type OrderItem, type Plan, type WindowPlan } from '../plan/index.ts'

interface KeepRequest {
  readonly partition: readonly ColumnId[]
  readonly order: readonly OrderItem[]
  readonly nodeId: string
  /** How many rows of each partition; 1 if nothing is said. */
  readonly count?: number
}

/**
 * One row per key (NULLs are equal), the first in the order: a row number within the key, a filter, and the number left out
 * again. Rows that tie are told apart when witnesses are added.
 */
export function keepFirst(input: Plan, { partition, order, nodeId, count = 1 }: KeepRequest): Plan {
  const origin = [nodeId]
  const rank = { id: `${nodeId}.__rank`, name: '__rank', type: 'integer' } as const
  const ranked: WindowPlan = {
    op: 'window',
    input,
    partition,
    order,
    columns: [{ ...rank, function: 'row_number', arguments: [] }],
    origin,
  }
  const isFirst = build.call(count === 1 ? '=' : '<=', 'boolean', build.column(rank), build.integer(count))
  const first: Plan = { op: 'filter', input: ranked, where: isFirst, origin }
  return { op: 'project', input: first, columns: columnsOf(input).map((column) => keepColumn(column)), origin }
}
