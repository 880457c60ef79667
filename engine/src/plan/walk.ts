import type { TypedExpression } from '../expression/typed.ts'
import type { Plan } from './plan.ts'

export function inputsOf(plan: Plan): readonly Plan[] {
  switch (plan.op) {
    case 'scan':
    case 'read':
    case 'values':
      return []
    case 'join':
      return [plan.left, plan.right]
    case 'union':
      return plan.inputs
    default:
      return [plan.input]
  }
}

/** The same operator over other inputs (as many as `inputsOf` gives). The same object if they are the same. */
export function withInputs(plan: Plan, inputs: readonly Plan[]): Plan {
  if (inputsOf(plan).every((input, index) => input === inputs[index])) return plan
  const [first, second] = inputs
  switch (plan.op) {
    case 'scan':
    case 'read':
    case 'values':
      return plan
    case 'join':
      return first && second ? { ...plan, left: first, right: second } : plan
    case 'union':
      return first ? { ...plan, inputs: [first, ...inputs.slice(1)] } : plan
    default:
      return first ? { ...plan, input: first } : plan
  }
}

/** The expressions that an operator computes by itself. */
export function expressionsOf(plan: Plan): readonly TypedExpression[] {
  switch (plan.op) {
    case 'project':
      return plan.columns.map(({ expression }) => expression)
    case 'filter':
      return [plan.where]
    case 'join':
      return plan.on ? [plan.on] : []
    case 'aggregate':
      return plan.aggregates.flatMap(({ arguments: args, where }) => (where ? [...args, where] : args))
    case 'window':
      return plan.columns.flatMap(({ arguments: args }) => args)
    default:
      return []
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

/** Calls `look` once for every part of a plan, inputs first. */
export function walkPlan(plan: Plan, look: (part: Plan) => void, seen: Set<Plan> = new Set()): void {
  if (seen.has(plan)) return
  seen.add(plan)
  for (const input of inputsOf(plan)) walkPlan(input, look, seen)
  look(plan)
}

/** Node ids that a plan came from, down to what was computed before it (`read`), in order of first appearance from below. */
export function originsOf(plan: Plan): readonly string[] {
  const origins = new Set<string>()
  walkPlan(plan, (part) => {
    for (const origin of part.origin) origins.add(origin)
  })
  return [...origins]
}
