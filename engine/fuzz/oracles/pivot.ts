import { build } from '../../src/expression/index.ts'
import { columnsOf, type Plan } from '../../src/plan/index.ts'
import { differenceOf } from '../compare.ts'
import { conditionOf, valuesOf } from '../generate/expressions.ts'
import { narrowed, notAsked, type Oracle, soilOfRows } from './oracle.ts'

/** Pivoted query synthesis (Rigger and Su, OSDI 2020): a condition that the interpreter finds true on a row fetches that row. */
export const pivot: Oracle = {
  name: 'pivot',
  async check(whole) {
    const probe = narrowed(whole)
    if (!probe || probe.rows.length === 0) return notAsked
    const { rows, plan, random, engine, place } = probe
    const row = random.pick(rows)
    const soil = { ...soilOfRows(probe), rows: [row] }
    const condition = conditionOf({ ...soil, rows })
    const [value] = valuesOf(condition, soil)
    const where = value === true ? condition : value === false ? build.not(condition) : build.isNull(condition)
    const fetched: Plan = { op: 'filter', input: plan, where, origin: ['pivot'] }
    const found = await engine.rows(place(fetched))
    const types = columnsOf(plan).map(({ type }) => type)
    if (found.some((other) => differenceOf([row], [other], types) === null)) return null
    return {
      what: 'a row is not fetched by a condition that is true on it',
      plan: fetched,
      sql: engine.text(place(fetched)),
      missing: [row],
      extra: found,
    }
  },
}
