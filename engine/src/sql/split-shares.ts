import { columnsOf, inputsOf, type Plan, pruneColumns, type SharePlan, withInputs } from '../plan/index.ts'

/** One table that a run keeps. */
export interface SharedStep {
  readonly nodeId: string
  readonly port: string
  readonly relation: string
  readonly plan: Plan
}

/** Makes every `share` a table of its own, in an order in which each reads only earlier ones. */
export function createSplit() {
  const steps: SharedStep[] = []
  const done = new Map<Plan, Plan>()

  function split(plan: Plan): Plan {
    const before = done.get(plan)
    if (before) return before
    const inner = withInputs(plan, inputsOf(plan).map(split))
    const after = inner.op === 'share' ? keep(inner) : inner
    done.set(plan, after)
    return after
  }

  function keep(share: SharePlan): Plan {
    const relation = freeName(share)
    steps.push({ nodeId: share.nodeId, port: share.port, relation, plan: share.input })
    return { op: 'read', relation, columns: columnsOf(share.input), origin: [] }
  }

  function freeName({ nodeId, name }: SharePlan): string {
    const base = `n_${nodeId.replaceAll('-', '_')}${name === '' ? '' : `_${name}`}`
    let relation = base
    for (let count = 2; steps.some((step) => step.relation === relation); count++) relation = `${base}_${count}`
    return relation
  }

  return { steps, split }
}

/** Drops steps, and columns of steps, that nobody after them reads. `consumers` are the plans that read the steps at the end. */
export function pruneSteps(steps: readonly SharedStep[], consumers: readonly Plan[]): readonly SharedStep[] {
  const needed = new Map<string, Set<string>>()
  const note = (plan: Plan): void => {
    if (plan.op === 'read') {
      const names = needed.get(plan.relation) ?? new Set<string>()
      for (const { name } of plan.columns) names.add(name)
      needed.set(plan.relation, names)
    }
    for (const input of inputsOf(plan)) note(input)
  }
  for (const plan of consumers) note(plan)
  const pruned = steps.toReversed().flatMap((step) => {
    const names = needed.get(step.relation)
    if (!names) return []
    const plan = pruneColumns(step.plan, names)
    note(plan)
    return [{ ...step, plan }]
  })
  return pruned.toReversed()
}
