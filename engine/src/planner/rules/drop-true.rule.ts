import { conjunctsOf } from '../../expression/index.ts'
import { filterBy, type PlanRule } from './rule.ts'

/** A condition that says `true` asks nothing. */
export const dropTrue: PlanRule = {
  name: 'drop-true',
  apply(plan) {
    if (plan.op !== 'filter') return plan
    const all = conjunctsOf(plan.where)
    const asked = all.filter((condition) => condition.op !== 'literal' || condition.value !== true)
    return asked.length === all.length ? plan : filterBy(plan.input, asked, plan.origin)
  },
}
