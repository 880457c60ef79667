import type { Column, Problem } from '@jianmo/connectors/words'
import type { GraphDocument } from '../../graph/index.ts'
import type { InferContext } from '../../nodes/index.ts'
import { columnMap, createRewrite, keepAll, type Plan, type PlanColumn, walkPlan } from '../../plan/index.ts'
import {
  type CheckedNode,
  checkModel,
  createInstrument,
  createPlacement,
  lowerModel,
  mapPlans,
  type PortPlans,
  witnessId,
  witnessName,
} from '../../planner/index.ts'
import { idOf } from '../../schema/index.ts'
import { emissionOf } from '../compile-run.ts'
import type { CompileContext } from '../compiled.ts'
import type { Emission } from '../emit-plan.ts'
import { createStaging } from '../staging.ts'

/** A model in which every operator still stands in the node that it was drawn in, and every row says where it came from. */
export interface TracePlans {
  readonly nodes: readonly CheckedNode[]
  readonly problems: readonly Problem[]
  readonly planOf: (node: string, port: string) => Plan | undefined
  /** What enters a node: the part of its plans where it begins. */
  readonly entry: (node: string, port: string) => Plan | undefined
  /** What inference says of a column of a plan, wherever it first appeared. */
  readonly columnOf: (id: string) => Column | undefined
  readonly context: InferContext
  readonly emission: Emission
  readonly staging: ReturnType<typeof createStaging>
}

/**
 * Plans for following single rows. Nothing is moved or merged as a run would do: the rules keep the meaning, but after them a
 * condition may stand before the node that a person knows it by. Rows that were typed into the drawing are numbered, too.
 */
export function tracePlans(document: GraphDocument, context: CompileContext): TracePlans {
  const checked = checkModel(document, context)
  const entries = new Map<string, Plan>()
  const mark = (input: Plan, node: string, port: string): Plan => {
    const entry: Plan = { op: 'project', input, columns: keepAll(input), origin: [node] }
    entries.set(`${node}.${port}`, entry)
    return entry
  }
  const { value, problems } = lowerModel.run({ document, checked, mark }, context)
  const number = createRewrite(numberValues)
  const instrument = createInstrument()
  const place = createPlacement(context)
  const change = (plan: Plan) => place(instrument(number(plan)))
  const plans: PortPlans = mapPlans(value, change)
  const emission = emissionOf(document, context)
  const known = new Map<string, Column>()
  for (const ports of Object.values(checked.columns))
    for (const columns of Object.values(ports))
      for (const column of columns) if (!known.has(idOf(column))) known.set(idOf(column), column)
  return {
    nodes: checked.nodes,
    problems: [...checked.problems, ...problems],
    planOf(node, port) {
      const plan = plans[node]?.[port]
      return plan && isPlaced(plan) ? plan : undefined
    },
    entry(node, port) {
      const entry = entries.get(`${node}.${port}`)
      return entry && change(entry)
    },
    columnOf: (id) => known.get(id),
    context: checked.context,
    emission,
    staging: createStaging(emission),
  }
}

function isPlaced(plan: Plan): boolean {
  let placed = true
  walkPlan(plan, ({ op }) => {
    placed &&= op !== 'scan'
  })
  return placed
}

/** Rows that were typed into the drawing have a number each, as those of a scan do. */
export function numberValues(plan: Plan): Plan {
  const nodeId = plan.origin.at(-1)
  if (plan.op !== 'values' || nodeId === undefined || columnMap(plan).has(witnessId(nodeId))) return plan
  const witness: PlanColumn = {
    id: witnessId(nodeId),
    name: witnessName(nodeId),
    type: 'integer',
    witness: nodeId,
  }
  return { ...plan, columns: [...plan.columns, witness], rows: plan.rows.map((row, index) => [...row, index + 1]) }
}
