import { columnsOf } from '../../src/plan/index.ts'
import { compareRows } from '../../src/plan/reference/order-rows.ts'
import { placesOf } from '../../src/plan/reference/world.ts'
import { compared, type Oracle } from './oracle.ts'

/** The interpreter and a real engine give the same bag; the same order too where the outermost operator promises one. */
export const agree: Oracle = {
  name: 'agree',
  async check({ plan, place, rows, engine }) {
    const placed = place(plan)
    const found = await engine.rows(placed)
    const about = { what: `the interpreter is not ${engine.name}`, plan, sql: engine.text(placed) }
    const difference = compared(about, rows, found)
    if (difference || plan.op !== 'sort') return difference
    const compare = compareRows(plan.order, placesOf(plan))
    const broken = found.findIndex((row, at) => at > 0 && compare(found[at - 1] ?? [], row) > 0)
    if (broken < 0) return null
    return {
      ...about,
      what: `${engine.name} does not sort ${columnsOf(plan).length} columns`,
      extra: found.slice(broken - 1, broken + 1),
    }
  },
}
