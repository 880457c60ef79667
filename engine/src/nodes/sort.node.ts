import { z } from 'zod'
import type { OrderItem, Plan } from '../plan/index.ts'
import { boundColumns } from './bind-columns.ts'
import { checkColumn } from './check-fields.ts'
import { ColumnNames, defineNode, observed, quoted, rowsPort } from './define-node.ts'
import { keepFirst } from './keep-first-plan.ts'
import { nodeProblem } from './node.problems.ts'
import { boundOrder, checkOrder, OrderEntries, type OrderEntry, orderText } from './order-config.ts'

export interface SortConfig extends Record<string, unknown> {
  readonly order: readonly OrderEntry[]
  /** The first so many rows; null for all. */
  readonly limit: number | null
  /** The first so many rows of each of these groups. */
  readonly per: readonly string[]
}

const orderLabel = { zh: '排序', en: 'Order' }
const perLabel = { zh: '每组分别取', en: 'For each' }

export const sort = defineNode<SortConfig>({
  type: 'sort',
  family: 'shape',
  label: { zh: '排序取前 N', en: 'Sort / top N' },
  words: '排名 前几名 最多 最早 top limit order by rank',
  about: {
    zh: '按列排序，可以只留最前的 N 行，或每组最前的 N 行。分不出先后的行按来源行号排，结果每次相同。',
    en: 'Orders the rows; may keep the first N of them, or of each group. Rows that tie go by source row, so the result is the same every time.',
  },
  inputs: { rows: rowsPort },
  outputs: { rows: rowsPort },
  config: z.object({
    order: OrderEntries,
    limit: z.number().int().min(1).max(10_000_000).nullable(),
    per: ColumnNames,
  }),
  initial: { order: [], limit: null, per: [] },
  form: {
    order: { label: orderLabel, control: 'order', of: 'rows' },
    limit: {
      label: { zh: '只留最前的行数', en: 'Rows to keep' },
      control: 'count',
      empty: { zh: '全部', en: 'all' },
    },
    per: {
      label: perLabel,
      control: 'columns',
      of: 'rows',
      help: {
        zh: '例如选“办案单位”并填 5：每个单位各留最前的 5 行。空值算同一组。',
        en: 'Choose the agency and 5 to keep the first 5 rows of each agency. NULLs are one group.',
      },
    },
  },
  describe({ order, limit, per }) {
    const by = orderText(order)
    if (by === '') return { zh: '未填写排序', en: 'No order' }
    if (limit === null) return { zh: by, en: by }
    const each = quoted(per)
    return per.length === 0
      ? { zh: `前 ${limit} 行：${by}`, en: `first ${limit}: ${by}` }
      : { zh: `每个 ${each.zh} 前 ${limit} 行：${by}`, en: `first ${limit} per ${each.en}: ${by}` }
  },
  infer({ config, inputs, report }) {
    const rows = inputs['rows'] ?? []
    if (config.order.length === 0) report(nodeProblem('setting-missing', { label: orderLabel }, { field: 'order' }))
    checkOrder(config.order, rows, { report, field: 'order' })
    for (const [index, name] of config.per.entries())
      checkColumn(name, rows, { report, field: `per.${index}`, label: perLabel })
    if (config.per.length > 0 && config.limit === null) report(nodeProblem('per-without-limit', {}, { field: 'limit' }))
    return { rows }
  },
  lower({ config, inputs, columns, nodeId }) {
    const input = inputs['rows']
    if (!input) return {}
    const known = columns['rows'] ?? []
    const order = boundOrder(input, known, config.order)
    const groups = boundColumns(input, known, config.per).map(({ id }) => id)
    const origin = [nodeId]
    if (config.limit === null) return { rows: { op: 'sort', input, order, limit: null, offset: 0, origin } }
    const first: Plan =
      groups.length === 0
        ? { op: 'sort', input, order, limit: config.limit, offset: 0, origin }
        : sortedGroups(keepFirst(input, { partition: groups, order, nodeId, count: config.limit }), groups, order)
    return {
      rows: { op: 'share', nodeId, port: 'rows', name: '', input: first, origin },
      [observed('before')]: input,
    }
  },
})

/** Group by group, each in its order. A column that is ordered by anyway keeps its own direction. */
function sortedGroups(input: Plan, groups: readonly string[], order: readonly OrderItem[]): Plan {
  const first = groups.map(
    (column) => order.find((item) => item.column === column) ?? { column, direction: 'ascending' as const },
  )
  const rest = order.filter(({ column }) => !groups.includes(column))
  return { op: 'sort', input, order: [...first, ...rest], limit: null, offset: 0, origin: input.origin }
}
