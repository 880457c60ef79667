import type { Binding, Problem } from '@jianmo/connectors/words'
import type { GraphDocument } from '../graph/index.ts'
import type { InferContext } from '../nodes/index.ts'
import type { Plan } from '../plan/index.ts'
import { checkBinding } from './check-binding.ts'
import { type CheckedModel, checkModel } from './infer-model.ts'
import { createInstrument } from './instrument.ts'
import { plannerProblem } from './planner.problems.ts'

export interface PlanContext extends InferContext {
  /** The district's bindings, by logical table id. */
  readonly bindings: Readonly<Record<string, Binding>>
}

export interface PlannedModel {
  /** Plans per node and port, over the loaded scans, with hidden witness columns. Nodes behind a problem have none. */
  readonly plans: Readonly<Record<string, Readonly<Record<string, Plan>>>>
  /** Of inference and of bindings. */
  readonly problems: readonly Problem[]
  readonly checked: CheckedModel
}

/** Lowers every node that has no problem before it, reads its logical columns out of the district's, adds witnesses. */
export function planModel(document: GraphDocument, context: PlanContext): PlannedModel {
  const checked = checkModel(document, context)
  const plans: Record<string, Readonly<Record<string, Plan>>> = {}
  const problems: Problem[] = []
  const instrument = createInstrument(context)
  const uses = countUses(document)

  for (const { node, spec, config, sources, inputs, broken } of checked.nodes) {
    const feeding = Object.entries(sources).map(([port, from]) => [port, plans[from.node]?.[from.port]] as const)
    const unbound = node.type === 'source' ? bindingProblems(config, context, node.id) : []
    problems.push(...unbound)
    if (broken || unbound.length > 0 || feeding.some(([, plan]) => plan === undefined)) continue
    const lowered = spec.lower({
      nodeId: node.id,
      config,
      inputs: Object.fromEntries(feeding.flatMap(([port, plan]) => (plan ? [[port, plan]] : []))),
      columns: inputs,
      context: checked.context,
    })
    plans[node.id] = Object.fromEntries(
      Object.entries(lowered).map(([port, plan]) => {
        const whole = instrument(plan)
        const several = (uses.get(`${node.id}.${port}`) ?? 0) > 1
        // Through `instrument` again, so that it knows the share and leaves it as it is.
        return [port, several && !isShared(whole) ? instrument(share(whole, node.id, port)) : whole]
      }),
    )
  }
  return { plans, problems: [...checked.problems, ...problems], checked }
}

function bindingProblems(config: Record<string, unknown>, context: PlanContext, nodeId: string): readonly Problem[] {
  const table = context.tables.find(({ id, name }) => id === config['table'] || name === config['table'])
  if (!table) return []
  const binding = context.bindings[table.id]
  if (!binding)
    return [plannerProblem('table-not-bound', { table: table.id, label: table.label }, { nodeId, field: 'table' })]
  return checkBinding(binding, table, null).map((problem) => ({ ...problem, nodeId }))
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
