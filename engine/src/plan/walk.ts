import type { Plan } from './plan.ts'

export function inputsOf(plan: Plan): readonly Plan[] {
  switch (plan.op) {
    case 'scan':
    case 'read':
      return []
    case 'join':
      return [plan.left, plan.right]
    case 'union':
      return plan.inputs
    default:
      return [plan.input]
  }
}

/** The same operator over other inputs (as many as `inputsOf` gives). */
export function withInputs(plan: Plan, inputs: readonly Plan[]): Plan {
  const [first, second] = inputs
  switch (plan.op) {
    case 'scan':
    case 'read':
      return plan
    case 'join':
      return first && second ? { ...plan, left: first, right: second } : plan
    case 'union':
      return first ? { ...plan, inputs: [first, ...inputs.slice(1)] } : plan
    default:
      return first ? { ...plan, input: first } : plan
  }
}

/** Rewrites bottom-up; a part that occurs twice stays one object, so that `share` keeps its meaning. */
export function createRewrite(change: (plan: Plan) => Plan): (plan: Plan) => Plan {
  const done = new Map<Plan, Plan>()
  return function rewrite(plan) {
    const before = done.get(plan)
    if (before) return before
    const after = change(withInputs(plan, inputsOf(plan).map(rewrite)))
    done.set(plan, after)
    return after
  }
}

/** Node ids that a plan came from, down to what was computed before it (`read`), in order of first appearance from below. */
export function originsOf(plan: Plan): readonly string[] {
  const origins = new Set<string>()
  const seen = new Set<Plan>()
  const walk = (part: Plan): void => {
    if (seen.has(part)) return
    seen.add(part)
    for (const input of inputsOf(part)) walk(input)
    for (const origin of part.origin) origins.add(origin)
  }
  walk(plan)
  return [...origins]
}
