import { withUniqueNames } from '../../src/plan/index.ts'
import { createSplit, pruneSteps } from '../../src/sql/split-shares.ts'
import { compared, notAsked, type Oracle } from './oracle.ts'

/** Shares kept as tables give what shares computed in place give. */
export const shares: Oracle = {
  name: 'shares',
  async check({ plan, place, rows, engine }) {
    const { steps, split } = createSplit()
    const whole = split(withUniqueNames(place(plan)))
    if (steps.length === 0) return notAsked
    for (const step of pruneSteps(steps, [whole])) await engine.keep(step.relation, step.plan)
    const found = await engine.rows(whole)
    return compared(
      { what: 'shares as tables are not shares in place', plan: whole, sql: engine.text(whole) },
      rows,
      found,
    )
  },
}
