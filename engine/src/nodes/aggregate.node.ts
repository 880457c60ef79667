import type { Column } from '@jianmo/connectors/words'
import { z } from 'zod'
import { build } from '../expression/index.ts'
import { extend, type Plan, type ProjectedColumn } from '../plan/index.ts'
import { findColumn } from '../schema/index.ts'
import { type AggregateResult, AggregateResults, checkResult, typedResult } from './aggregate-results.ts'
import { boundColumns } from './bind-columns.ts'
import { checkColumn, checkField, checkNames, scopeOf, typedField } from './check-fields.ts'
import { ColumnNames, ConfigText, defineNode, observed, quoted, rowsPort } from './define-node.ts'
import { rawName } from './identity-columns.ts'
import { nodeProblem, nodeWarning } from './node.problems.ts'

export interface AggregateConfig extends Record<string, unknown> {
  readonly keys: readonly string[]
  readonly results: readonly AggregateResult[]
  /** Condition over the keys and results; empty keeps every group. */
  readonly having: string
  readonly emptyKeys: 'group' | 'leave-out'
}

const keysLabel = { zh: '分组列', en: 'Group by' }
const resultsLabel = { zh: '汇总列', en: 'Results' }

export const aggregate = defineNode<AggregateConfig>({
  type: 'aggregate',
  family: 'shape',
  label: { zh: '分组汇总', en: 'Aggregate' },
  words: '统计 求和 计数 平均 最早 最晚 分类汇总 透视 group by having sum count',
  about: {
    zh: '按列分组，每组给出一行：行数、合计、最早、最晚等，再按条件留下需要的组。每一组都带着它的全部来源行。',
    en: 'One row per group: count, sum, earliest, latest and so on; a condition keeps the groups wanted. Every group carries all its source rows.',
  },
  inputs: { rows: rowsPort },
  outputs: { rows: rowsPort, unkeyed: { label: { zh: '键为空', en: 'Empty key' } } },
  config: z.object({
    keys: ColumnNames,
    results: AggregateResults,
    having: ConfigText,
    emptyKeys: z.enum(['group', 'leave-out']),
  }),
  initial: { keys: [], results: [], having: '', emptyKeys: 'group' },
  form: {
    keys: {
      label: keysLabel,
      control: 'columns',
      of: 'rows',
      help: { zh: '不选则全部行合为一组。', en: 'Without any, all rows are one group.' },
    },
    emptyKeys: {
      label: { zh: '键为空的行', en: 'Rows with an empty key' },
      control: 'choice',
      choices: [
        {
          value: 'group',
          label: { zh: '合成一组', en: 'One group' },
          about: { zh: '空值与空值算相同。', en: 'Empty keys are equal.' },
        },
        {
          value: 'leave-out',
          label: { zh: '不参加分组', en: 'Leave out' },
          about: { zh: '从“键为空”的输出离开，不会丢。', en: 'They leave through their own output.' },
        },
      ],
    },
    results: { label: resultsLabel, control: 'aggregates', of: 'rows' },
    having: {
      label: { zh: '只留下满足条件的组', en: 'Groups to keep' },
      control: 'expression',
      ofOutput: 'rows',
      help: { zh: '可用分组列和汇总列，例如：times >= 3', en: 'Over keys and results, e.g. times >= 3' },
    },
  },
  describe({ keys, results, having }) {
    if (keys.length === 0 && results.length === 0) return { zh: '未选择分组列', en: 'No group' }
    const by = quoted(keys)
    const gives = quoted(results.map(({ name, label }) => label || name))
    const kept = having === '' ? { zh: '', en: '' } : { zh: `，${having}`, en: `, ${having}` }
    return {
      zh: `${keys.length === 0 ? '全部行' : `按 ${by.zh}`}${results.length === 0 ? '' : `：${gives.zh}`}${kept.zh}`,
      en: `${keys.length === 0 ? 'All rows' : `by ${by.en}`}${results.length === 0 ? '' : `: ${gives.en}`}${kept.en}`,
    }
  },
  infer({ config, inputs, context, report }) {
    const rows = inputs['rows'] ?? []
    if (config.keys.length === 0 && config.results.length === 0)
      report(nodeProblem('setting-missing', { label: resultsLabel }, { field: 'results' }))
    const keys = config.keys.flatMap((name, index) => {
      return checkColumn(name, rows, { report, field: `keys.${index}`, label: keysLabel }) ?? []
    })
    const maybe = keys.filter((column) => mayBeEmpty(column, rows)).map(({ name }) => name)
    if (config.emptyKeys === 'group' && maybe.length > 0)
      report(nodeWarning('key-may-be-empty', { columns: maybe }, { field: 'keys' }))

    const scope = scopeOf(rows, context)
    const results = config.results.flatMap((result, index) => {
      return checkResult(result, scope, { report, field: `results.${index}` }) ?? []
    })
    checkNames(
      [...config.keys, ...config.results.map(({ name }) => name)],
      (index) => (index < config.keys.length ? `keys.${index}` : `results.${index - config.keys.length}.name`),
      report,
    )
    const output: readonly Column[] = [
      ...keys.map((column) => (config.emptyKeys === 'leave-out' ? { ...column, nullable: false } : column)),
      ...results,
    ]
    if (config.having.trim() !== '')
      checkField(config.having, scopeOf(output, context), { report, field: 'having', expected: 'boolean' })
    return { rows: output, unkeyed: rows }
  },
  lower({ config, inputs, columns, outputs, context, nodeId }) {
    const input = inputs['rows']
    if (!input) return {}
    const origin = [nodeId]
    const known = columns['rows'] ?? []
    const output = outputs['rows'] ?? []
    const keys = boundColumns(input, known, config.keys)
    const apart = config.emptyKeys === 'leave-out' && keys.length > 0
    const present = build.allOf(keys.map((key) => build.isNotNull(build.column(key))))
    const rows: Plan = apart ? { op: 'filter', input, where: present, origin } : input
    const added: ProjectedColumn[] = []
    const aggregates = config.results.flatMap((result, index) => {
      const column = output[keys.length + index]
      return column ? [typedResult(result, { column, input: rows, known, context, added })] : []
    })
    const grouped: Plan = {
      op: 'aggregate',
      input: added.length > 0 ? extend(rows, added, origin) : rows,
      keys: keys.map(({ id }) => id),
      aggregates,
      origin,
    }
    const groups: Plan = { op: 'share', nodeId, port: 'rows', name: '', input: grouped, origin }
    const unkeyed: Plan = {
      op: 'filter',
      input,
      where: apart ? build.not(present) : build.literal('boolean', false),
      origin,
    }
    if (config.having.trim() === '') return { rows: groups, unkeyed }
    const where = typedField(config.having, output, context)
    return {
      rows: { op: 'filter', input: groups, where, origin },
      unkeyed,
      [observed('undecided')]: { op: 'filter', input: groups, where: build.isNull(where), origin },
    }
  },
})

/** A normalised id is there for every row; of others only inference knows. */
function mayBeEmpty(column: Column, rows: readonly Column[]): boolean {
  const verified = column.semantic === 'resident-id' && findColumn(rows, rawName(column.name)) !== undefined
  return !verified && column.nullable !== false
}
