import {
  AliasNode,
  ColumnNode,
  CommonTableExpressionNameNode,
  CommonTableExpressionNode,
  GroupByItemNode,
  IdentifierNode,
  type OperationNode,
  OrderByItemNode,
  RawNode,
  ReferenceNode,
  SelectionNode,
  SelectQueryNode,
  WithNode,
} from 'kysely'
import { columnsOf, type Plan, pruneColumns } from '../plan/index.ts'
import { fillTemplate } from './emit-expression.ts'
import { type Emission, emitPlan } from './emit-plan.ts'

const named = (node: OperationNode, name: string) =>
  SelectionNode.create(AliasNode.create(node, IdentifierNode.create(name)))
const reference = (name: string) => ReferenceNode.create(ColumnNode.create(name))

/** `select count(*) as "rows" from …`, reading no more columns than the conditions need. */
export function countQuery(plan: Plan, emission: Emission): SelectQueryNode {
  const counted = over(emitPlan(pruneColumns(plan, new Set()), emission), 'counted')
  return SelectQueryNode.cloneWithSelections(counted, [named(RawNode.createWithSql('count(*)'), 'rows')])
}

export interface NamedPlan {
  readonly name: string
  readonly plan: Plan
}

/** A column computed from counts: `#0` … are the counts in order. */
export interface CountResult {
  readonly name: string
  readonly formula: string
}

/** One row of counts by name, and what is computed from them. */
export function countsQuery(
  counts: readonly NamedPlan[],
  results: readonly CountResult[],
  emission: Emission,
): SelectQueryNode {
  const inner = SelectQueryNode.cloneWithSelections(
    SelectQueryNode.create(),
    counts.map(({ name, plan }) => named(countQuery(plan, emission), name)),
  )
  return SelectQueryNode.cloneWithSelections(
    over(inner, 'counted'),
    results.map(({ name, formula }) =>
      named(
        fillTemplate(formula, (index) => reference(counts[index]?.name ?? '')),
        name,
      ),
    ),
  )
}

/** Rows per combination of all columns of a plan, with their number as `rows`; most rows first, then by value. */
export function groupQuery(plan: Plan, emission: Emission): SelectQueryNode {
  const names = columnsOf(plan).map(({ name }) => name)
  const selected = SelectQueryNode.cloneWithSelections(over(emitPlan(plan, emission), 'grouped'), [
    ...selectNames(names),
    named(RawNode.createWithSql('count(*)'), 'rows'),
  ])
  const grouped = SelectQueryNode.cloneWithGroupByItems(
    selected,
    names.map((name) => GroupByItemNode.create(reference(name))),
  )
  return ordered(grouped, ['-rows', ...names])
}

/** One item of an ORDER BY over a query's own names. */
export interface NamedOrder {
  readonly name: string
  readonly direction: 'ascending' | 'descending'
  /** Last if nothing is said, whatever the direction. */
  readonly nulls?: 'first' | 'last'
}

/** The rows of a plan in an order of their own. A plan that ends in the first N keeps its order and its N inside. */
export function orderedRows(plan: Plan, order: readonly (string | NamedOrder)[], emission: Emission): SelectQueryNode {
  const query = emitPlan(plan, emission)
  if (query.limit === undefined && query.offset === undefined) return ordered(query, order)
  const names = columnsOf(plan).map(({ name }) => name)
  return ordered(SelectQueryNode.cloneWithSelections(over(query, 'kept'), selectNames(names)), order)
}

/** The query with an order: a name is ascending, `-name` descending, NULLs last. */
export function ordered(query: SelectQueryNode, order: readonly (string | NamedOrder)[]): SelectQueryNode {
  const items = order.map((one) => {
    const { name, direction, nulls = 'last' } = typeof one === 'string' ? fromName(one) : one
    const words = RawNode.createWithSql(direction === 'ascending' ? 'asc' : 'desc')
    return OrderByItemNode.cloneWith(OrderByItemNode.create(reference(name), words), { nulls })
  })
  return items.length === 0 ? query : SelectQueryNode.cloneWithOrderByItems(query, items)
}

const fromName = (name: string): NamedOrder =>
  name.startsWith('-') ? { name: name.slice(1), direction: 'descending' } : { name, direction: 'ascending' }

/** An empty selection from a query. */
export function over(query: SelectQueryNode, alias: string): SelectQueryNode {
  return SelectQueryNode.createFrom([AliasNode.create(query, IdentifierNode.create(alias))])
}

export function selectNames(names: readonly string[]): readonly SelectionNode[] {
  return names.map((name) => SelectionNode.create(reference(name)))
}

/** `with "a" as (…), "b" as materialized (…) select …`; the words are left out where a dialect has none. */
export function withQueries(
  main: SelectQueryNode,
  queries: readonly { readonly name: string; readonly query: SelectQueryNode; readonly materialized?: boolean }[],
): SelectQueryNode {
  const [first, ...rest] = queries.map(({ name, query, materialized }) => {
    const named = CommonTableExpressionNode.create(CommonTableExpressionNameNode.create(name), query)
    return materialized === undefined ? named : CommonTableExpressionNode.cloneWith(named, { materialized })
  })
  if (!first) return main
  const all = rest.reduce((node, one) => WithNode.cloneWithExpression(node, one), WithNode.create(first))
  return { ...main, with: all }
}
