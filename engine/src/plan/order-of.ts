import type { OrderItem, Plan } from './plan.ts'

/**
 * The order that was asked for and that the rows still have: a sort's own, as far as its columns come through what keeps rows in
 * place. A relation has no order; this is what a person who looks at it expects.
 */
export function orderOf(plan: Plan): readonly OrderItem[] {
  switch (plan.op) {
    case 'sort':
      return plan.order
    case 'filter':
    case 'share':
    case 'window':
      return orderOf(plan.input)
    case 'project': {
      const order = orderOf(plan.input)
      const kept = order.map((item) => {
        const column = plan.columns.find(
          ({ expression }) => expression.op === 'column' && expression.id === item.column,
        )
        return column && { ...item, column: column.id }
      })
      const end = kept.indexOf(undefined)
      return kept.slice(0, end < 0 ? undefined : end).flatMap((item) => item ?? [])
    }
    default:
      return []
  }
}
