import type { ColumnId } from '../expression/typed.ts'
import { columnMap, columnsOf } from './columns-of.ts'
import type { Plan, PlanColumn, ProjectedColumn, ProjectPlan } from './plan.ts'

/** A column as it is, optionally under another id and name. */
export function keepColumn(
  column: PlanColumn,
  as: { readonly id?: ColumnId; readonly name?: string } = {},
): ProjectedColumn {
  const { id, name, type, witness, verified } = column
  return {
    id: as.id ?? id,
    name: as.name ?? name,
    expression: { op: 'column', type, id },
    ...(witness === undefined ? {} : { witness }),
    ...(verified ? { verified } : {}),
  }
}

/** Every column of a relation, unchanged. */
export const keepAll = (plan: Plan): readonly ProjectedColumn[] => columnsOf(plan).map((column) => keepColumn(column))

/** Adds columns behind those that are there. */
export function extend(input: Plan, added: readonly ProjectedColumn[], origin: readonly string[]): ProjectPlan {
  return { op: 'project', input, columns: [...keepAll(input), ...added], origin }
}

/**
 * The right side of a join with ids that the left does not have, and what each of its columns is called then: a source that
 * reaches both sides would otherwise give one id to two columns.
 */
export function apart(
  left: Plan,
  right: Plan,
  nodeId: string,
): { readonly right: Plan; readonly idOf: (id: ColumnId) => ColumnId } {
  const taken = columnMap(left)
  const columns = columnsOf(right)
  if (!columns.some(({ id }) => taken.has(id))) return { right, idOf: (id) => id }
  const used = new Set([...taken.keys(), ...columns.map(({ id }) => id)])
  const ids = new Map(
    columns.map(({ id }) => {
      if (!taken.has(id)) return [id, id] as const
      const fresh = freshId(`${nodeId}>${id}`, used)
      used.add(fresh)
      return [id, fresh] as const
    }),
  )
  const idOf = (id: ColumnId) => ids.get(id) ?? id
  return {
    right: {
      op: 'project',
      input: right,
      columns: columns.map((column) => keepColumn(column, { id: idOf(column.id) })),
      origin: [nodeId],
    },
    idOf,
  }
}

/** The id itself, or with a number behind it if it is taken. */
export function freshId(id: ColumnId, used: ReadonlySet<ColumnId> | ReadonlyMap<ColumnId, unknown>): ColumnId {
  if (!used.has(id)) return id
  let count = 2
  while (used.has(`${id}~${count}`)) count++
  return `${id}~${count}`
}

const names = new WeakMap<Plan, ReadonlyMap<ColumnId, string>>()

/**
 * One name a column, as written if it can be: repeated names (case does not count) get a number behind them. Remembered per
 * plan object.
 */
export function uniqueNames(plan: Plan): ReadonlyMap<ColumnId, string> {
  const before = names.get(plan)
  if (before) return before
  const taken = new Set<string>()
  const unique = new Map<ColumnId, string>()
  for (const { id, name } of columnsOf(plan)) {
    let free = name
    for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${name}_${count}`
    taken.add(free.toLowerCase())
    unique.set(id, free)
  }
  names.set(plan, unique)
  return unique
}

/** The same rows under names that occur once, so that a table can be made of them; the plan itself if they do already. */
export function withUniqueNames(plan: Plan): Plan {
  const columns = columnsOf(plan)
  const unique = uniqueNames(plan)
  if (columns.every(({ id, name }) => unique.get(id) === name)) return plan
  const named = columns.map((column) => keepColumn(column, { name: unique.get(column.id) ?? column.name }))
  return { op: 'project', input: plan, columns: named, origin: plan.origin }
}

/** A bag union of inputs that have the same ids. Null without any; the only one if there is no other. */
export function unionOf(inputs: readonly Plan[], origin: readonly string[]): Plan | null {
  const [first, ...rest] = inputs
  if (!first || rest.length === 0) return first ?? null
  const columns = columnsOf(first).map(({ id, name, witness }) => {
    const verified = inputs.every((input) => columnMap(input).get(id)?.verified)
    return {
      id,
      name,
      from: inputs.map(() => id),
      ...(witness === undefined ? {} : { witness }),
      ...(verified ? { verified } : {}),
    }
  })
  return { op: 'union', inputs: [first, ...rest], columns, origin }
}
