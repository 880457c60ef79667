import type { Binding, Problem } from '@jianmo/connectors/words'
import type { GraphDocument } from '../graph/index.ts'
import type { InferContext } from '../nodes/index.ts'
import type { Plan } from '../plan/index.ts'
import { checkBinding } from './check-binding.ts'
import { type CheckedModel, checkedSpec } from './infer-model.ts'
import { plannerProblem } from './planner.problems.ts'
import type { Need, Stage } from './stage.ts'

/** Plans per node and output port. */
export type PortPlans = Readonly<Record<string, Readonly<Record<string, Plan>>>>

export interface LowerContext extends InferContext {
  /** The district's bindings, by logical table id. */
  readonly bindings: Readonly<Record<string, Binding>>
  /** Workdays and holidays; without it what depends on them cannot be determined. */
  readonly calendar?: unknown
}

export interface LowerInput {
  readonly document: GraphDocument
  readonly checked: CheckedModel
  /** Puts a sign on what enters a node, so that the node's own operators can be told from those before it. */
  readonly mark?: (input: Plan, nodeId: string, port: string) => Plan
}

/** Lowers every node that has no problem before it. A port with several readers becomes a `share`. */
export const lowerModel: Stage<LowerInput, LowerContext, PortPlans> = {
  name: 'lower',
  run({ document, checked, mark = (input) => input }, context) {
    const plans: Record<string, Readonly<Record<string, Plan>>> = {}
    const problems: Problem[] = []
    const needs: Need[] = []
    const uses = countUses(document)
    for (const known of checked.nodes) {
      const { node, config, sources, inputs, broken } = known
      const feeding = Object.entries(sources).map(([port, from]) => [port, plans[from.node]?.[from.port]] as const)
      const unbound = node.type === 'source' ? bindingProblems(config, context, node.id) : { problems: [], needs: [] }
      problems.push(...unbound.problems)
      needs.push(...unbound.needs)
      if (broken || unbound.problems.length > 0 || feeding.some(([, plan]) => plan === undefined)) continue
      const lowered = checkedSpec(known).lower({
        nodeId: node.id,
        config,
        inputs: Object.fromEntries(
          feeding.flatMap(([port, plan]) => (plan ? [[port, mark(plan, node.id, port)]] : [])),
        ),
        columns: inputs,
        outputs: checked.columns[node.id] ?? {},
        context: checked.context,
      })
      plans[node.id] = Object.fromEntries(
        Object.entries(lowered).map(([port, plan]) => {
          const several = (uses.get(`${node.id}.${port}`) ?? 0) > 1
          return [port, several && !isShared(plan) ? share(plan, node.id, port) : plan]
        }),
      )
    }
    return { value: plans, problems, needs }
  },
}

function bindingProblems(config: Record<string, unknown>, context: LowerContext, nodeId: string) {
  const nothing: { readonly problems: readonly Problem[]; readonly needs: readonly Need[] } = {
    problems: [],
    needs: [],
  }
  const table = context.tables.find(({ id, name }) => id === config['table'] || name === config['table'])
  if (!table) return nothing
  const binding = context.bindings[table.id]
  if (!binding) {
    const data = { table: table.id, label: table.label }
    return {
      problems: [plannerProblem('table-not-bound', data, { nodeId, field: 'table' })],
      needs: [{ kind: 'binding', table: table.id } as const],
    }
  }
  return { ...nothing, problems: checkBinding(binding, table, null).map((problem) => ({ ...problem, nodeId })) }
}

/** How many connections leave each output port. */
function countUses(document: GraphDocument): ReadonlyMap<string, number> {
  const uses = new Map<string, number>()
  for (const { from } of document.edges) {
    const key = `${from.node}.${from.port}`
    uses.set(key, (uses.get(key) ?? 0) + 1)
  }
  return uses
}

/** Cheap to compute twice: filters and plain columns over something that is kept already. */
function isShared(plan: Plan): boolean {
  if (plan.op === 'share') return true
  if (plan.op === 'filter') return isShared(plan.input)
  return (
    plan.op === 'project' && isShared(plan.input) && plan.columns.every(({ expression }) => expression.op === 'column')
  )
}

function share(input: Plan, nodeId: string, port: string): Plan {
  return { op: 'share', nodeId, port, name: 'out', input, origin: [nodeId] }
}
