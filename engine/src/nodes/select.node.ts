import { z } from 'zod'
import { renamed } from '../schema/index.ts'
import { boundColumn, keepAs } from './bind-columns.ts'
import { checkColumn, checkNames } from './check-fields.ts'
import { ColumnName, defineNode, quoted, rowsPort } from './define-node.ts'
import { nodeProblem } from './node.problems.ts'

export interface SelectConfig extends Record<string, unknown> {
  readonly columns: readonly { readonly from: string; readonly name: string; readonly label?: string | undefined }[]
}

export const select = defineNode<SelectConfig>({
  type: 'select',
  family: 'shape',
  label: { zh: '选择列', en: 'Select' },
  words: '改名 字段 投影 rename project',
  about: {
    zh: '只留下选中的列，可以改名、调整顺序。行数不变。',
    en: 'Keeps the chosen columns, renames and orders them. Rows stay.',
  },
  inputs: { rows: rowsPort },
  outputs: { rows: rowsPort },
  config: z.object({
    columns: z.array(z.object({ from: ColumnName, name: ColumnName, label: z.string().max(80).optional() })).max(200),
  }),
  initial: { columns: [] },
  form: { columns: { label: { zh: '留下的列', en: 'Columns to keep' }, control: 'selected-columns', of: 'rows' } },
  describe: ({ columns }) =>
    columns.length === 0
      ? { zh: '未选择列', en: 'No columns' }
      : quoted(columns.map(({ name, label }) => label || name)),
  infer({ config, inputs, report }) {
    const rows = inputs['rows'] ?? []
    const label = { zh: '留下的列', en: 'Columns to keep' }
    if (config.columns.length === 0) report(nodeProblem('setting-missing', { label }, { field: 'columns' }))
    checkNames(
      config.columns.map(({ name }) => name),
      (index) => `columns.${index}.name`,
      report,
    )
    return {
      rows: config.columns.flatMap(({ from, name, label: own }, index) => {
        const column = checkColumn(from, rows, { report, field: `columns.${index}.from`, label })
        return column ? [renamed(column, name || from, own ? { zh: own, en: own } : column.label)] : []
      }),
    }
  },
  lower({ config, inputs, columns, outputs, nodeId }) {
    const input = inputs['rows']
    if (!input) return {}
    const kept = config.columns.flatMap(({ from }, index) => {
      const column = boundColumn(input, columns['rows'] ?? [], from)
      const output = outputs['rows']?.[index]
      return column && output ? [keepAs(column, output)] : []
    })
    return { rows: { op: 'project', input, columns: kept, origin: [nodeId] } }
  },
})
