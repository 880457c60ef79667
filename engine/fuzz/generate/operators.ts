import type { ColumnType } from '@jianmo/connectors/words'
import { build, type TypedExpression } from '../../src/expression/index.ts'
import {
  type AggregateColumn,
  apart,
  columnMap,
  columnsOf,
  keepColumn,
  type Plan,
  type PlanColumn,
  type ProjectedColumn,
  type WindowColumn,
} from '../../src/plan/index.ts'
import { aggregateCall, windowCall } from './calls-over-rows.ts'
import { callOf, conditionOf, expressionOf, isComputable, type Soil } from './expressions.ts'
import { inexactColumns } from './inexact.ts'
import { totalOrder } from './order.ts'
import { type BuiltOperator, type Draft, type Site, soilOf } from './site.ts'
import { columnTypes, drawValue } from './values.ts'
import { type FuzzTable, isKeyType } from './world.ts'

type Choose = (index?: number) => Draft
type Builder = (site: Site, choose: Choose) => Plan | null

/** One way to make each operator; null if these inputs do not suit it. */
export const builders: { readonly [Op in BuiltOperator]: Builder } = {
  scan: (site) => {
    const { fresh } = site
    const table = readable(site)
    const nodeId = fresh('scan')
    const columns = table.columns.map(({ name, type }): PlanColumn => ({ id: `${nodeId}.${name}`, name, type }))
    return { op: 'scan', nodeId, table: table.name, columns, origin: [nodeId] }
  },

  read: (site) => {
    const { random, fresh } = site
    const table = readable(site)
    const nodeId = fresh('read')
    const columns = random
      .some(table.columns, 1)
      .map(({ name, type }): PlanColumn => ({ id: `${nodeId}.${name}`, name, type }))
    return { op: 'read', relation: table.name, columns, origin: [nodeId] }
  },

  values: ({ random, fresh }) => {
    const nodeId = fresh('values')
    const types = Array.from({ length: 1 + random.below(3) }, () =>
      random.pick(columnTypes.filter((type) => type !== 'list')),
    )
    const columns = types.map((type, at): PlanColumn => ({ id: `${nodeId}.${at}`, name: `v${at}`, type }))
    const rows = Array.from({ length: random.below(4) }, () => types.map((type) => drawValue(type, random)))
    return { op: 'values', columns, rows, origin: [nodeId] }
  },

  project(site, choose) {
    const input = choose()
    const soil = soilOf(site, input)
    const nodeId = site.fresh('project')
    const kept = site.random.some(soil.columns, Math.min(3, soil.columns.length)).map((column) => keepColumn(column))
    const wanted = 1 + site.random.below(3)
    const computed = Array.from({ length: wanted }, (_, at): ProjectedColumn => {
      const expression = computedBy(soil)
      return { id: `${nodeId}.${at}`, name: site.random.chance(0.2) ? (kept[0]?.name ?? 'x') : `e${at}`, expression }
    })
    return { op: 'project', input: input.plan, columns: [...kept, ...computed], origin: [nodeId] }
  },

  filter(site, choose) {
    const input = choose()
    const soil = soilOf(site, input)
    return { op: 'filter', input: input.plan, where: conditionOf(soil), origin: [site.fresh('filter')] }
  },

  join(site, choose) {
    const { random, wishes } = site
    const kind = wishes.joins.shift() ?? random.pick(['inner', 'left', 'right', 'full', 'semi', 'anti'] as const)
    const [left, other] = [choose(0), choose(1)]
    const nodeId = site.fresh('join')
    const { right } = apart(left.plan, other.plan, nodeId)
    if (kind === 'cross') return { op: 'join', kind, left: left.plan, right, keys: [], on: null, origin: [nodeId] }
    const pairs = columnsOf(left.plan).flatMap((l) =>
      columnsOf(right)
        .filter((r) => r.type === l.type && isKeyType(l.type))
        .map((r) => ({ left: l.id, right: r.id })),
    )
    const keys = random.shuffled(pairs).slice(0, pairs.length === 0 ? 0 : random.pick([0, 1, 1, 1, 1, 2]))
    const soil = {
      ...soilOf(site, left),
      columns: [...columnsOf(left.plan), ...columnsOf(right)],
      inexact: new Set([...inexactColumns(left.plan), ...inexactColumns(right)]),
      rows: crossed(left, other),
    }
    const on = keys.length === 0 || random.chance(0.3) ? conditionOf(soil) : null
    return { op: 'join', kind, left: left.plan, right, keys, on, origin: [nodeId] }
  },

  aggregate(site, choose) {
    const input = tidy(choose(), site)
    if (!input) return null
    const { random } = site
    const soil = soilOf(site, input)
    const nodeId = site.fresh('aggregate')
    const keys = random
      .some(soil.columns)
      .slice(0, random.below(3))
      .map(({ id }) => id)
    const wanted = site.aggregates.length === 0 ? 0 : Math.max(1, site.wishes.aggregates.length) + random.below(2)
    const results = Array.from({ length: wanted }, (_, at): AggregateColumn | null =>
      aggregateCall(site, soil, { id: `${nodeId}.${at}`, name: `g${at}` }),
    ).filter((column) => column !== null)
    if (keys.length + results.length === 0) return null
    return { op: 'aggregate', input: input.plan, keys, aggregates: results, origin: [nodeId] }
  },

  window(site, choose) {
    const input = tidy(choose(), site)
    if (!input) return null
    const { random } = site
    const soil = soilOf(site, input)
    const nodeId = site.fresh('window')
    const partition = random
      .some(soil.columns)
      .slice(0, random.below(3))
      .map(({ id }) => id)
    const columns = Array.from({ length: Math.max(1, site.wishes.windows.length) }, (_, at): WindowColumn | null =>
      windowCall(site, soil, { id: `${nodeId}.${at}`, name: `w${at}` }),
    ).filter((column) => column !== null)
    if (columns.length === 0) return null
    return { op: 'window', input: input.plan, partition, order: totalOrder(soil), columns, origin: [nodeId] }
  },

  union(site, choose) {
    const { random } = site
    const drafts = [choose(0), choose(1), ...(random.chance(0.2) ? [choose(1)] : [])]
    const nodeId = site.fresh('union')
    const [first] = drafts
    const kept = first ? random.some(columnsOf(first.plan), Math.min(3, columnsOf(first.plan).length)) : []
    if (kept.length === 0) return null
    const parts = drafts.map((draft, at) => withTypes(draft, kept, { site, nodeId: `${nodeId}/${at}` }))
    const columns = kept.map(({ name }, at) => ({
      id: `${nodeId}.${at}`,
      name,
      from: parts.map(({ ids }) => ids[at] ?? ''),
    }))
    const [head, ...rest] = parts.map(({ plan }) => plan)
    return head ? { op: 'union', inputs: [head, ...rest], columns, origin: [nodeId] } : null
  },

  distinct(site, choose) {
    const input = tidy(choose(), site)
    return input && { op: 'distinct', input: input.plan, origin: [site.fresh('distinct')] }
  },

  sort(site, choose) {
    const input = tidy(choose(), site)
    if (!input) return null
    const { random } = site
    const limit = random.chance(0.8) ? 1 + random.below(8) : null
    const offset = random.chance(0.3) ? random.below(3) : 0
    return {
      op: 'sort',
      input: input.plan,
      order: totalOrder(soilOf(site, input)),
      limit,
      offset,
      origin: [site.fresh('sort')],
    }
  },

  share(site, choose) {
    const nodeId = site.fresh('share')
    return {
      op: 'share',
      nodeId,
      port: 'rows',
      name: site.random.chance(0.3) ? 'part' : '',
      input: choose().plan,
      origin: [nodeId],
    }
  },
}

