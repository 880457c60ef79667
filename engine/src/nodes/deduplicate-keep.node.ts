import { z } from 'zod'
import { findColumn } from '../schema/index.ts'
import { checkColumn } from './check-fields.ts'
import { ColumnName, ColumnNames, defineNode, quoted, rowsPort } from './define-node.ts'
import { nodeProblem, nodeWarning } from './node.problems.ts'
import { rawName } from './normalise-identity.node.ts'

export interface DeduplicateConfig extends Record<string, unknown> {
  readonly key: readonly string[]
  readonly order: readonly { readonly column: string; readonly direction: 'ascending' | 'descending' }[]
}

const keyLabel = { zh: '视为同一条的列', en: 'Columns that make rows the same' }

export const deduplicateKeep = defineNode<DeduplicateConfig>({
  type: 'deduplicate-keep',
  family: 'clean',
  label: { zh: '去重保留', en: 'Deduplicate' },
  about: {
    zh: '键相同的行只留一行：按排序取最前的一行，空值排在最后；键为空值的行算作同一组。去掉的行数会显示出来。',
    en: 'Keeps one row per key: the first in the order, NULLs last; NULL keys are one group. The number dropped is shown.',
  },
  inputs: { rows: rowsPort },
  outputs: { rows: rowsPort },
  config: z.object({
    key: ColumnNames,
    order: z.array(z.object({ column: ColumnName, direction: z.enum(['ascending', 'descending']) })).max(20),
  }),
  initial: { key: [], order: [] },
  form: {
    key: { label: keyLabel, control: 'columns', of: 'rows' },
    order: {
      label: { zh: '保留哪一行（排在最前的）', en: 'Which row to keep (the first)' },
      control: 'order',
      of: 'rows',
      help: { zh: '要保留最新的一条，请按日期“从晚到早”。', en: 'To keep the newest, order a date descending.' },
    },
  },
  describe: ({ key }) =>
    key.length === 0 ? { zh: '未选择键', en: 'No key' } : { zh: `按 ${quoted(key).zh}`, en: `by ${quoted(key).en}` },
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
    for (const [index, { column }] of config.order.entries()) {
      checkColumn(column, rows, { report, field: `order.${index}.column`, label: { zh: '排序列', en: 'Order column' } })
    }
    return { rows }
  },
  lower({ config, inputs, nodeId }) {
    const input = inputs['rows']
    if (!input) return {}
    const first = { op: 'keep-first', input, keys: config.key, order: config.order, origin: [nodeId] } as const
    return { rows: { op: 'share', nodeId, port: 'rows', name: '', input: first, origin: [nodeId] } }
  },
})
