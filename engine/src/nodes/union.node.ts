import { z } from 'zod'
import { build, unifyTypes } from '../expression/index.ts'
import { type Plan, visibleColumnsOf } from '../plan/index.ts'
import { findColumn } from '../schema/index.ts'
import { defineNode } from './define-node.ts'
import { nodeProblem } from './node.problems.ts'

export type UnionConfig = Record<string, never>

export const union = defineNode<UnionConfig>({
  type: 'union',
  family: 'shape',
  label: { zh: '合并', en: 'Union' },
  about: {
    zh: '把两路数据的行接在一起（不去重）。按列名对应，两路的列必须相同。',
    en: 'Puts the rows of two inputs together (duplicates stay). Columns correspond by name and must be the same.',
  },
  inputs: { first: { label: { zh: '第一路', en: 'First' } }, second: { label: { zh: '第二路', en: 'Second' } } },
  outputs: { rows: { label: { zh: '行', en: 'Rows' } } },
  config: z.object({}) as z.ZodType<UnionConfig>,
  initial: {},
  form: {},
  describe: () => ({ zh: '按列名合并两路', en: 'Two inputs, by name' }),
  infer({ inputs, report }) {
    const [first, second] = [inputs['first'] ?? [], inputs['second'] ?? []]
    if (first.length === 0 || second.length === 0) return { rows: first.length > 0 ? first : second }
    for (const { name } of first)
      if (!findColumn(second, name)) report(nodeProblem('union-column-missing', { column: name, port: 'second' }))
    for (const { name } of second)
      if (!findColumn(first, name)) report(nodeProblem('union-column-missing', { column: name, port: 'first' }))
    return {
      rows: first.map((column) => {
        const other = findColumn(second, column.name)
        const type = other ? unifyTypes(column.type, other.type) : column.type
        if (other && type === null) {
          report(nodeProblem('union-types-differ', { column: column.name, first: column.type, second: other.type }))
        }
        return { ...column, type: type ?? column.type }
      }),
    }
  },
  lower({ inputs, nodeId }) {
    const [first, second] = [inputs['first'], inputs['second']]
    if (!first || !second) return {}
    const others = new Map(visibleColumnsOf(second).map((column) => [column.name, column]))
    const target = visibleColumnsOf(first).map(({ name, type, verified }) => {
      const other = others.get(name)
      return {
        name,
        type: unifyTypes(type, other?.type ?? type) ?? type,
        verified: verified === true && other?.verified === true,
      }
    })
    // Types are made equal on both sides, so that no engine converts by itself.
    const align = (input: Plan): Plan => {
      const types = new Map(visibleColumnsOf(input).map(({ name, type }) => [name, type]))
      const columns = target.map(({ name, type, verified }) => ({
        name,
        expression: build.castTo(type, build.column(name, types.get(name) ?? type)),
        ...(verified ? { verified: true as const } : {}),
      }))
      return { op: 'project', input, columns, origin: [nodeId] }
    }
    return { rows: { op: 'union', inputs: [align(first), align(second)], origin: [nodeId] } }
  },
})