function readable({ tables, random, lists }: Site): FuzzTable {
  const table = random.pick(tables)
  const columns = lists ? table.columns : table.columns.filter(({ type }) => type !== 'list')
  // A table of lists alone is left to the graphs that may read lists.
  return columns.length > 0
    ? { ...table, columns }
    : { ...table, ...tables[0], columns: (tables[0]?.columns ?? []).filter(({ type }) => type !== 'list') }
}

/** A wished call if one is left, else anything. */
function computedBy(soil: Soil): TypedExpression {
  const wish = soil.wishes.shift()
  const called = wish && callOf(wish, soil, { depth: 2 })
  if (called) return called
  const type = soil.random.pick(columnTypes.filter((one) => one !== 'list' || soil.lists))
  const made = expressionOf(type, soil, 3)
  return isComputable(made, soil) ? made : build.nullOf(type)
}

/** The input without columns that are no keys: grouping, sorting and numbering look at all that is left. */
function tidy({ plan, rows }: Draft, site: Site): Draft | null {
  const columns = columnsOf(plan)
  const kept = columns.filter(({ type }) => isKeyType(type))
  if (kept.length === columns.length) return { plan, rows }
  if (kept.length === 0) return null
  return {
    plan: {
      op: 'project',
      input: plan,
      columns: kept.map((column) => keepColumn(column)),
      origin: [site.fresh('keys')],
    },
    rows: rows.map((row) => row.filter((_, at) => isKeyType((columns[at] as PlanColumn).type))),
  }
}

/** Columns of just these types: those that are there under their ids, what is missing computed. */
function withTypes(
  draft: Draft,
  wanted: readonly PlanColumn[],
  { site, nodeId }: { readonly site: Site; readonly nodeId: string },
): { readonly plan: Plan; readonly ids: readonly string[] } {
  const soil = soilOf(site, draft)
  const added: ProjectedColumn[] = []
  const ids = wanted.map(({ id, name, type }, at) => {
    if (columnMap(draft.plan).get(id)?.type === type) return id
    const found = soil.columns.filter((column) => column.type === type)
    if (found.length > 0) return site.random.pick(found).id
    const made = expressionOf(type as ColumnType, soil, 1)
    const expression = isComputable(made, soil) ? made : build.nullOf(type)
    added.push({ id: `${nodeId}.${at}`, name, expression })
    return `${nodeId}.${at}`
  })
  if (added.length === 0) return { plan: draft.plan, ids }
  const columns = [...soil.columns.map((column) => keepColumn(column)), ...added]
  return { plan: { op: 'project', input: draft.plan, columns, origin: [nodeId] }, ids }
}

/** Pairs of rows as a condition of the join will see them. */
const crossed = (left: Draft, right: Draft) => left.rows.flatMap((a) => right.rows.map((b) => [...a, ...b]))
