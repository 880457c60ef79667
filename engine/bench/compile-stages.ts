import type { LogicalTable } from '@jianmo/connectors/words'
import { type GraphDocument, parseDocument } from '../src/graph/index.ts'
import { columnsOf, type Plan, pruneColumns } from '../src/plan/index.ts'
import { createInference, identityBinding, mapPlans, type PlanContext, planModel } from '../src/planner/index.ts'
import { emitPlan, hub } from '../src/sql/emit-plan.ts'
import { compileModel } from '../src/sql/index.ts'
import { createSplit, pruneSteps } from '../src/sql/split-shares.ts'
import { toStatement } from '../src/sql/statement.ts'

/** Milliseconds of one pass, by stage. It runs in Node and in a browser alike, so it takes its clock from outside. */
export interface Pass {
  readonly stages: Readonly<Record<string, number>>
  /** parse … emit: the statements that compute the model. */
  readonly total: number
  /** The whole chain, with all counts, join figures, unidentified rows and quality counts of a run. */
  readonly wholeRun: number
  readonly statements: number
  readonly characters: number
}

export function contextOf(table: LogicalTable, now: () => number): PlanContext {
  return { tables: [table], statutes: [], parameters: [], bindings: { [table.id]: identityBinding(table) }, now }
}

export function compilePass(json: string, context: PlanContext & { readonly now: () => number }): Pass {
  const { now } = context
  const began = now()
  const { document } = parseDocument(json)
  if (!document) throw new Error('The bench model is no model')
  const parsed = now()
  const planned = planModel(document, context)
  if (planned.problems.length > 0) throw new Error(JSON.stringify(planned.problems[0]))
  const placed = now()
  const { steps, split } = createSplit()
  const plans = mapPlans(planned.plans, split)
  const last = lastPorts(document).flatMap(([node, port]) => plans[node]?.[port] ?? [])
  const kept = pruneSteps(steps, last)
  const anchored = now()
  const emission = { ...hub, values: { run_date: '2026-11-20' } }
  const texts = [...kept.map(({ plan }) => plan), ...last.map(whole)].map(
    (plan) => toStatement(emitPlan(plan, emission), []).text,
  )
  const emitted = now()
  compileModel(json, context)
  const ran = now()
  return {
    stages: {
      parse: parsed - began,
      ...Object.fromEntries(planned.times.map(({ stage, milliseconds }) => [stage, milliseconds])),
      anchor: anchored - placed,
      emit: emitted - anchored,
    },
    total: emitted - began,
    wholeRun: ran - emitted,
    statements: texts.length,
    characters: texts.reduce((sum, text) => sum + text.length, 0),
  }
}

const whole = (plan: Plan) => pruneColumns(plan, new Set(columnsOf(plan).map(({ id }) => id)))

/** Output ports that nobody reads. */
function lastPorts(document: GraphDocument): readonly (readonly [string, string])[] {
  const read = new Set(document.edges.map(({ from }) => from.node))
  return document.nodes.filter(({ id }) => !read.has(id)).map(({ id }) => [id, 'rows'] as const)
}

/** Milliseconds of typing the model anew after one edit of a condition in its middle, with what was known before. */
export function retypePass(
  document: GraphDocument,
  context: PlanContext & { readonly now: () => number },
  rounds: number,
) {
  const infer = createInference()
  infer(document, context)
  const at = document.nodes.findIndex(({ id }) => id === `b${Math.floor(document.nodes.length / 20)}-real`)
  const edited = document.nodes[at]
  if (!edited) throw new Error('The bench model has no node in its middle')
  return Array.from({ length: rounds }, (_, round) => {
    const config = { condition: `${String(edited.config['condition'])} and months > ${round}` }
    const next = { ...document, nodes: document.nodes.with(at, { ...edited, config }) }
    const began = context.now()
    infer(next, context)
    return context.now() - began
  })
}
