import { conjunctsOf } from '../../expression/index.ts'
import { filterBy, type PlanRule } from './rule.ts'

/** Two filters in a row are one: both conditions must be TRUE. Fewer SELECTs, and the conditions can move on together. */
export const mergeFilters: PlanRule = {
  name: 'merge-filters',
  apply(plan) {
    if (plan.op !== 'filter' || plan.input.op !== 'filter') return plan
    const { input } = plan
    return filterBy(
      input.input,
      [...conjunctsOf(input.where), ...conjunctsOf(plan.where)],
      [...new Set([...input.origin, ...plan.origin])],
    )
  },
}
