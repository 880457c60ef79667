import { build, type ColumnId, columnsRead, conjunctsOf, type TypedExpression } from '../../expression/index.ts'
import { columnMap, type FilterPlan, type Plan } from '../../plan/index.ts'

/**
 * One rewriting: the same bag of rows under the reference interpreter, for every plan (proved on random plans). It looks at the
 * operator and its inputs only, and gives the plan itself back where it does not fit.
 */
export interface PlanRule {
  readonly name: string
  readonly apply: (plan: Plan) => Plan
}

/** A filter, or the input itself if there is nothing to ask. */
export function filterBy(input: Plan, conditions: readonly TypedExpression[], origin: readonly string[]): Plan {
  if (conditions.length === 0) return input
  return { op: 'filter', input, where: build.allOf(conditions), origin }
}

/** Moves the conditions that `fits` through the filter's input, which `inside` builds anew around them; the others stay. */
export function pushConditions(
  filter: FilterPlan,
  fits: (condition: TypedExpression) => boolean,
  inside: (conditions: readonly TypedExpression[]) => Plan,
): Plan {
  const all = conjunctsOf(filter.where)
  const moved = all.filter(fits)
  if (moved.length === 0) return filter
  return filterBy(
    inside(moved),
    all.filter((condition) => !fits(condition)),
    filter.origin,
  )
}

/** Whether a condition reads columns of this plan and no others; one that reads none may go anywhere. */
export const readsOnly = (plan: Plan) => (condition: TypedExpression) =>
  columnsRead(condition).every((id) => columnMap(plan).has(id))

export const readsOnlyIds = (ids: readonly ColumnId[]) => (condition: TypedExpression) =>
  columnsRead(condition).every((id) => ids.includes(id))
