import { isDeepStrictEqual } from 'node:util'
import { chinaCalendar } from '@jianmo/connectors/values'
import { columnsOf, type Plan } from '../../src/plan/index.ts'
import { checkModel } from '../../src/planner/infer-model.ts'
import { createInstrument } from '../../src/planner/instrument.ts'
import { lowerModel } from '../../src/planner/lower-model.ts'
import { createNormalise } from '../../src/planner/normalise-plans.ts'
import { createPlacement } from '../../src/planner/place-plan.ts'
import { mapPlans } from '../../src/planner/plan-model.ts'
import { duckdb } from '../../src/sql/dialects/index.ts'
import { createStaging } from '../../src/sql/staging.ts'
import { parameterValues } from '../generate/parameters.ts'
import type { Drawn } from '../make-graph.ts'
import type { Finding, Oracle, Probe } from './oracle.ts'

/** What a stage gives can be sent as JSON: it comes back the same, and the stages after it make the same SQL of it. */
export const roundTrip: Oracle = {
  name: 'round-trip',
  async check(probe) {
    const planned = alongPlan(probe, (value) => value)
    return (
      difference(probe, planned, (cross) => alongPlan(probe, cross)) ?? (probe.drawn ? drawn(probe, probe.drawn) : null)
    )
  },
}

function drawn(probe: Probe, one: Drawn): Finding | null {
  return difference(
    probe,
    alongDrawing(one, (value) => value),
    (cross) => alongDrawing(one, cross),
  )
}

/** Takes a value of a stage to the next one. */
type Cross = <Value>(value: Value, stage: string) => Value

function difference(
  { plan }: Probe,
  direct: readonly string[],
  along: (cross: Cross) => readonly string[],
): Finding | null {
  const changed: string[] = []
  const crossed = along((value, stage) => {
    const back = JSON.parse(JSON.stringify(value))
    if (!isDeepStrictEqual(back, value)) changed.push(stage)
    return back
  })
  if (changed.length > 0) return { what: `what ${changed[0]} gives is another value after JSON`, plan }
  return isDeepStrictEqual(crossed, direct) ? null : { what: 'after JSON the stages make other SQL', plan }
}

const texts = (plans: readonly Plan[]): readonly string[] => {
  const staging = createStaging({ dialect: duckdb, values: parameterValues, context: { calendar: chinaCalendar } })
  for (const plan of plans)
    staging.stage({ op: 'share', nodeId: 'whole', port: 'rows', name: '', input: plan, origin: [] })
  return staging.tables().map(({ relation, statement }) => `${relation} ${statement.text}`)
}

function alongPlan({ plan, place }: Probe, cross: Cross): readonly string[] {
  const normal = cross(createNormalise()(cross(plan, 'lower')), 'normalise')
  return texts([cross(place(cross(createInstrument()(normal), 'instrument')), 'place')])
}

function alongDrawing({ document, context }: Drawn, cross: Cross): readonly string[] {
  const sent = cross(document, 'parse')
  const checked = checkModel(sent, cross(context, 'context'))
  const { value: lowered } = lowerModel.run({ document: sent, checked: cross(checked, 'bind') }, context)
  const normal = cross(mapPlans(cross(lowered, 'lower'), createNormalise()), 'normalise')
  const instrumented = cross(mapPlans(normal, createInstrument()), 'instrument')
  const placed = cross(mapPlans(instrumented, createPlacement(context)), 'place')
  const plans = Object.values(placed).flatMap((ports) => Object.values(ports))
  return texts(plans.filter((plan) => columnsOf(plan).length > 0))
}
