import type { Column } from '@jianmo/connectors/words'
import { z } from 'zod'
import { extend } from '../plan/index.ts'
import { idOf } from '../schema/index.ts'
import { computeAs } from './bind-columns.ts'
import { checkField, checkNames, scopeOf, typedField } from './check-fields.ts'
import { ColumnName, type Columns, ConfigText, defineNode, quoted, rowsPort } from './define-node.ts'
import { nodeProblem } from './node.problems.ts'
import type { InferContext } from './node-spec.ts'

export interface DeriveConfig extends Record<string, unknown> {
  /** In order: later expressions may use earlier columns. */
  readonly columns: readonly { readonly name: string; readonly label: string; readonly expression: string }[]
}

export const derive = defineNode<DeriveConfig>({
  type: 'derive',
  family: 'shape',
  label: { zh: '计算列', en: 'Derive' },
  words: '公式 表达式 新列 formula compute',
  about: {
    zh: '在每一行上加几列，每列由一个表达式算出；后面的列可以用前面的列。',
    en: 'Adds columns to every row, each computed by an expression; later ones may use earlier ones.',
  },
  inputs: { rows: rowsPort },
  outputs: { rows: rowsPort },
  config: z.object({
    columns: z.array(z.object({ name: ColumnName, label: z.string().max(80), expression: ConfigText })).max(100),
  }),
  initial: { columns: [] },
  form: { columns: { label: { zh: '新列', en: 'New columns' }, control: 'derived-columns', of: 'rows' } },
  prefill: () => ({ columns: [{ name: 'col_1', label: '', expression: '' }] }),
  describe: ({ columns }) =>
    columns.length === 0
      ? { zh: '未添加列', en: 'No columns' }
      : quoted(columns.map(({ name, label }) => label || name)),
  infer({ config, inputs, context, report }) {
    const rows = inputs['rows'] ?? []
    if (config.columns.length === 0)
      report(nodeProblem('setting-missing', { label: { zh: '新列', en: 'New columns' } }, { field: 'columns' }))
    checkNames(
      [...rows.map(({ name }) => name), ...config.columns.map(({ name }) => name)],
      (index) => `columns.${Math.max(0, index - rows.length)}.name`,
      (problem) => {
        // Names that come from upstream are not this node's to mend.
        if (problem.code !== 'bad-column-name' || config.columns.some(({ name }) => name === problem.data['column']))
          report(problem)
      },
    )
    const known: Column[] = [...rows]
    for (const [index, { name, label, expression }] of config.columns.entries()) {
      const field = `columns.${index}.expression`
      const { type, typed } = checkField(expression, scopeOf(known, context), { report, field, expected: null })
      if (name === '' || rows.length === 0) continue
      const reads = typed?.op === 'column' ? known.find((column) => idOf(column) === typed.id) : undefined
      known.push({
        ...(reads ?? { sensitivity: inherited(known, expression, context) }),
        name,
        label: { zh: label || name, en: label || name },
        type: type === null || type === 'null' ? 'text' : type,
        ...(type === null ? { broken: true } : {}),
      })
    }
    return { rows: known }
  },
  lower({ config, inputs, columns, outputs, context, nodeId }) {
    let plan = inputs['rows']
    if (!plan) return {}
    const before = columns['rows'] ?? []
    const all = outputs['rows'] ?? []
    for (const [index, { expression }] of config.columns.entries()) {
      const output = all[before.length + index]
      if (!output) continue
      const typed = typedField(expression, all.slice(0, before.length + index), context)
      plan = extend(plan, [computeAs(output, typed)], [nodeId])
    }
    return { rows: plan }
  },
})

/** A column computed from personal data is as personal as the most personal of them. */
function inherited(known: Columns, expression: string, context: InferContext): Column['sensitivity'] {
  const order = ['public', 'internal', 'personal', 'sensitive'] as const
  const typed = typedField(expression, known, context)
  let strongest = 0
  const look = (part: typeof typed): void => {
    if (part.op === 'column')
      strongest = Math.max(
        strongest,
        order.indexOf(known.find((column) => idOf(column) === part.id)?.sensitivity ?? 'public'),
      )
    if (part.op === 'cast') look(part.operand)
    if (part.op === 'call') part.arguments.forEach(look)
    if (part.op === 'case') for (const { when: _, gives } of part.branches) look(gives)
    if (part.op === 'case' && part.otherwise) look(part.otherwise)
  }
  // A truth value or a count tells nothing about who it is.
  if (typed.type === 'boolean' || typed.type === 'integer') return 'internal'
  look(typed)
  return order[Math.max(1, strongest)] ?? 'internal'
}
