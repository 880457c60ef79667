import type { ColumnId } from '../expression/index.ts'
import {
  columnsOf,
  inputsOf,
  type Plan,
  pruneColumns,
  type ReadPlan,
  type SharePlan,
  walkPlan,
  withInputs,
  withUniqueNames,
} from '../plan/index.ts'

/** One table that a run keeps. */
export interface SharedStep {
  readonly nodeId: string
  readonly port: string
  readonly relation: string
  readonly plan: Plan
}

/** A relation that holds what a plan gives (its names occur once): ids and names are those of the plan. */
export const readOf = (relation: string, plan: Plan, origin: readonly string[] = []): ReadPlan => ({
  op: 'read',
  relation,
  columns: columnsOf(plan),
  origin,
})

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
    const plan = withUniqueNames(share.input)
    const base = `n_${share.nodeId.replaceAll('-', '_')}${share.name === '' ? '' : `_${share.name}`}`
    let relation = base
    for (let count = 2; ; count++) {
      const taken = steps.find((step) => step.relation === relation)
      if (!taken) break
      // In JSON, parts that were one object are several: what is the same is one table all the same.
      if (isSame(taken.plan, plan)) return readOf(relation, plan)
      relation = `${base}_${count}`
    }
    steps.push({ nodeId: share.nodeId, port: share.port, relation, plan })
    return readOf(relation, plan)
  }

  return { steps, split }
}

/** Asked only of steps with one name, which read other steps by theirs: the texts are short. */
const isSame = (one: Plan, other: Plan): boolean => one === other || JSON.stringify(one) === JSON.stringify(other)

/** Drops steps, and columns of steps, that nobody after them reads. `consumers` are the plans that read the steps at the end. */
export function pruneSteps(steps: readonly SharedStep[], consumers: readonly Plan[]): readonly SharedStep[] {
  const needed = new Map<string, Set<ColumnId>>()
  const note = (whole: Plan): void =>
    walkPlan(whole, (plan) => {
      if (plan.op !== 'read') return
      const ids = needed.get(plan.relation) ?? new Set<ColumnId>()
      for (const { id } of plan.columns) ids.add(id)
      needed.set(plan.relation, ids)
    })
  for (const plan of consumers) note(plan)
  const pruned = steps.toReversed().flatMap((step) => {
    const ids = needed.get(step.relation)
    if (!ids) return []
    const plan = pruneColumns(step.plan, ids)
    note(plan)
    return [{ ...step, plan }]
  })
  return pruned.toReversed()
}
