import type { Column } from '@jianmo/connectors/words'
import { z } from 'zod'
import { nearestName } from '../expression/index.ts'
import type { Plan } from '../plan/index.ts'
import { computeAs } from './bind-columns.ts'
import { defineNode, rowsPort } from './define-node.ts'
import { nodeProblem } from './node.problems.ts'

export interface ParameterConfig extends Record<string, unknown> {
  /** Names of the document's parameters, without `$`. */
  readonly parameters: readonly string[]
}

const parametersLabel = { zh: '参数', en: 'Parameters' }

/**
 * One row that says what a run was given. Expressions read `$name` anywhere without it; this node is for drawings that show the
 * values, join them, or put them beside rows of other tables.
 */
export const parameter = defineNode<ParameterConfig>({
  type: 'parameter',
  family: 'source',
  label: { zh: '参数表', en: 'Parameters' },
  words: '变量 常数 阈值 variable constant',
  about: {
    zh: '把选中的模型参数变成一行数据，每个参数一列，可以显示、合并或碰撞。条件里用参数不需要它，直接写 $参数名。',
    en: 'Gives the chosen model parameters as one row, a column each, to show, unite or join. Conditions do not need it: they read $name directly.',
  },
  inputs: {},
  outputs: { rows: rowsPort },
  config: z.object({ parameters: z.array(z.string().max(40)).max(50) }),
  initial: { parameters: [] },
  form: { parameters: { label: parametersLabel, control: 'parameters' } },
  describe({ parameters }) {
    if (parameters.length === 0) return { zh: '未选择参数', en: 'No parameters' }
    const names = parameters.map((name) => `$${name}`)
    return { zh: names.join('、'), en: names.join(', ') }
  },
  infer({ config, context, report }) {
    if (config.parameters.length === 0)
      report(nodeProblem('setting-missing', { label: parametersLabel }, { field: 'parameters' }))
    const known = context.parameters.map(({ name }) => name)
    const names = [...new Set(config.parameters)]
    return {
      rows: names.flatMap((name, index): Column[] => {
        const found = context.parameters.find((one) => one.name === name)
        if (!found) {
          const data = { parameter: name, nearest: nearestName(name, known) }
          report(nodeProblem('parameter-unknown', data, { field: `parameters.${index}` }))
          return []
        }
        return [{ name, label: found.label, type: found.type, sensitivity: 'internal', nullable: false }]
      }),
    }
  },
  lower({ outputs, nodeId }) {
    const origin = [nodeId]
    const one: Plan = {
      op: 'values',
      columns: [{ id: `${nodeId}.__one`, name: '__one', type: 'integer' }],
      rows: [[1]],
      origin,
    }
    const columns = (outputs['rows'] ?? []).map((column) =>
      computeAs(column, { op: 'parameter', type: column.type, name: column.name }),
    )
    return { rows: { op: 'project', input: one, columns, origin } }
  },
})
