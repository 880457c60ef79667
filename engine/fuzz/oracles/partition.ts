import { build } from '../../src/expression/index.ts'
import { columnsOf, type Plan } from '../../src/plan/index.ts'
import { conditionOf } from '../generate/expressions.ts'
import { expectRows, type Oracle, soilOfRows } from './oracle.ts'

/** TLP (Rigger and Su, OOPSLA 2020): every row makes a condition true, false or unknown, and only one of them. */
export const partition: Oracle = {
  name: 'partition',
  check(probe) {
    const where = conditionOf(soilOfRows(probe))
    const parts = [where, build.not(where), build.isNull(where)].map(
      (condition, at): Plan => ({ op: 'filter', input: probe.plan, where: condition, origin: [`part-${at}`] }),
    )
    const [first, ...rest] = parts
    const columns = columnsOf(probe.plan).map(({ id, name }) => ({ id, name, from: parts.map(() => id) }))
    const whole: Plan = { op: 'union', inputs: [first as Plan, ...rest], columns, origin: ['parts'] }
    return expectRows(probe, whole, probe.rows, 'true, false and unknown are not everything')
  },
}
