import { inputsOf, type Plan, withInputs } from '../plan/index.ts'
import { planRules } from './rules/index.ts'

/**
 * Applies the rules bottom-up until none fits any more: the result is the same for what is normal already. A part that occurs
 * twice stays one object, so that what is shared stays shared (nothing moves through a `share`).
 */
export function createNormalise(rules = planRules): (plan: Plan) => Plan {
  const done = new Map<Plan, Plan>()
  return function normalise(plan): Plan {
    const before = done.get(plan)
    if (before) return before
    const below = withInputs(plan, inputsOf(plan).map(normalise))
    const after = rules.reduce((current, rule) => (current === below ? rule.apply(current) : current), below)
    // A rule may have made new parts below: they are looked at again. What was normal already is remembered.
    const normal = after === below ? below : normalise(after)
    done.set(plan, normal)
    done.set(normal, normal)
    return normal
  }
}
