import { describe, expect, it } from 'vitest'
import { columnsOf, type Plan } from '../src/plan/index.ts'
import { interpret } from '../src/plan/reference/interpret.ts'
import { createNormalise, planRules } from '../src/planner/index.ts'
import { differenceOf } from './compare.ts'
import { vocabularyFor } from './generate/plans.ts'
import { makePlanCase } from './make-graph.ts'

const vocabulary = vocabularyFor(['duckdb'])
const cases = Array.from({ length: 240 }, (_, number) => makePlanCase(11, number, vocabulary))

/** Two filters over everything that was drawn, so that rules about filters have something to merge and to move. */
function filtered(plan: Plan): Plan {
  const where = { op: 'literal', type: 'boolean', value: true } as const
  return { op: 'filter', input: { op: 'filter', input: plan, where, origin: ['f'] }, where, origin: ['g'] }
}

describe.each(planRules)('$name', (rule) => {
  it('fits somewhere in 240 random plans, and changes no bag of rows', () => {
    const normalise = createNormalise([rule])
    const applied = cases.filter(({ plan, place, world }) => {
      const before = place(filtered(plan))
      const after = normalise(before)
      if (after === before) return false
      const types = columnsOf(before).map(({ type }) => type)
      expect(differenceOf(interpret(before, world), interpret(after, world), types)).toBeNull()
      return true
    })
    expect(applied.length).toBeGreaterThan(0)
  })
})
