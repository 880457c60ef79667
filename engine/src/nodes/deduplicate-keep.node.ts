import { z } from 'zod'
import { findColumn } from '../schema/index.ts'
import { boundColumns } from './bind-columns.ts'
import { checkColumn } from './check-fields.ts'
import { ColumnNames, defineNode, observed, quoted, rowsPort } from './define-node.ts'
import { rawName } from './identity-columns.ts'
import { keepFirst } from './keep-first-plan.ts'
import { nodeProblem, nodeWarning } from './node.problems.ts'
import { boundOrder, checkOrder, OrderEntries, type OrderEntry } from './order-config.ts'

export interface DeduplicateConfig extends Record<string, unknown> {
  readonly key: readonly string[]
  readonly order: readonly OrderEntry[]
  /** How many rows of each key stay. */
  readonly count: number
}

const keyLabel = { zh: '视为同一条的列', en: 'Columns that make rows the same' }

export const deduplicateKeep = defineNode<DeduplicateConfig>({
  type: 'deduplicate-keep',
  family: 'clean',
  label: { zh: '去重保留', en: 'Deduplicate' },
  words: '去重 保留最新 唯一 first per key',
  about: {
    zh: '键相同的行只留一行（或几行）：按排序取最前的；键为空值的行算作同一组。去掉的行数会显示出来。',
    en: 'Keeps one row (or a few) per key: the first in the order. NULL keys are one group. The number dropped is shown.',
  },
  inputs: { rows: rowsPort },
  outputs: { rows: rowsPort },
  config: z.object({
    key: ColumnNames,
    order: OrderEntries,
    count: z.number().int().min(1).max(1000),
  }),
  initial: { key: [], order: [], count: 1 },
  form: {
    key: { label: keyLabel, control: 'columns', of: 'rows' },
    order: {
      label: { zh: '保留哪一行（排在最前的）', en: 'Which row to keep (the first)' },
      control: 'order',
      of: 'rows',
      help: { zh: '要保留最新的一条，请按日期“从晚到早”。', en: 'To keep the newest, order a date descending.' },
    },
    count: { label: { zh: '每个键留几行', en: 'Rows per key' }, control: 'count' },
  },
  describe({ key, count }) {
    if (key.length === 0) return { zh: '未选择键', en: 'No key' }
    const each = quoted(key)
    return (count ?? 1) === 1
      ? { zh: `按 ${each.zh}`, en: `by ${each.en}` }
      : { zh: `按 ${each.zh}，各留 ${count} 行`, en: `by ${each.en}, ${count} rows each` }
  },
  infer({ config, inputs, report }) {
    const rows = inputs['rows'] ?? []
    if (config.key.length === 0) report(nodeProblem('setting-missing', { label: keyLabel }, { field: 'key' }))
    if (config.order.length === 0) report(nodeWarning('order-missing', {}, { field: 'order' }))
    for (const [index, name] of config.key.entries()) {
      const column = checkColumn(name, rows, { report, field: `key.${index}`, label: keyLabel })
      // NULL keys are one group, so people without an id would become one person, and a lead or a 待核身份 row each is lost.
      if (column?.semantic === 'resident-id' && !findColumn(rows, rawName(name)))
        report(nodeWarning('deduplicates-unverified', { column: name }, { field: `key.${index}` }))
    }
    checkOrder(config.order, rows, { report, field: 'order' })
    return { rows }
  },
  lower({ config, inputs, columns, nodeId }) {
    const input = inputs['rows']
    if (!input) return {}
    const known = columns['rows'] ?? []
    const partition = boundColumns(input, known, config.key).map(({ id }) => id)
    const order = boundOrder(input, known, config.order)
    const first = keepFirst(input, { partition, order, nodeId, count: config.count })
    return {
      rows: { op: 'share', nodeId, port: 'rows', name: '', input: first, origin: [nodeId] },
      [observed('before')]: input,
    }
  },
})
