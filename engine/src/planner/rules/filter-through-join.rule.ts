import type { JoinKind } from '../../plan/index.ts'
import { filterBy, type PlanRule, pushConditions, readsOnly } from './rule.ts'

/** Sides whose rows come out as they are, if at all: only there may a condition be asked before the join. */
const keeps = {
  inner: { left: true, right: true },
  cross: { left: true, right: true },
  semi: { left: true, right: false },
  anti: { left: true, right: false },
  left: { left: true, right: false },
  right: { left: false, right: true },
  full: { left: false, right: false },
} as const satisfies Record<JoinKind, { left: boolean; right: boolean }>

/** A condition over one side is asked of that side, unless the join may have made that side's columns NULL. */
export const filterThroughJoin: PlanRule = {
  name: 'filter-through-join',
  apply(plan) {
    if (plan.op !== 'filter' || plan.input.op !== 'join') return plan
    const { input: join, origin } = plan
    for (const side of ['left', 'right'] as const) {
      if (!keeps[join.kind][side]) continue
      const pushed = pushConditions(plan, readsOnly(join[side]), (moved) => ({
        ...join,
        [side]: filterBy(join[side], moved, origin),
      }))
      if (pushed !== plan) return pushed
    }
    return plan
  },
}
