import type { Column } from '@jianmo/connectors/words'
import { build, type ColumnId, type TypedExpression, unifyTypes } from '../expression/index.ts'
import { apart, columnMap, columnOf, extend, type JoinKind, type Plan } from '../plan/index.ts'
import { keepAs, projectTo } from './bind-columns.ts'
import { observed } from './define-node.ts'
import { withIdentity } from './identity-plan.ts'
import { reasonColumn } from './normalise-identity.node.ts'

export interface JoinRequest {
  readonly kind: JoinKind
  readonly keys: readonly {
    readonly left: ColumnId
    readonly right: ColumnId
    /** Compared as normalised resident ids. */
    readonly identity: boolean
  }[]
  /** Columns of the right side to bring along, in the order of the output behind the left columns. */
  readonly take: readonly ColumnId[]
  readonly left: Plan
  readonly right: Plan
  readonly leftColumns: readonly Column[]
  readonly outputs: Readonly<Record<string, readonly Column[]>>
  readonly nodeId: string
}

/**
 * A join whose left rows without a usable key leave through `unidentified`, for every kind: otherwise an anti-join would
 * turn a damaged id into "there is no record", which is an accusation made of dirt.
 */
export function lowerJoin(request: JoinRequest): Readonly<Record<string, Plan>> {
  const { kind, keys, take, left, right, leftColumns, outputs, nodeId } = request
  const origin = [nodeId]
  const leftKeys = prepareKeys(
    left,
    keys.map(({ left: id, identity }) => ({ id, identity })),
    { side: 'left', nodeId },
  )
  const rightKeys = prepareKeys(
    right,
    keys.map(({ right: id, identity }) => ({ id, identity })),
    { side: 'right', nodeId },
  )
  const [leftSide, rightSide] = unifyKeys(leftKeys, rightKeys, nodeId)

  const leftRows: Plan = { op: 'filter', input: leftSide.plan, where: present(leftSide), origin }
  const rightRows: Plan = { op: 'filter', input: rightSide.plan, where: present(rightSide), origin }
  const { right: partner, idOf: there } = apart(leftRows, rightRows, nodeId)
  const joined: Plan = {
    op: 'join',
    kind,
    left: leftRows,
    right: partner,
    keys: leftSide.ids.map((id, index) => ({ left: id, right: there(rightSide.ids[index] ?? id) })),
    on: null,
    origin,
  }
  const output = outputs['rows'] ?? []
  const own = output.length - take.length
  const rows = projectTo(joined, output, {
    origin,
    compute: (column) => {
      const from = take[output.indexOf(column) - own]
      return from === undefined ? undefined : keepAs(columnOf(joined, there(from)), column)
    },
  })

  const nameless: Plan = { op: 'filter', input: leftSide.plan, where: build.not(present(leftSide)), origin }
  const unidentified = projectTo(nameless, outputs['unidentified'] ?? [], {
    origin,
    compute: ({ name }) => (name === reasonColumn.name ? leftSide.reason : undefined),
  })
  return {
    rows: { op: 'share', nodeId, port: 'rows', name: '', input: rows, origin },
    unidentified,
    [observed('matched')]: { ...joined, kind: 'semi' },
    [observed('unmatched')]: projectTo({ ...joined, kind: 'anti' }, leftColumns, { origin }),
    [observed('right-identified')]: rightRows,
  }
}

interface Side {
  readonly plan: Plan
  /** The columns to compare. */
  readonly ids: readonly ColumnId[]
  readonly reason: TypedExpression
}

const present = ({ plan, ids }: Side): TypedExpression =>
  build.allOf(ids.map((id) => build.isNotNull(build.column(columnOf(plan, id)))))

/** Normalises the ids that no node normalised before. */
function prepareKeys(
  input: Plan,
  keys: readonly { readonly id: ColumnId; readonly identity: boolean }[],
  { side, nodeId }: { readonly side: 'left' | 'right'; readonly nodeId: string },
): Side {
  let plan = input
  const reasons: { when: TypedExpression; gives: TypedExpression }[] = []
  const ids = keys.map(({ id, identity }, index) => {
    if (!identity || columnMap(input).get(id)?.verified) return id
    const [value, reason] = [`${nodeId}.${side}-id-${index}`, `${nodeId}.${side}-reason-${index}`]
    plan = withIdentity(plan, { from: id, value, reason, nodeId })
    const why = build.column({ id: reason, type: 'text' })
    reasons.push({ when: build.isNotNull(why), gives: why })
    return value
  })
  // Normalising is the dearest step and both outputs read it.
  if (plan !== input) plan = { op: 'share', nodeId, port: 'rows', name: side, input: plan, origin: [nodeId] }
  const absent = keys
    .filter(({ identity }) => identity)
    .map(({ id }) => ({ when: build.isNull(build.column(columnOf(input, id))), gives: build.text('missing') }))
  // What is wrong with the id, or that another key is empty.
  return { plan, ids, reason: build.choose('text', [...reasons, ...absent], build.text('missing-key')) }
}

/** Keys of different number types are compared as one type, by an explicit cast. */
function unifyKeys(left: Side, right: Side, nodeId: string): readonly [Side, Side] {
  const types = left.ids.map((id, index) => {
    const [a, b] = [columnOf(left.plan, id).type, columnOf(right.plan, right.ids[index] ?? '').type]
    return a === b ? null : unifyTypes(a, b)
  })
  const cast = (side: Side, name: string): Side => {
    const added = side.ids.flatMap((id, index) => {
      const type = types[index]
      if (!type) return []
      const expression = build.castTo(type, build.column(columnOf(side.plan, id)))
      return [{ id: `${nodeId}.${name}-key-${index}`, name: `__${name}_key_${index}`, expression }]
    })
    if (added.length === 0) return side
    const ids = side.ids.map((id, index) => (types[index] ? `${nodeId}.${name}-key-${index}` : id))
    return { ...side, plan: extend(side.plan, added, [nodeId]), ids }
  }
  return [cast(left, 'left'), cast(right, 'right')]
}
