import { conjunctsOf, substitute, type TypedExpression } from '../../expression/index.ts'
import { columnOf } from '../../plan/index.ts'
import { filterBy, type PlanRule } from './rule.ts'

/** A condition over a union is asked of each of its inputs. */
export const filterThroughUnion: PlanRule = {
  name: 'filter-through-union',
  apply(plan) {
    if (plan.op !== 'filter' || plan.input.op !== 'union') return plan
    const { input: union, where, origin } = plan
    const [first, ...rest] = union.inputs.map((input, at) => {
      const columns = new Map(
        union.columns.map(({ id, from }): [string, TypedExpression] => {
          const { id: own, type } = columnOf(input, from[at] ?? '')
          return [id, { op: 'column', id: own, type }]
        }),
      )
      return filterBy(
        input,
        conjunctsOf(where).map((condition) => substitute(condition, columns)),
        origin,
      )
    })
    return first ? { ...union, inputs: [first, ...rest] } : plan
  },
}
