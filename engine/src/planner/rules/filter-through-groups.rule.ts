import { filterBy, type PlanRule, pushConditions, readsOnlyIds } from './rule.ts'

/**
 * A condition over what makes rows one group (or one partition) keeps or drops whole groups: it is asked before. Not without
 * keys, where one row comes out even of no rows.
 */
export const filterThroughGroups: PlanRule = {
  name: 'filter-through-groups',
  apply(plan) {
    if (plan.op !== 'filter') return plan
    const { input, origin } = plan
    switch (input.op) {
      case 'aggregate':
        if (input.keys.length === 0) return plan
        return pushConditions(plan, readsOnlyIds(input.keys), (moved) => ({
          ...input,
          input: filterBy(input.input, moved, origin),
        }))
      case 'window':
        if (input.partition.length === 0) return plan
        return pushConditions(plan, readsOnlyIds(input.partition), (moved) => ({
          ...input,
          input: filterBy(input.input, moved, origin),
        }))
      case 'distinct':
        return { ...input, input: filterBy(input.input, [plan.where], origin) }
      default:
        return plan
    }
  },
}
