import type { Problem } from '@jianmo/connectors/words'
import { type GraphDocument, parseDocument } from '../graph/index.ts'
import { type CheckedModel, checkModel } from './infer-model.ts'
import { createInstrument } from './instrument.ts'
import { type LowerContext, lowerModel, type PortPlans } from './lower-model.ts'
import { createNormalise } from './normalise-plans.ts'
import { createPlacement } from './place-plan.ts'
import { createStageRunner, type Need, type Stage, type StageTime, stage } from './stage.ts'

export interface PlanContext extends LowerContext {
  /** A clock for timing the stages, in milliseconds; the stages themselves never read one. */
  readonly now?: () => number
}

export interface PlannedModel {
  /** Plans per node and port, over the loaded scans, with hidden witness columns. Nodes behind a problem have none. */
  readonly plans: PortPlans
  /** Of inference and of bindings. */
  readonly problems: readonly Problem[]
  readonly checked: CheckedModel
  /** What the stages lacked, e.g. a binding. */
  readonly needs: readonly Need[]
  readonly times: readonly StageTime[]
}

/** Reads a model's text; null if it is none. */
export const parse: Stage<unknown, null, GraphDocument | null> = {
  name: 'parse',
  run(json) {
    const { document, problems } = parseDocument(json)
    return { value: document, problems, needs: [] }
  },
}
export const bind: Stage<GraphDocument, LowerContext, CheckedModel> = {
  name: 'bind',
  run(document, context) {
    const value = checkModel(document, context)
    return { value, problems: value.problems, needs: [] }
  },
}
export const normalise = stage('normalise', (plans: PortPlans, _: LowerContext) => mapPlans(plans, createNormalise()))
export const instrument = stage('instrument', (plans: PortPlans, _: LowerContext) =>
  mapPlans(plans, createInstrument()),
)
export const place = stage('place', (plans: PortPlans, context: LowerContext) =>
  mapPlans(plans, createPlacement(context)),
)

/** From a drawing to plans that say where every row came from, over the district's tables: bind, lower, normalise, instrument, place. */
export function planModel(
  document: GraphDocument,
  context: PlanContext,
  stages = createStageRunner(context.now),
): PlannedModel {
  const checked = stages.run(bind, document, context)
  const lowered = stages.run(lowerModel, { document, checked }, context)
  const normal = stages.run(normalise, lowered, context)
  const instrumented = stages.run(instrument, normal, context)
  const plans = stages.run(place, instrumented, context)
  return { plans, problems: stages.problems, checked, needs: stages.needs, times: stages.times }
}

export function mapPlans(
  plans: PortPlans,
  change: (plan: PortPlans[string][string]) => PortPlans[string][string],
): PortPlans {
  return Object.fromEntries(
    Object.entries(plans).map(([node, ports]) => [
      node,
      Object.fromEntries(Object.entries(ports).map(([port, plan]) => [port, change(plan)])),
    ]),
  )
}
