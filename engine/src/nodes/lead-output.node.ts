import { z } from 'zod'
import { findColumn } from '../schema/index.ts'
import { checkColumn } from './check-fields.ts'
import { ColumnNames, defineNode } from './define-node.ts'
import { verdictColumns } from './judge-rules.ts'
import { nodeProblem, nodeWarning } from './node.problems.ts'

export interface LeadOutputConfig extends Record<string, unknown> {
  readonly title: string
  /** Columns to show with a lead. */
  readonly values: readonly string[]
  /** Date columns to show on its time line. */
  readonly timeline: readonly string[]
}

const valuesLabel = { zh: '线索中显示的列', en: 'Columns to show' }
const timelineLabel = { zh: '时间线上的日期', en: 'Dates on the time line' }

export const leadOutput = defineNode<LeadOutputConfig>({
  type: 'lead-output',
  family: 'output',
  label: { zh: '线索输出', en: 'Lead output' },
  about: {
    zh: '把研判结果变成线索清单和待补数据清单，每条线索带着它的来源行。',
    en: 'Turns verdicts into the list of leads and the list of missing data; every lead carries its source rows.',
  },
  inputs: {
    leads: { label: { zh: '疑似与预警', en: 'Leads' } },
    undetermined: { label: { zh: '待补数据', en: 'Cannot determine' }, optional: true },
  },
  outputs: {},
  config: z.object({ title: z.string().max(80), values: ColumnNames, timeline: ColumnNames }),
  initial: { title: '', values: [], timeline: [] },
  form: {
    title: { label: { zh: '线索名称', en: 'Title' }, control: 'text' },
    values: { label: valuesLabel, control: 'columns', of: 'leads' },
    timeline: { label: timelineLabel, control: 'columns', of: 'leads' },
  },
  prefill: ({ title }) => (title.trim() === '' ? {} : { title: title.slice(0, 80) }),
  describe: ({ title }) => (title ? { zh: title, en: title } : { zh: '未命名', en: 'Untitled' }),
  infer({ config, inputs, report }) {
    const leads = inputs['leads'] ?? []
    if (config.title.trim() === '')
      report(nodeProblem('setting-missing', { label: { zh: '线索名称', en: 'Title' } }, { field: 'title' }))
    for (const port of ['leads', 'undetermined'] as const) {
      const columns = inputs[port] ?? []
      const missing = verdictColumns.find(({ name, type }) => findColumn(columns, name)?.type !== type)
      if (missing && columns.length > 0) report(nodeProblem('not-judged', { column: missing.name }))
    }
    if (leads.length > 0 && (inputs['undetermined'] ?? []).length === 0)
      report(nodeWarning('undetermined-unconnected', {}))
    for (const [index, name] of config.values.entries())
      checkColumn(name, leads, { report, field: `values.${index}`, label: valuesLabel })
    for (const [index, name] of config.timeline.entries()) {
      const field = `timeline.${index}`
      const column = checkColumn(name, leads, { report, field, label: timelineLabel })
      if (column && !column.broken && column.type !== 'date' && column.type !== 'timestamp') {
        report(nodeProblem('wrong-type', { expected: 'date', found: column.type }, { field }))
      }
    }
    return {}
  },
  /** Not output ports, but what the run reads its leads from. */
  lower: ({ inputs }) => inputs,
})
