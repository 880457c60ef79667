import type { ColumnId } from '../expression/typed.ts'
import { type ByOperator, onOperator, type Plan, type PlanColumn } from './plan.ts'

const known = new WeakMap<Plan, readonly PlanColumn[]>()

/** The columns that an operator gives, in order. Remembered per plan object: plans are never changed. */
export function columnsOf(plan: Plan): readonly PlanColumn[] {
  const before = known.get(plan)
  if (before) return before
  const columns = onOperator(plan, shape)
  known.set(plan, columns)
  return columns
}

const shape: ByOperator<readonly PlanColumn[]> = {
  scan: ({ columns }) => columns,
  read: ({ columns }) => columns,
  values: ({ columns }) => columns,
  project: ({ columns }) =>
    columns.map(({ id, name, expression, witness, verified }) => ({
      id,
      name,
      type: expression.type === 'null' ? 'text' : expression.type,
      ...(witness === undefined ? {} : { witness }),
      ...(verified ? { verified } : {}),
    })),
  filter: ({ input }) => columnsOf(input),
  join: ({ kind, left, right }) =>
    kind === 'semi' || kind === 'anti' ? columnsOf(left) : [...columnsOf(left), ...columnsOf(right)],
  aggregate: ({ input, keys, aggregates }) => [
    ...keys.map((key) => columnOf(input, key)),
    ...aggregates.map(({ id, name, type, witness }) => ({
      id,
      name,
      type,
      ...(witness === undefined ? {} : { witness }),
    })),
  ],
  window: ({ input, columns }) => [...columnsOf(input), ...columns.map(({ id, name, type }) => ({ id, name, type }))],
  union: ({ inputs: [first], columns }) =>
    columns.map(({ id, name, from, witness, verified }) => ({
      id,
      name,
      type: columnOf(first, from[0] ?? '').type,
      ...(witness === undefined ? {} : { witness }),
      ...(verified ? { verified } : {}),
    })),
  distinct: ({ input }) => columnsOf(input),
  sort: ({ input }) => columnsOf(input),
  share: ({ input }) => columnsOf(input),
}

const maps = new WeakMap<Plan, ReadonlyMap<ColumnId, PlanColumn>>()

/** The columns of a plan by id. Remembered per plan object. */
export function columnMap(plan: Plan): ReadonlyMap<ColumnId, PlanColumn> {
  const before = maps.get(plan)
  if (before) return before
  const map = new Map(columnsOf(plan).map((column) => [column.id, column]))
  maps.set(plan, map)
  return map
}

/** The column with this id. That it is there is an invariant of binding: a bug if not. */
export function columnOf(plan: Plan, id: ColumnId): PlanColumn {
  const column = columnMap(plan).get(id)
  if (!column) throw new Error(`There is no column ${id} in this ${plan.op}`)
  return column
}

/** The columns that a drawer sees. */
export function visibleColumnsOf(plan: Plan): readonly PlanColumn[] {
  return columnsOf(plan).filter((column) => column.witness === undefined)
}

/** The hidden columns that say which source rows a row came from. */
export function witnessesOf(plan: Plan): readonly (PlanColumn & { readonly witness: string })[] {
  return columnsOf(plan).flatMap((column) =>
    column.witness === undefined ? [] : [{ ...column, witness: column.witness }],
  )
}
