import type { Column } from '@jianmo/connectors/words'
import { z } from 'zod'
import { build, nearestName, unifyTypes } from '../expression/index.ts'
import { type Plan, unionOf } from '../plan/index.ts'
import { findColumn, strictest } from '../schema/index.ts'
import { boundColumn, keepAs, projectTo } from './bind-columns.ts'
import { type Columns, defineNode, rowsPort } from './define-node.ts'
import { nodeProblem } from './node.problems.ts'
import type { Port, Report } from './node-spec.ts'

export interface UnionConfig extends Record<string, unknown> {
  /** What happens to a column that an input lacks. */
  readonly missing: 'refuse' | 'empty'
}

/** The first two must be there; the others are for those who have more. Old drawings have the first two. */
const inputs = {
  first: { label: { zh: '第一路', en: 'first' } },
  second: { label: { zh: '第二路', en: 'second' } },
  third: { label: { zh: '第三路', en: 'third' }, optional: true, spare: true },
  fourth: { label: { zh: '第四路', en: 'fourth' }, optional: true, spare: true },
  fifth: { label: { zh: '第五路', en: 'fifth' }, optional: true, spare: true },
  sixth: { label: { zh: '第六路', en: 'sixth' }, optional: true, spare: true },
  seventh: { label: { zh: '第七路', en: 'seventh' }, optional: true, spare: true },
  eighth: { label: { zh: '第八路', en: 'eighth' }, optional: true, spare: true },
} satisfies Readonly<Record<string, Port>>
const ports = Object.keys(inputs) as readonly (keyof typeof inputs)[]

interface Branch {
  readonly port: keyof typeof inputs
  readonly columns: Columns
}

export const union = defineNode<UnionConfig>({
  type: 'union',
  family: 'shape',
  label: { zh: '合并', en: 'Union' },
  words: '并集 追加 拼接 汇总几路 union all append',
  about: {
    zh: '把两路到八路数据的行接在一起（不去重）。按列名对应；接上一路，就会多出一个输入。',
    en: 'Puts the rows of two to eight inputs together (duplicates stay). Columns correspond by name; connect one input and the next appears.',
  },
  inputs,
  outputs: { rows: rowsPort },
  config: z.object({ missing: z.enum(['refuse', 'empty']) }),
  initial: { missing: 'refuse' },
  form: {
    missing: {
      label: { zh: '某一路缺少的列', en: 'Columns that an input lacks' },
      control: 'choice',
      choices: [
        {
          value: 'refuse',
          label: { zh: '提示我', en: 'Tell me' },
          about: { zh: '各路的列必须相同，缺列会指出是哪一路的哪一列。', en: 'All inputs must have the same columns.' },
        },
        {
          value: 'empty',
          label: { zh: '填空值', en: 'Leave empty' },
          about: {
            zh: '取各路全部的列，某一路没有的列在它的行里是空值。',
            en: 'Takes every column; where an input lacks one, its rows are empty there.',
          },
        },
      ],
    },
  },
  describe: ({ missing }) =>
    missing === 'empty'
      ? { zh: '按列名合并，缺列填空值', en: 'By name; missing columns are empty' }
      : { zh: '按列名合并', en: 'By name' },
  infer({ config, inputs: given, report }) {
    const branches = ports.flatMap((port): Branch[] => {
      const columns = given[port] ?? []
      return columns.length > 0 ? [{ port, columns }] : []
    })
    const names = [...new Set(branches.flatMap(({ columns }) => columns.map(({ name }) => name)))]
    if (config.missing === 'refuse') checkMissing(branches, names, report)
    const [first] = branches
    const wanted = config.missing === 'empty' ? names : (first?.columns ?? []).map(({ name }) => name)
    return { rows: wanted.flatMap((name) => unified(name, branches, report) ?? []) }
  },
  lower({ inputs: plans, columns, outputs, nodeId }) {
    const output = outputs['rows'] ?? []
    // Types are made equal on all sides, so that no engine converts by itself.
    const align = (input: Plan, known: Columns): Plan =>
      projectTo(input, output, {
        origin: [nodeId],
        compute(column) {
          const found = boundColumn(input, known, column.name)
          if (!found) return build.nullOf(column.type)
          return found.type === column.type ? keepAs(found, column) : build.castTo(column.type, build.column(found))
        },
      })
    const rows = ports.flatMap((port) => {
      const plan = plans[port]
      return plan ? [align(plan, columns[port] ?? [])] : []
    })
    const together = unionOf(rows, [nodeId])
    return together ? { rows: together } : {}
  },
})

/** Says for every column which input lacks it and which has it, once per input. */
function checkMissing(branches: readonly Branch[], names: readonly string[], report: Report): void {
  for (const { port, columns } of branches) {
    for (const column of names) {
      if (findColumn(columns, column)) continue
      const has = branches.find((other) => findColumn(other.columns, column))?.port ?? 'first'
      const spare = columns.filter(({ name }) => !branches.every((other) => findColumn(other.columns, name)))
      const nearest = nearestName(
        column,
        spare.map(({ name }) => name),
      )
      report(
        nodeProblem('union-column-missing', { column, label: inputs[port].label, has: inputs[has].label, nearest }),
      )
    }
  }
}

/** One column of the result: as personal as the most personal of its parts, whose meaning it has. */
function unified(name: string, branches: readonly Branch[], report: Report): Column | undefined {
  const parts = branches.flatMap(({ port, columns }) => {
    const column = findColumn(columns, name)
    return column ? [{ port, column }] : []
  })
  // A broken part says nothing of its type: the others decide.
  const [first, ...rest] = parts.toSorted(
    (left, right) => Number(left.column.broken ?? false) - Number(right.column.broken ?? false),
  )
  if (!first) return undefined
  let type = first.column.type
  for (const { port, column } of rest) {
    if (column.broken) continue
    const common = unifyTypes(type, column.type)
    if (common === null)
      report(
        nodeProblem('union-types-differ', { column: name, label: inputs[port].label, first: type, found: column.type }),
      )
    else type = common
  }
  const sensitivity = strictest(parts.map(({ column }) => column.sensitivity))
  const meant = parts.filter(({ column }) => column.semantic !== undefined)
  const semantic = (meant.find(({ column }) => column.sensitivity === sensitivity) ?? meant[0])?.column.semantic
  const { semantic: _, nullable: __, ...plain } = first.column
  const everywhere = parts.length === branches.length && parts.every(({ column }) => column.nullable === false)
  return {
    ...plain,
    type,
    sensitivity,
    ...(semantic === undefined ? {} : { semantic }),
    ...(everywhere ? { nullable: false } : {}),
  }
}
