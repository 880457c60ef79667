import { z } from 'zod'
import type { OrderItem, Plan } from '../plan/index.ts'
import { boundColumn } from './bind-columns.ts'
import { checkColumn } from './check-fields.ts'
import { ColumnName, type Columns } from './define-node.ts'
import type { Report } from './node-spec.ts'

/** One column of an order as it stands in a config. NULLs go last if nothing is said, in both directions. */
export interface OrderEntry {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
  readonly nulls?: 'first' | 'last' | undefined
}

export const OrderEntries = z
  .array(
    z.object({
      column: ColumnName,
      direction: z.enum(['ascending', 'descending']),
      nulls: z.enum(['first', 'last']).optional(),
    }),
  )
  .max(20)

export function checkOrder(
  order: readonly OrderEntry[],
  columns: Columns,
  { report, field }: { readonly report: Report; readonly field: string },
): void {
  for (const [index, { column }] of order.entries()) {
    const label = { zh: '排序列', en: 'Order column' }
    checkColumn(column, columns, { report, field: `${field}.${index}.column`, label })
  }
}

/** The order on ids: the columns that are there. */
export function boundOrder(plan: Plan, columns: Columns, order: readonly OrderEntry[]): readonly OrderItem[] {
  return order.flatMap(({ column, direction, nulls }) => {
    const found = boundColumn(plan, columns, column)
    return found ? [{ column: found.id, direction, ...(nulls === undefined ? {} : { nulls }) }] : []
  })
}

/** `登记日期 ↓、姓名 ↑` */
export const orderText = (order: readonly OrderEntry[]): string =>
  order.map(({ column, direction }) => `${column} ${direction === 'ascending' ? '↑' : '↓'}`).join('，')
