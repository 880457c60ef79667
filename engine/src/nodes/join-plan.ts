import { build, type TypedExpression, unifyTypes } from '../expression/index.ts'
import { columnsOf, type JoinKind, type KeyPair, type Plan, type TakenColumn } from '../plan/index.ts'
import { keepAll, withIdentity } from './identity-plan.ts'
import { isVerified, reasonColumn } from './normalise-identity.node.ts'

export interface JoinRequest {
  readonly kind: JoinKind
  readonly keys: readonly (KeyPair & { /** Compared as normalised resident ids. */ readonly identity: boolean })[]
  readonly take: readonly TakenColumn[]
  readonly left: Plan
  readonly right: Plan
  readonly nodeId: string
}

/**
 * A join whose left rows without a usable key leave through `unidentified`, for every kind: otherwise an anti-join would
 * turn a damaged id into "there is no record", which is an accusation made of dirt.
 */
export function lowerJoin({ kind, keys, take, left, right, nodeId }: JoinRequest): Readonly<Record<string, Plan>> {
  const origin = [nodeId]
  const leftKeys = prepareKeys(
    left,
    keys.map(({ left: name, identity }) => ({ name, identity })),
    { side: 'left', nodeId },
  )
  const rightKeys = prepareKeys(
    right,
    keys.map(({ right: name, identity }) => ({ name, identity })),
    { side: 'right', nodeId },
  )
  const [leftSide, rightSide] = unifyKeys(leftKeys, rightKeys, nodeId)

  const joined: Plan = {
    op: 'join',
    kind,
    left: { op: 'filter', input: leftSide.plan, where: present(leftSide), origin },
    right: { op: 'filter', input: rightSide.plan, where: present(rightSide), origin },
    keys: leftSide.names.map((name, index) => ({ left: name, right: rightSide.names[index] ?? name })),
    take,
    origin,
  }
  const visible = [...columnsOf(left).map(({ name }) => name), ...take.map(({ name }) => name)]
  const rows: Plan = {
    op: 'project',
    input: joined,
    columns: keepAll(joined).filter(({ name }) => visible.includes(name)),
    origin,
  }

  const nameless: Plan = { op: 'filter', input: leftSide.plan, where: build.not(present(leftSide)), origin }
  const unidentified: Plan = {
    op: 'project',
    input: nameless,
    columns: [
      ...keepAll(nameless).filter(
        ({ name }) => name !== reasonColumn.name && columnsOf(left).some((column) => column.name === name),
      ),
      { name: reasonColumn.name, expression: leftSide.reason },
    ],
    origin,
  }
  return { rows: { op: 'share', nodeId, port: 'rows', name: '', input: rows, origin }, unidentified }
}

interface Side {
  readonly plan: Plan
  /** The columns to compare. */
  readonly names: readonly string[]
  readonly reason: TypedExpression
}

const present = ({ plan, names }: Side): TypedExpression =>
  build.allOf(names.map((name) => build.isNotNull(build.column(name, typeOf(plan, name)))))

const typeOf = (plan: Plan, name: string) => columnsOf(plan).find((column) => column.name === name)?.type ?? 'text'

/** Normalises the ids that no node normalised before. */
function prepareKeys(
  input: Plan,
  keys: readonly { readonly name: string; readonly identity: boolean }[],
  { side, nodeId }: { readonly side: 'left' | 'right'; readonly nodeId: string },
): Side {
  let plan = input
  const reasons: { when: TypedExpression; gives: TypedExpression }[] = []
  const names = keys.map(({ name, identity }, index) => {
    if (!identity || isVerified(input, name)) return name
    const [value, reason] = [`__${side}_id_${index}`, `__${side}_reason_${index}`]
    plan = withIdentity(plan, { from: name, value, reason, nodeId })
    reasons.push({ when: build.isNotNull(build.column(reason, 'text')), gives: build.column(reason, 'text') })
    return value
  })
  // Normalising is the dearest step and both outputs read it.
  if (plan !== input) plan = { op: 'share', nodeId, port: 'rows', name: side, input: plan, origin: [nodeId] }
  return { plan, names, reason: reasonOf(keys, reasons) }
}

/** Why a row has no usable key: what is wrong with its id, or that another key is empty (`missing-key`). */
function reasonOf(
  keys: readonly { readonly name: string; readonly identity: boolean }[],
  reasons: readonly { readonly when: TypedExpression; readonly gives: TypedExpression }[],
): TypedExpression {
  const verified = keys.filter(({ identity }) => identity)
  const absent = verified.map(({ name }) => ({
    when: build.isNull(build.column(name, 'text')),
    gives: build.text('missing'),
  }))
  return build.choose('text', [...reasons, ...absent], build.text('missing-key'))
}

/** Keys of different number types are compared as decimals, by an explicit cast. */
function unifyKeys(left: Side, right: Side, nodeId: string): readonly [Side, Side] {
  const types = left.names.map((name, index) => {
    const [a, b] = [typeOf(left.plan, name), typeOf(right.plan, right.names[index] ?? '')]
    return a === b ? null : unifyTypes(a, b)
  })
  const cast = (side: Side, prefix: string): Side => {
    const added = side.names.flatMap((name, index) => {
      const type = types[index]
      return type
        ? [
            {
              name: `__${prefix}_key_${index}`,
              expression: build.castTo(type, build.column(name, typeOf(side.plan, name))),
            },
          ]
        : []
    })
    if (added.length === 0) return side
    const plan: Plan = { op: 'project', input: side.plan, columns: [...keepAll(side.plan), ...added], origin: [nodeId] }
    return { ...side, plan, names: side.names.map((name, index) => (types[index] ? `__${prefix}_key_${index}` : name)) }
  }
  return [cast(left, 'left'), cast(right, 'right')]
}
