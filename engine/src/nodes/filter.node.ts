import { z } from 'zod'
import { build } from '../expression/index.ts'
import { checkField, scopeOf, typedField } from './check-fields.ts'
import { ConfigText, defineNode, observed, rowsPort } from './define-node.ts'

export interface FilterConfig extends Record<string, unknown> {
  readonly condition: string
}

export const filter = defineNode<FilterConfig>({
  type: 'filter',
  family: 'shape',
  label: { zh: '筛选', en: 'Filter' },
  words: '过滤 条件 where',
  about: {
    zh: '只留下条件成立的行。条件不成立或不明（遇到空值）的行都不留下。',
    en: 'Keeps the rows for which the condition is true. Rows where it is false or unknown (NULL) are left out.',
  },
  inputs: { rows: rowsPort },
  outputs: { rows: rowsPort },
  config: z.object({ condition: ConfigText }),
  initial: { condition: '' },
  form: {
    condition: {
      label: { zh: '条件', en: 'Condition' },
      control: 'expression',
      of: 'rows',
      help: {
        zh: "例如：effective_date <= $run_date and main_penalty in ('fixed_term', 'life')",
        en: 'e.g. effective_date <= $run_date',
      },
    },
  },
  describe: ({ condition }) => ({ zh: condition || '未填写条件', en: condition || 'No condition' }),
  infer({ config, inputs, context, report }) {
    const rows = inputs['rows'] ?? []
    checkField(config.condition, scopeOf(rows, context), { report, field: 'condition', expected: 'boolean' })
    return { rows }
  },
  lower({ config, inputs, columns, context, nodeId }) {
    const where = typedField(config.condition, columns['rows'] ?? [], context)
    const input = inputs['rows']
    if (!input) return {}
    const origin = [nodeId]
    return {
      rows: { op: 'filter', input, where, origin },
      [observed('undecided')]: { op: 'filter', input, where: build.isNull(where), origin },
    }
  },
})
