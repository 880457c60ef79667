import { z } from 'zod'
import { build } from '../expression/index.ts'
import { columnsOf, type Plan } from '../plan/index.ts'
import { addedColumn, findColumn } from '../schema/index.ts'
import { checkColumn, checkNames } from './check-fields.ts'
import { ColumnName, defineNode } from './define-node.ts'
import { keepAll, withIdentity } from './identity-plan.ts'
import { nodeProblem } from './node.problems.ts'

export interface NormaliseIdentityConfig extends Record<string, unknown> {
  readonly column: string
}

const label = { zh: '身份证号所在的列', en: 'Column that holds the id' }
export const reasonColumn = addedColumn('identity_reason', 'text', { zh: '待核原因', en: 'Why unverified' })
/** Where normalising keeps the id as it was written. */
export const rawName = (column: string) => `${column}_raw`

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
  describe: ({ column }) => (column ? { zh: column, en: column } : { zh: '未选择列', en: 'No column' }),
  infer({ config, inputs, report }) {
    const rows = inputs['rows'] ?? []
    const column = checkColumn(config.column, rows, { report, field: 'column', label })
    if (!column) return { rows, unverified: rows.length > 0 ? [...rows, reasonColumn] : [] }
    if (column.type !== 'text') report(nodeProblem('not-an-identity', { column: column.name }, { field: 'column' }))
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
  lower({ config, inputs, nodeId }) {
    const input = inputs['rows']
    if (!input) return {}
    const origin = [nodeId]
    const identified = withIdentity(input, { from: config.column, value: '__id', reason: '__reason', nodeId })
    const wide: Plan = {
      op: 'project',
      input: identified,
      columns: [
        ...keepAll(input).map((kept) =>
          kept.name === config.column
            ? { name: kept.name, expression: build.column('__id', 'text'), verified: true as const }
            : kept,
        ),
        { name: rawName(config.column), expression: build.column(config.column, 'text') },
        { name: reasonColumn.name, expression: build.column('__reason', 'text') },
      ],
      origin,
    }
    const shared: Plan = { op: 'share', nodeId, port: 'rows', name: '', input: wide, origin }
    const reason = build.column(reasonColumn.name, 'text')
    const valid: Plan = { op: 'filter', input: shared, where: build.isNull(reason), origin }
    return {
      rows: {
        op: 'project',
        input: valid,
        columns: keepAll(valid).filter(({ name }) => name !== reasonColumn.name),
        origin,
      },
      unverified: { op: 'filter', input: shared, where: build.isNotNull(reason), origin },
    }
  },
})

/** Whether a plan column is known to hold valid ids only. */
export function isVerified(plan: Plan, name: string): boolean {
  return columnsOf(plan).some((column) => column.name === name && column.verified === true)
}
