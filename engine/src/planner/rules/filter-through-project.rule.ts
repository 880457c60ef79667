import { columnsRead, substitute } from '../../expression/index.ts'
import { isPlain } from './fuse-projects.rule.ts'
import { filterBy, type PlanRule, pushConditions } from './rule.ts'

/** A condition over columns that a project only passes on is asked before it; over computed ones it stays, or they would be computed twice. */
export const filterThroughProject: PlanRule = {
  name: 'filter-through-project',
  apply(plan) {
    if (plan.op !== 'filter' || plan.input.op !== 'project') return plan
    const { input: project } = plan
    const below = new Map(project.columns.map(({ id, expression }) => [id, expression]))
    return pushConditions(
      plan,
      (condition) => columnsRead(condition).every((id) => isPlain(below.get(id))),
      (moved) => ({
        ...project,
        input: filterBy(
          project.input,
          moved.map((condition) => substitute(condition, below)),
          plan.origin,
        ),
      }),
    )
  },
}
