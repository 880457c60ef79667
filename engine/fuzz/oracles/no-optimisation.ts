import type { Plan } from '../../src/plan/index.ts'
import { conditionOf } from '../generate/expressions.ts'
import { type Oracle, soilOfRows } from './oracle.ts'

/** NoREC (Rigger and Su, ESEC/FSE 2020): as many rows pass a filter as have the condition true when nothing can be filtered. */
export const noOptimisation: Oracle = {
  name: 'no-optimisation',
  async check(probe) {
    const { engine, place, plan } = probe
    const where = conditionOf(soilOfRows(probe))
    const filtered: Plan = { op: 'filter', input: plan, where, origin: ['filtered'] }
    const columns = [{ id: 'holds', name: 'holds', expression: where }]
    const judged: Plan = { op: 'project', input: plan, columns, origin: ['judged'] }
    const passed = (await engine.rows(place(filtered))).length
    const held = (await engine.rows(place(judged))).filter(([holds]) => holds === true).length
    if (passed === held) return null
    return {
      what: `${passed} rows pass a filter whose condition holds on ${held}`,
      plan: filtered,
      sql: engine.text(place(filtered)),
    }
  },
}
