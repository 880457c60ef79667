import { z } from 'zod'
import { defineNode, observed, rowsPort } from './define-node.ts'

export type DistinctConfig = Record<string, never>

export const distinct = defineNode<DistinctConfig>({
  type: 'distinct',
  family: 'clean',
  label: { zh: '去除重复行', en: 'Distinct' },
  words: '去重 唯一 重复 unique',
  about: {
    zh: '所有列都相同的行只留一行，空值与空值算相同。只看部分列请用“去重保留”。线索仍带着每一条来源行。',
    en: 'Keeps one of the rows that agree in every column; NULLs agree. To look at some columns only, use Deduplicate. Leads keep every source row.',
  },
  inputs: { rows: rowsPort },
  outputs: { rows: rowsPort },
  config: z.object({}) as z.ZodType<DistinctConfig>,
  initial: {},
  form: {},
  describe: () => ({ zh: '按全部列', en: 'By all columns' }),
  infer: ({ inputs }) => ({ rows: inputs['rows'] ?? [] }),
  lower({ inputs, nodeId }) {
    const input = inputs['rows']
    if (!input) return {}
    const origin = [nodeId]
    const once = { op: 'distinct', input, origin } as const
    return {
      rows: { op: 'share', nodeId, port: 'rows', name: '', input: once, origin },
      [observed('before')]: input,
    }
  },
})
