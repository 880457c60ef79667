import { z } from 'zod'
import { build } from '../expression/index.ts'
import { columnOf, type Plan } from '../plan/index.ts'
import { addedColumn, findColumn } from '../schema/index.ts'
import { boundColumn, keepAs, projectTo } from './bind-columns.ts'
import { checkColumn, checkNames } from './check-fields.ts'
import { ColumnName, defineNode } from './define-node.ts'
import { identityColumns, rawName } from './identity-columns.ts'
import { withIdentity } from './identity-plan.ts'
import { nodeProblem } from './node.problems.ts'

export interface NormaliseIdentityConfig extends Record<string, unknown> {
  readonly column: string
}

const label = { zh: '身份证号所在的列', en: 'Column that holds the id' }
export const reasonColumn = addedColumn('identity_reason', 'text', { zh: '待核原因', en: 'Why unverified' })

export const normaliseIdentity = defineNode<NormaliseIdentityConfig>({
  type: 'normalise-identity',
  family: 'clean',
  label: { zh: '身份证号规范', en: 'Normalise identity' },
  about: {
    zh: '统一身份证号的写法：全角变半角、去空格、15 位升 18 位、核对校验码。缺失、损坏或无效的转入“待核身份”，不参加碰撞，也绝不修补。',
    en: 'Writes resident ids one way: half-width, no spaces, 15 digits to 18, checksum verified. Missing, damaged or invalid ones leave through 待核身份, take part in no collision and are never repaired.',
  },
  inputs: { rows: { label: { zh: '行', en: 'Rows' } } },
  outputs: {
    rows: { label: { zh: '身份有效', en: 'Verified' } },
    unverified: { label: { zh: '待核身份', en: 'Unverified' } },
  },
  config: z.object({ column: ColumnName }),
  initial: { column: '' },
  form: { column: { label, control: 'column', of: 'rows' } },
  prefill({ inputs }) {
    const rows = inputs['rows'] ?? []
    const [only, ...others] = identityColumns(rows)
    const isNormalised = only !== undefined && findColumn(rows, rawName(only.name)) !== undefined
    return only === undefined || others.length > 0 || isNormalised ? {} : { column: only.name }
  },
  describe: ({ column }) => (column ? { zh: column, en: column } : { zh: '未选择列', en: 'No column' }),
  infer({ config, inputs, report }) {
    const rows = inputs['rows'] ?? []
    const column = checkColumn(config.column, rows, { report, field: 'column', label })
    if (!column) return { rows, unverified: rows.length > 0 ? [...rows, reasonColumn] : [] }
    if (column.type !== 'text' && !column.broken)
      report(nodeProblem('not-an-identity', { column: column.name }, { field: 'column' }))
    const raw = {
      ...column,
      name: rawName(column.name),
      label: { zh: `${column.label.zh}（原文）`, en: `${column.label.en} (as written)` },
      semantic: 'resident-id' as const,
    }
    const known = rows.map((other) => (other === column ? { ...column, semantic: 'resident-id' as const } : other))
    checkNames(
      [...rows.map(({ name }) => name), raw.name, ...(findColumn(rows, reasonColumn.name) ? [reasonColumn.name] : [])],
      () => 'column',
      (problem) => {
        if (problem.code === 'duplicate-column') report(problem)
      },
    )
    return { rows: [...known, raw], unverified: [...known, raw, reasonColumn] }
  },
  lower({ config, inputs, columns, outputs, nodeId }) {
    const input = inputs['rows']
    const written = input && boundColumn(input, columns['rows'] ?? [], config.column)
    if (!input || !written) return {}
    const origin = [nodeId]
    const [value, why] = [`${nodeId}.__id`, `${nodeId}.__reason`]
    const identified = withIdentity(input, { from: written.id, value, reason: why, nodeId })
    // Every row with its reason, kept once: both outputs read it.
    const wide = projectTo(identified, outputs['unverified'] ?? [], {
      origin,
      compute: (column, id) => {
        if (id === written.id) return keepAs(columnOf(identified, value), column)
        if (column.name === rawName(config.column)) return build.column(written)
        return column.name === reasonColumn.name ? build.column({ id: why, type: 'text' }) : undefined
      },
    })
    const shared: Plan = { op: 'share', nodeId, port: 'rows', name: '', input: wide, origin }
    const reason = wide.columns.at(-1)
    const missing = build.column({ id: reason?.id ?? why, type: 'text' })
    const valid: Plan = { op: 'filter', input: shared, where: build.isNull(missing), origin }
    return {
      rows: projectTo(valid, outputs['rows'] ?? [], { origin }),
      unverified: { op: 'filter', input: shared, where: build.isNotNull(missing), origin },
    }
  },
})
