import type { SelectQueryNode } from 'kysely'
import { visit } from '../expression/index.ts'
import { createRewrite, expressionsOf, inputsOf, type Plan, walkPlan } from '../plan/index.ts'
import { withQueries } from './count-queries.ts'
import type { Emission } from './emit-plan.ts'
import { emitPlan } from './emit-plan.ts'
import { pruneSteps, type SharedStep } from './split-shares.ts'

/**
 * One statement for a plan that reads steps: each step becomes a named query of its own `with`, unless it is read once, then it
 * stands where it is read. Written out in place the shared ones would double at every join.
 *
 * `[not] materialized`: what only passes rows and columns on is cheaper read through than kept, everything else is computed once.
 * With a parameter in it a part is kept, too: where DuckDB 1.5.6 writes a query into two places, its bound values are NULL in both.
 * Columns that nobody reads are gone by then, so keeping loses no pruning. MySQL keeps what is read twice by itself, Trino
 * always reads through: they have no words for it, and leave them out.
 */
export function withShared(
  steps: readonly SharedStep[],
  reading: Plan,
  { emission, main }: { readonly emission: Emission; readonly main: (reading: Plan) => SelectQueryNode },
): SelectQueryNode {
  const kept = pruneSteps(steps, [reading])
  const reads = createReadCounter()
  const uses = new Map<string, number>()
  for (const plan of [...kept.map((step) => step.plan), reading])
    for (const [relation, times] of reads(plan)) uses.set(relation, (uses.get(relation) ?? 0) + times)

  const inlined = new Map<string, Plan>()
  const inline = createRewrite((plan) => (plan.op === 'read' && inlined.get(plan.relation)) || plan)
  const queries = kept.flatMap(({ relation, plan }) => {
    const whole = inline(plan)
    if (uses.get(relation) === 1) {
      inlined.set(relation, whole)
      return []
    }
    return [
      { name: relation, query: emitPlan(whole, emission), materialized: !passesOn(whole) || readsParameters(whole) },
    ]
  })
  return withQueries(main(inline(reading)), queries)
}

/** How often each relation is read where the plan is written out; more than one is many. */
function createReadCounter(): (plan: Plan) => ReadonlyMap<string, number> {
  const known = new Map<Plan, ReadonlyMap<string, number>>()
  return function count(plan) {
    const before = known.get(plan)
    if (before) return before
    const found = new Map<string, number>(plan.op === 'read' ? [[plan.relation, 1]] : [])
    for (const input of inputsOf(plan))
      for (const [relation, times] of count(input)) found.set(relation, Math.min(2, (found.get(relation) ?? 0) + times))
    known.set(plan, found)
    return found
  }
}

/** Rows and columns of a relation as they are, or fewer of them. */
function passesOn(plan: Plan): boolean {
  if (plan.op === 'read') return true
  if (plan.op === 'filter') return passesOn(plan.input)
  return (
    plan.op === 'project' && plan.columns.every(({ expression }) => expression.op === 'column') && passesOn(plan.input)
  )
}

function readsParameters(plan: Plan): boolean {
  let found = false
  walkPlan(plan, (part) => {
    for (const expression of expressionsOf(part)) visit(expression, ({ op }) => (found ||= op === 'parameter'))
  })
  return found
}
