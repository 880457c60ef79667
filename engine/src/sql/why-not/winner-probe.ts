import { build, type ColumnId, columnsRead } from '../../expression/index.ts'
import {
  apart,
  columnMap,
  columnOf,
  type FilterPlan,
  type OrderItem,
  type Plan,
  type SortPlan,
  type WindowPlan,
} from '../../plan/index.ts'
import type { ProbedValue } from './condition-probe.ts'
import { asText, isOwn, knownColumns, nameIn, type OwnRows } from './own-rows.ts'
import { type Question, questionOver } from './question.ts'
import type { TracePlans } from './trace-plans.ts'

export interface ProbedOrder {
  readonly text: string
  readonly direction: OrderItem['direction']
  readonly own: ProbedValue
  readonly winner: ProbedValue
}

/** Why another row was kept: what both say in the columns that decide. */
export interface ProbedWinner {
  /** Place of the row in its order, from 1. */
  readonly rank: number
  /** Place of the last row that was kept. */
  readonly kept: number
  readonly partition: readonly ProbedValue[]
  readonly order: readonly ProbedOrder[]
}

/** The window whose columns a filter reads, if it stands right below it. */
export function windowBelow(filter: FilterPlan): WindowPlan | null {
  let below = filter.input
  while (below.op === 'project' || below.op === 'filter') below = below.input
  if (below.op !== 'window') return null
  const made = new Set(below.columns.map(({ id }) => id))
  return columnsRead(filter.where).some((id) => made.has(id)) ? below : null
}

const rankId = 'why.__rank'

/** A sort with a limit as ranks: the same rows and one column more, and the condition for being among those kept. */
export function rankedSort(sort: SortPlan): { readonly window: WindowPlan; readonly filter: FilterPlan } {
  const { input, order, limit, offset, origin } = sort
  const rank = { id: rankId, name: '__rank', type: 'integer' } as const
  const window: WindowPlan = {
    op: 'window',
    input,
    partition: [],
    order,
    columns: [{ ...rank, function: 'row_number', arguments: [] }],
    origin,
  }
  const after = build.call('>', 'boolean', build.column(rank), build.integer(offset))
  const until = limit === null ? [] : [build.call('<=', 'boolean', build.column(rank), build.integer(offset + limit))]
  return { window, filter: { op: 'filter', input: window, where: build.allOf([after, ...until]), origin } }
}

/** The rows that were left out beside the last row of their partition that was kept. */
export function probeWinner(
  { window, filter, own }: { readonly window: WindowPlan; readonly filter: FilterPlan; readonly own: OwnRows },
  place: { readonly plans: TracePlans; readonly nodeId: string },
): Question<readonly ProbedWinner[]> {
  const { plans, nodeId } = place
  const rank = window.columns[0]?.id ?? rankId
  const mine: Plan = { op: 'filter', input: window, where: isOwn({ ...own, part: window }), origin: [nodeId] }
  const kept: Plan = { op: 'filter', input: window, where: filter.where, origin: [nodeId] }
  const { right, idOf } = apart(mine, kept, 'why-winner')
  const at = (id: ColumnId) => build.column(columnOf(mine, id))
  const there = (id: ColumnId) => build.column(columnOf(right, idOf(id)))
  // NULLs are equal in a partition.
  const same = window.partition.map((id) =>
    build.anyOf([build.equal(at(id), there(id)), build.allOf([build.isNull(at(id)), build.isNull(there(id))])]),
  )
  const pairs: Plan = {
    op: 'join',
    kind: 'inner',
    left: mine,
    right,
    keys: [],
    on: build.allOf(same),
    origin: [nodeId],
  }
  const order = window.order.filter(({ column }) => columnMap(window).get(column)?.witness === undefined)
  const nameOf = nameIn(plans, window)
  const describe = (id: ColumnId, value: unknown): ProbedValue => ({
    text: nameOf(id),
    value: value === null || value === undefined ? null : String(value),
    columns: knownColumns(plans, window, id),
    plain: plans.columnOf(id) !== undefined,
  })
  const asked = [
    build.column(columnOf(pairs, rank)),
    build.column(columnOf(pairs, idOf(rank))),
    ...window.partition.map((id) => asText(columnOf(pairs, id))),
    ...order.flatMap(({ column }) => [asText(columnOf(pairs, column)), asText(columnOf(pairs, idOf(column)))]),
  ]
  return questionOver(pairs, asked, {
    plans,
    nodeId,
    limit: 1000,
    read(rows) {
      // Of several rows that were kept, the last one is whom this row would have had to beat.
      const last = new Map<number, (typeof rows)[number]>()
      for (const row of rows) {
        const before = last.get(Number(row[0]))
        if (!before || Number(before[1]) < Number(row[1])) last.set(Number(row[0]), row)
      }
      return [...last.values()].slice(0, 3).map((row) => ({
        rank: Number(row[0]),
        kept: Number(row[1]),
        partition: window.partition.map((id, index) => describe(id, row[2 + index])),
        order: order.map(({ column, direction }, index) => {
          const from = 2 + window.partition.length + 2 * index
          return {
            text: nameOf(column),
            direction,
            own: describe(column, row[from]),
            winner: describe(column, row[from + 1]),
          }
        }),
      }))
    },
  })
}
