import { type Plan, pruneColumns } from '../../src/plan/index.ts'
import { conditionOf } from '../generate/expressions.ts'
import { narrowed, notAsked, type Oracle, soilOfRows } from './oracle.ts'

/** NoREC (Rigger and Su, ESEC/FSE 2020): as many rows pass a filter as have the condition true when nothing can be filtered. */
export const noOptimisation: Oracle = {
  name: 'no-optimisation',
  async check(whole) {
    const probe = narrowed(whole)
    if (!probe) return notAsked
    const { engine, place, plan } = probe
    const where = conditionOf(soilOfRows(probe))
    const filtered: Plan = { op: 'filter', input: plan, where, origin: ['filtered'] }
    const columns = [{ id: 'holds', name: 'holds', expression: where }]
    const judged = pruneColumns({ op: 'project', input: plan, columns, origin: ['judged'] }, new Set(['holds']))
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
