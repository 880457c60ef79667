import { z } from 'zod'
import { unifyTypes } from '../expression/index.ts'
import { findColumn, idOf, renamed, withColumns } from '../schema/index.ts'
import { checkColumn, checkNames } from './check-fields.ts'
import { ColumnName, type Columns, defineNode, observed } from './define-node.ts'
import { lowerJoin } from './join-plan.ts'
import { nodeProblem } from './node.problems.ts'
import type { Report } from './node-spec.ts'
import { reasonColumn } from './normalise-identity.node.ts'
import { proposeJoin } from './propose-join.ts'

export interface JoinConfig extends Record<string, unknown> {
  readonly kind: 'inner' | 'left' | 'semi' | 'anti'
  readonly keys: readonly { readonly left: string; readonly right: string }[]
  /** Columns of the right side to bring along; not used by semi and anti. */
  readonly take: readonly { readonly from: string; readonly name: string }[]
}

const kinds = {
  inner: { zh: '两边都有', en: 'in both' },
  left: { zh: '保留左侧全部', en: 'all of the left' },
  semi: { zh: '右侧存在', en: 'exists on the right' },
  anti: { zh: '右侧不存在', en: 'does not exist on the right' },
} as const

const keysLabel = { zh: '碰撞键', en: 'Keys' }

export const join = defineNode<JoinConfig>({
  type: 'join',
  family: 'collide',
  label: { zh: '碰撞', en: 'Join' },
  about: {
    zh: '按键把两路数据碰到一起。身份证号按规范后的值比较；键缺失或身份证号无效的行一律从“待核身份”离开，绝不当作“对方没有”。',
    en: 'Brings two inputs together by keys. Resident ids compare by their normalised value; rows with a missing key or an invalid id leave through 待核身份 and never count as "has no partner".',
  },
  inputs: { left: { label: { zh: '左侧', en: 'Left' } }, right: { label: { zh: '右侧', en: 'Right' } } },
  outputs: {
    rows: { label: { zh: '碰撞结果', en: 'Result' } },
    unidentified: { label: { zh: '待核身份', en: 'Unidentified' } },
  },
  views: { [observed('unmatched')]: { label: { zh: '左侧未匹配', en: 'Unmatched on the left' }, of: 'left' } },
  config: z.object({
    kind: z.enum(['inner', 'left', 'semi', 'anti']),
    keys: z.array(z.object({ left: ColumnName, right: ColumnName })).max(10),
    take: z.array(z.object({ from: ColumnName, name: ColumnName })).max(200),
  }),
  initial: { kind: 'inner', keys: [], take: [] },
  form: {
    kind: { label: { zh: '碰撞方式', en: 'Kind' }, control: 'join-kind' },
    keys: { label: keysLabel, control: 'join-keys' },
    take: {
      label: { zh: '从右侧带来的列', en: 'Columns to take from the right' },
      control: 'take-columns',
      of: 'right',
    },
  },
  propose({ config, inputs }) {
    const found = config.keys.length > 0 ? null : proposeJoin(inputs['left'] ?? [], inputs['right'] ?? [])
    if (found === null) return null
    const taking = takesColumns(config) && config.take.length === 0
    return { keys: found.keys, ...(taking ? { take: found.take } : {}) }
  },
  describe: ({ kind, keys }) => {
    const pairs = keys.map(({ left, right }) => (left === right ? left : `${left} = ${right}`)).join(', ')
    return { zh: `${kinds[kind].zh}：${pairs || '未选择键'}`, en: `${kinds[kind].en}: ${pairs || 'no keys'}` }
  },
  infer({ config, inputs, report }) {
    const [left, right] = [inputs['left'] ?? [], inputs['right'] ?? []]
    if (config.keys.length === 0) {
      const pairs = proposeJoin(left, right)?.keys.map((key) => labelsOf(key, left, right)) ?? []
      report(
        pairs.length > 0
          ? nodeProblem('keys-proposed', { pairs }, { field: 'keys' })
          : nodeProblem('setting-missing', { label: keysLabel }, { field: 'keys' }),
      )
    }
    for (const [index, key] of config.keys.entries()) checkKey(key, { left, right }, { report, field: `keys.${index}` })
    const taken = takes(config).flatMap(({ from, name }, index) => {
      const label = { zh: '带来的列', en: 'column to take' }
      const column = checkColumn(from, right, { report, field: `take.${index}.from`, label })
      return column && name !== '' ? [renamed(column, name)] : []
    })
    checkNames(
      takes(config).map(({ name }) => name),
      (index) => `take.${index}.name`,
      report,
    )
    for (const [index, { name }] of takes(config).entries()) {
      if (left.some((column) => column.name.toLowerCase() === name.toLowerCase())) {
        report(nodeProblem('duplicate-column', { column: name }, { field: `take.${index}.name` }))
      }
    }
    return { rows: [...left, ...taken], unidentified: left.length === 0 ? [] : withColumns(left, [reasonColumn]) }
  },
  lower({ config, inputs, columns, outputs, nodeId }) {
    const [left, right] = [inputs['left'], inputs['right']]
    if (!left || !right) return {}
    const [onLeft, onRight] = [columns['left'] ?? [], columns['right'] ?? []]
    const keys = config.keys.flatMap((key) => {
      const pair = [findColumn(onLeft, key.left), findColumn(onRight, key.right)] as const
      if (!pair[0] || !pair[1]) return []
      const identity = pair.some((column) => column?.semantic === 'resident-id')
      return [{ left: idOf(pair[0]), right: idOf(pair[1]), identity }]
    })
    const take = takes(config).flatMap(({ from }) => {
      const column = findColumn(onRight, from)
      return column ? [idOf(column)] : []
    })
    return lowerJoin({ kind: config.kind, keys, take, left, right, leftColumns: onLeft, outputs, nodeId })
  },
})

/** Only a join that keeps both sides' rows together brings columns along. */
const takesColumns = ({ kind }: JoinConfig) => kind === 'inner' || kind === 'left'
const takes = (config: JoinConfig) => (takesColumns(config) ? config.take : [])

const labelsOf = (key: JoinConfig['keys'][number], left: Columns, right: Columns) => ({
  left: findColumn(left, key.left)?.label ?? { zh: key.left, en: key.left },
  right: findColumn(right, key.right)?.label ?? { zh: key.right, en: key.right },
})

function checkKey(
  key: JoinConfig['keys'][number],
  sides: { readonly left: Columns; readonly right: Columns },
  { report, field }: { readonly report: Report; readonly field: string },
): void {
  const left = checkColumn(key.left, sides.left, {
    report,
    field: `${field}.left`,
    label: { zh: '左侧键', en: 'Left key' },
  })
  const right = checkColumn(key.right, sides.right, {
    report,
    field: `${field}.right`,
    label: { zh: '右侧键', en: 'Right key' },
  })
  if (!left || !right || left.broken || right.broken) return
  if (unifyTypes(left.type, right.type) === null) {
    const data = { left: left.name, leftType: left.type, right: right.name, rightType: right.type }
    report(nodeProblem('key-types-differ', data, { field }))
    return
  }
  // A column without a meaning may hold ids (a derived one, say); one with another meaning does not, nor does one of codes.
  const [identity, other] = left.semantic === 'resident-id' ? [left, right] : [right, left]
  const isOther = other.codes !== undefined || (other.semantic !== undefined && other.semantic !== 'resident-id')
  if (identity.semantic === 'resident-id' && isOther) {
    report(nodeProblem('identity-with-other', { identity: identity.name, other: other.name }, { field }))
  }
}
