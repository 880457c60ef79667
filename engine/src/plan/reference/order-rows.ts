import { compareData } from '../../expression/index.ts'
import type { OrderItem } from '../plan.ts'
import type { Row } from './world.ts'

/** Order of rows: NULLs stand where the item says, whatever its direction. Rows that tie keep their places. */
export function compareRows(order: readonly OrderItem[], place: (id: string) => number) {
  const items = order.map(({ column, direction, nulls = 'last' }) => ({
    at: place(column),
    sign: direction === 'ascending' ? 1 : -1,
    nullSign: nulls === 'last' ? 1 : -1,
  }))
  return (left: Row, right: Row): number => {
    for (const { at, sign, nullSign } of items) {
      const [a, b] = [left[at] ?? null, right[at] ?? null]
      const difference =
        a === null || b === null ? nullSign * (Number(a === null) - Number(b === null)) : sign * compareData(a, b)
      if (difference !== 0) return difference
    }
    return 0
  }
}
