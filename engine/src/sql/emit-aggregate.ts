import type { ColumnType } from '@jianmo/connectors/words'
import {
  type OperationNode,
  OrderByItemNode,
  OrderByNode,
  PartitionByItemNode,
  PartitionByNode,
  RawNode,
  ValueNode,
} from 'kysely'
import { aggregateNamed, build, type ColumnId, type TypedExpression, windowNamed } from '../expression/index.ts'
import type { AggregateColumn, OrderItem, WindowColumn, WindowPlan } from '../plan/index.ts'
import { NotSupportedError } from './dialects/index.ts'
import type { Emission } from './emit-plan.ts'
import { templateFor } from './templates.ts'

/** Where an aggregate finds its arguments. */
interface Place {
  readonly emit: (expression: TypedExpression) => OperationNode
  readonly at: (id: ColumnId) => OperationNode
  readonly typeOf: (id: ColumnId) => ColumnType | undefined
  readonly emission: Emission
}

/**
 * One aggregate call. Its template says with `#d` where DISTINCT stands, with `#o` where ORDER BY stands and with `#f` where
 * FILTER stands; a dialect without FILTER gets NULL for the rows that do not count, which every aggregate leaves out.
 */
export function emitAggregate(column: AggregateColumn, { emit, at, typeOf, emission }: Place): OperationNode {
  const { dialect } = emission
  const counted = column.where && !dialect.aggregateFilter ? onlyWhere(column, column.where) : column
  const template = templateFor(aggregateNamed(column.function), counted, emission)
  // Left out in silence it would count every row.
  if (column.distinct && !template.includes('#d'))
    throw new NotSupportedError(column.function, dialect.name, { zh: '不能去重', en: 'it takes no DISTINCT' })
  const sorted = (id: ColumnId): OperationNode =>
    typeOf(id) === 'text' && !dialect.aggregateTextOrder
      ? emit(build.call('concat', 'text', build.column({ id, type: 'text' }), build.text('')))
      : at(id)
  const order = orderItems(column.order ?? [], sorted)
  const pieces = {
    d: column.distinct ? RawNode.createWithSql('distinct ') : empty,
    o: order.length > 0 ? RawNode.create([' ', ''], [OrderByNode.create(order)]) : empty,
    f: counted.where ? RawNode.create([' filter (where ', ')'], [emit(counted.where)]) : empty,
  }
  const starless = counted.arguments.length > column.arguments.length ? template.replace('*', '#0') : template
  return fillMarked(starless, pieces, argumentsOf(counted, emit))
}

/** The same without FILTER: the first argument (1 where rows are counted) only where the condition is TRUE. */
function onlyWhere(column: AggregateColumn, where: TypedExpression): AggregateColumn {
  const [first = build.integer(1), ...rest] = column.arguments
  const { where: _, ...without } = column
  const chosen = build.choose(first.type, [{ when: where, gives: first }], null)
  return { ...without, arguments: [chosen, ...rest] }
}

const argumentsOf =
  (column: AggregateColumn | WindowColumn, emit: Place['emit']) =>
  (index: number): OperationNode => {
    const argument = column.arguments[index]
    if (!argument) throw new Error(`${column.function} has no argument ${index}`)
    return emit(argument)
  }

/** One window call; its template says with `#w` where partition and order stand, before the frame if there is one. */
export function emitWindow(
  column: WindowColumn,
  plan: WindowPlan,
  { emit, at, emission }: Omit<Place, 'typeOf'>,
): OperationNode {
  const template = templateFor(windowNamed(column.function), column, emission)
  const items = orderItems(plan.order, at)
  const parts = [
    ...(plan.partition.length > 0
      ? [PartitionByNode.create(plan.partition.map((id) => PartitionByItemNode.create(at(id) as never)))]
      : []),
    ...(items.length > 0 ? [OrderByNode.create(items)] : []),
  ]
  const within = RawNode.create(['', ...parts.slice(1).map(() => ' '), ...(parts.length > 0 ? [''] : [])], parts)
  return fillMarked(template, { w: within }, argumentsOf(column, emit))
}

/**
 * Items of an ORDER BY that always say where NULLs go; a dialect without the words prints a sort by `x is null` first. A literal
 * sorts nothing: left in, DuckDB refuses a text there and reads a whole number as the place of a column.
 */
export function orderItems(
  order: readonly OrderItem[],
  at: (id: ColumnId) => OperationNode,
): readonly OrderByItemNode[] {
  return order.flatMap(({ column, direction, nulls = 'last' }) => {
    const node = at(column)
    if (ValueNode.is(node)) return []
    const item = OrderByItemNode.create(node, RawNode.createWithSql(direction === 'ascending' ? 'asc' : 'desc'))
    return [OrderByItemNode.cloneWith(item, { nulls })]
  })
}

const empty = RawNode.createWithSql('')

function fillMarked(
  template: string,
  marks: Readonly<Record<string, OperationNode>>,
  argument: (index: number) => OperationNode,
): OperationNode {
  const pieces = template.split(/#(\d+|[a-z])/)
  const fragments = pieces.filter((_, index) => index % 2 === 0)
  const holes = pieces
    .filter((_, index) => index % 2 === 1)
    .map((hole) => (/\d/.test(hole) ? argument(Number(hole)) : (marks[hole] ?? empty)))
  return RawNode.create(fragments, holes)
}
