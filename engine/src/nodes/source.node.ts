import { z } from 'zod'
import { nearestName } from '../expression/index.ts'
import { idOf } from '../schema/index.ts'
import { defineNode, rowsPort } from './define-node.ts'
import { nodeProblem } from './node.problems.ts'

export interface SourceConfig extends Record<string, unknown> {
  /** Id of a logical table, e.g. `T01`; empty if not chosen yet. */
  readonly table: string
}

export const source = defineNode<SourceConfig>({
  type: 'source',
  family: 'source',
  label: { zh: '数据源', en: 'Source' },
  about: {
    zh: '读取一张数据目录里的表。各地把自己的业务表接到目录表上，模型因此可以跨地区使用。',
    en: 'Reads one table of the catalogue. Each district binds its own tables to it, so that a model travels.',
  },
  inputs: {},
  outputs: { rows: rowsPort },
  config: z.object({ table: z.string() }),
  initial: { table: '' },
  form: { table: { label: { zh: '数据表', en: 'Table' }, control: 'logical-table' } },
  describe: ({ table }) => ({ zh: table || '未选择数据表', en: table || 'No table chosen' }),
  infer({ config, context, report }) {
    const table = context.tables.find(({ id, name }) => id === config.table || name === config.table)
    if (config.table === '')
      report(nodeProblem('setting-missing', { label: { zh: '数据表', en: 'Table' } }, { field: 'table' }))
    else if (!table) {
      const nearest = nearestName(
        config.table,
        context.tables.flatMap(({ id, name }) => [id, name]),
      )
      report(nodeProblem('table-unknown', { table: config.table, nearest }, { field: 'table' }))
    }
    return { rows: table?.columns.map(({ required: _, ...column }) => column) ?? [] }
  },
  lower({ config, context, outputs, nodeId }) {
    const table = context.tables.find(({ id, name }) => id === config.table || name === config.table)
    const columns = (outputs['rows'] ?? []).map((column) => ({
      id: idOf(column),
      name: column.name,
      type: column.type,
    }))
    return { rows: { op: 'scan', nodeId, table: table?.id ?? config.table, columns, origin: [nodeId] } }
  },
})
