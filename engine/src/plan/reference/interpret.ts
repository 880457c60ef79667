import { fromValue, keyOf } from '../../expression/index.ts'
import { type ByOperator, onOperator, type Plan } from '../plan.ts'
import { aggregateRows } from './aggregate-rows.ts'
import { joinRows } from './join-rows.ts'
import { compareRows } from './order-rows.ts'
import { windowRows } from './window-rows.ts'
import { evaluatorOver, placesOf, type Row, type World } from './world.ts'

/**
 * The specification: what a plan means, by row lists and three-valued logic, without any optimisation. Every engine is held
 * against it; it never runs in production. The result is a bag: only `sort` promises an order.
 */
export function interpret(plan: Plan, world: World): readonly Row[] {
  const done = new Map<Plan, readonly Row[]>()
  const rowsOf = (part: Plan): readonly Row[] => {
    const before = done.get(part)
    if (before) return before
    const rows = onOperator(part, operators)
    done.set(part, rows)
    return rows
  }

  const operators: ByOperator<readonly Row[]> = {
    scan: ({ table, columns }) => world.relation(table, columns),
    read: ({ relation, columns }) => world.relation(relation, columns),
    values: ({ columns, rows }) =>
      rows.map((row) => columns.map(({ type }, index) => fromValue(row[index] ?? null, type))),
    project: ({ input, columns }) => {
      const value = evaluator(input, world)
      return rowsOf(input).map((row) => columns.map(({ expression }) => value(expression, row)))
    },
    filter: ({ input, where }) => {
      const value = evaluator(input, world)
      return rowsOf(input).filter((row) => value(where, row) === true)
    },
    join: (join) =>
      joinRows(join, { left: rowsOf(join.left), right: rowsOf(join.right) }, { ...world, evaluator: evaluatorOver }),
    aggregate: (aggregate) => aggregateRows(aggregate, rowsOf(aggregate.input), evaluator(aggregate.input, world)),
    window: (window) => windowRows(window, rowsOf(window.input), evaluator(window.input, world)),
    union: ({ inputs, columns }) =>
      inputs.flatMap((input, at) => {
        const place = placesOf(input)
        return rowsOf(input).map((row) => columns.map(({ from }) => row[place(from[at] ?? '')] ?? null))
      }),
    distinct: ({ input }) => {
      const seen = new Set<string>()
      return rowsOf(input).filter((row) => {
        const key = row.map(keyOf).join()
        return !seen.has(key) && Boolean(seen.add(key))
      })
    },
    sort: ({ input, order, limit, offset }) => {
      const sorted = rowsOf(input).toSorted(compareRows(order, placesOf(input)))
      return sorted.slice(offset, limit === null ? undefined : offset + limit)
    },
    share: ({ input }) => rowsOf(input),
  }
  return rowsOf(plan)
}

const evaluator = (plan: Plan, world: World) => evaluatorOver([plan], world)

export type { Row, World } from './world.ts'
