import { columnsRead, printExpression, type TypedExpression } from '../../expression/index.ts'
import type { Plan } from '../../plan/index.ts'
import { nameIn } from './own-rows.ts'
import type { TracePlans } from './trace-plans.ts'

/** An expression as a drawer writes it, with the names that the columns of a part have for a reader. */
export function textIn(plans: TracePlans, part: Plan): (expression: TypedExpression) => string {
  const nameOf = nameIn(plans, part)
  return (expression) =>
    printExpression(expression, new Map(columnsRead(expression).map((id) => [id, nameOf(id)] as const)))
}
