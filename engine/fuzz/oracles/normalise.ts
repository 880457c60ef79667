import { checkPlan } from '../../src/plan/check-plan.ts'
import { createNormalise } from '../../src/planner/normalise-plans.ts'
import { compared, expectRows, meaning, type Oracle } from './oracle.ts'

/** Normalising changes the plan and not what it means, for the interpreter and for an engine; doing it twice changes nothing. */
export const normalised: Oracle = {
  name: 'normalise',
  async check(probe) {
    const plan = createNormalise()(probe.plan)
    const [broken] = checkPlan(plan)
    if (broken) return { what: `normalising breaks an invariant: ${broken}`, plan }
    if (JSON.stringify(createNormalise()(plan)) !== JSON.stringify(plan))
      return { what: 'normalising twice is not once', plan }
    const difference = compared(
      { what: 'normalised is not plain (interpreter)', plan },
      probe.rows,
      meaning(probe, plan),
    )
    return difference ?? expectRows(probe, plan, probe.rows, 'normalised is not plain (engine)')
  },
}
