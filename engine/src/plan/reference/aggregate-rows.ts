import { aggregateNamed, type Datum, keyOf } from '../../expression/index.ts'
import type { AggregateColumn, AggregatePlan } from '../plan.ts'
import { compareRows } from './order-rows.ts'
import { type Evaluator, placesOf, type Row } from './world.ts'

/** Groups in order of first appearance; without keys there is one group, even of no rows. */
export function aggregateRows(
  { input, keys, aggregates }: AggregatePlan,
  rows: readonly Row[],
  value: Evaluator,
): readonly Row[] {
  const place = placesOf(input)
  const places = keys.map(place)
  const groups = new Map<string, Row[]>()
  if (keys.length === 0) groups.set('', [])
  for (const row of rows) {
    const key = places.map((at) => keyOf(row[at] ?? null)).join()
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()].map((group) => [
    ...places.map((at) => group[0]?.[at] ?? null),
    ...aggregates.map((aggregate) => aggregateGroup(aggregate, group, { place, value })),
  ])
}

function aggregateGroup(
  { function: id, arguments: args, distinct, where, order = [] }: AggregateColumn,
  group: readonly Row[],
  { place, value }: { readonly place: (id: string) => number; readonly value: Evaluator },
): Datum {
  const counted = where ? group.filter((row) => value(where, row) === true) : group
  const sorted = order.length > 0 ? counted.toSorted(compareRows(order, place)) : counted
  const values = sorted.map((row) => args.map((argument) => value(argument, row)))
  return aggregateNamed(id).reference(distinct ? once(values) : values)
}

function once(rows: readonly Row[]): readonly Row[] {
  return [...new Map(rows.map((row) => [row.map(keyOf).join(), row])).values()]
}
