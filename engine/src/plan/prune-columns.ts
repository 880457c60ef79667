import type { ColumnId, TypedExpression } from '../expression/typed.ts'
import { columnsRead } from '../expression/typed.ts'
import { columnsOf } from './columns-of.ts'
import { type ByOperator, onOperator, type Plan, type ProjectedColumn } from './plan.ts'

/** The same rows with only the columns that are needed (at least one: a relation without columns cannot be written). */
export function pruneColumns(plan: Plan, needed: ReadonlySet<ColumnId>): Plan {
  const has = ({ id }: { readonly id: ColumnId }) => needed.has(id)
  const read = (expressions: readonly (TypedExpression | null | undefined)[]) =>
    expressions.flatMap((expression) => (expression ? columnsRead(expression) : []))
  const table: ByOperator<Plan> = {
    scan: (scan) => scan,
    read: (read) => ({ ...read, columns: someOf(read.columns, has) }),
    values: (values) => values,
    project(project) {
      const kept = project.columns.filter(has)
      const columns = kept.length > 0 ? kept : cheapest(project.columns)
      const below = new Set(columns.flatMap(({ expression }) => columnsRead(expression)))
      return { ...project, columns, input: pruneColumns(project.input, below) }
    },
    filter: (filter) => ({
      ...filter,
      input: pruneColumns(filter.input, new Set([...needed, ...columnsRead(filter.where)])),
    }),
    join(join) {
      const all = new Set([...needed, ...read([join.on]), ...join.keys.flatMap(({ left, right }) => [left, right])])
      return { ...join, left: pruneColumns(join.left, all), right: pruneColumns(join.right, all) }
    },
    aggregate(aggregate) {
      const aggregates =
        aggregate.keys.length > 0 ? aggregate.aggregates.filter(has) : someOf(aggregate.aggregates, has)
      const below = [
        ...aggregate.keys,
        ...aggregates.flatMap(({ arguments: args, where, order = [] }) => [
          ...read([...args, where]),
          ...order.map(({ column }) => column),
        ]),
      ]
      return { ...aggregate, aggregates, input: pruneColumns(aggregate.input, new Set(below)) }
    },
    window(window) {
      const columns = window.columns.filter(has)
      if (columns.length === 0) return pruneColumns(window.input, needed)
      const below = [
        ...needed,
        ...window.partition,
        ...window.order.map(({ column }) => column),
        ...read(columns.flatMap(({ arguments: args }) => args)),
      ]
      return { ...window, columns, input: pruneColumns(window.input, new Set(below)) }
    },
    union(union) {
      // All branches keep the same columns, even if none is needed: the first decides.
      const columns = someOf(union.columns, has)
      const [head, ...rest] = union.inputs.map((input, index) =>
        pruneColumns(input, new Set(columns.map(({ from }) => from[index] ?? ''))),
      )
      return head ? { ...union, columns, inputs: [head, ...rest] } : union
    },
    // Every column decides which rows are equal.
    distinct: (distinct) => ({
      ...distinct,
      input: pruneColumns(distinct.input, new Set(columnsOf(distinct.input).map(({ id }) => id))),
    }),
    sort: (sort) => ({
      ...sort,
      input: pruneColumns(sort.input, new Set([...needed, ...sort.order.map(({ column }) => column)])),
    }),
    share: (share) => ({ ...share, input: pruneColumns(share.input, needed) }),
  }
  return onOperator(plan, table)
}

function someOf<Item>(items: readonly Item[], keep: (item: Item) => boolean): readonly Item[] {
  const kept = items.filter(keep)
  return kept.length > 0 ? kept : items.slice(0, 1)
}

function cheapest(columns: readonly ProjectedColumn[]): readonly ProjectedColumn[] {
  return someOf(columns, ({ expression }) => expression.op === 'column').slice(0, 1)
}
