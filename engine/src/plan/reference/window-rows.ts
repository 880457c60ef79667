import { keyOf, windowNamed } from '../../expression/index.ts'
import type { WindowPlan } from '../plan.ts'
import { compareRows } from './order-rows.ts'
import { type Evaluator, placesOf, type Row } from './world.ts'

/** Every row keeps its place; the new columns are computed within its partition, sorted (rows that tie as they came). */
export function windowRows(
  { input, partition, order, columns }: WindowPlan,
  rows: readonly Row[],
  value: Evaluator,
): readonly Row[] {
  const place = placesOf(input)
  const places = partition.map(place)
  const compare = compareRows(order, place)
  const partitions = Map.groupBy(rows.keys(), (at) => places.map((key) => keyOf(rows[at]?.[key] ?? null)).join())
  const added = new Map<number, Row>()
  for (const members of partitions.values()) {
    const sorted = members.toSorted((a, b) => compare(rows[a] ?? [], rows[b] ?? []))
    const ties = (a: number, b: number) => compare(rows[sorted[a] ?? 0] ?? [], rows[sorted[b] ?? 0] ?? []) === 0
    const args = columns.map((column) =>
      sorted.map((at) => column.arguments.map((argument) => value(argument, rows[at] ?? []))),
    )
    let group = 0
    for (const [at, index] of sorted.entries()) {
      if (at === 0 || !ties(at - 1, at)) group++
      let [first, last] = [at, at]
      while (first > 0 && ties(first - 1, at)) first--
      while (last < sorted.length - 1 && ties(last + 1, at)) last++
      added.set(
        index,
        columns.map((column, c) =>
          windowNamed(column.function).reference({ rows: args[c] ?? [], at, peers: [first, last], group }),
        ),
      )
    }
  }
  return rows.map((row, index) => [...row, ...(added.get(index) ?? [])])
}
