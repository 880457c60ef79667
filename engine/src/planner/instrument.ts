import { build, type ColumnId, windowNamed } from '../expression/index.ts'
import {
  type AggregateColumn,
  type AggregatePlan,
  apart,
  columnMap,
  columnsOf,
  inputsOf,
  keepAll,
  keepColumn,
  type OrderItem,
  type Plan,
  type PlanColumn,
  type ProjectedColumn,
  type ScanPlan,
  type UnionPlan,
  visibleColumnsOf,
  type WindowPlan,
  withInputs,
  witnessesOf,
} from '../plan/index.ts'
import { undeterminedColumns } from './determined-columns.ts'

/** The row number of every loaded relation. */
export const rowColumn = '_row'
export const witnessName = (nodeId: string) => `__row_${nodeId.replaceAll('-', '_')}`
export const witnessId = (nodeId: string): ColumnId => `${nodeId}.${rowColumn}`

/**
 * Carries the row number of every scan through all operators, as hidden columns (`__row_<node>`): GProM's rewriting. Erasing
 * them again gives the same bag. Where rows become one (aggregate, distinct) the numbers of all of them are joined by commas.
 * What it returned once it returns unchanged.
 */
export function createInstrument(): (plan: Plan) => Plan {
  const done = new Map<Plan, Plan>()
  return function instrument(plan) {
    const before = done.get(plan)
    if (before) return before
    const after = carry(withInputs(plan, inputsOf(plan).map(instrument)))
    done.set(plan, after)
    done.set(after, after)
    return after
  }
}

function carry(plan: Plan): Plan {
  switch (plan.op) {
    case 'scan':
      return withRowNumber(plan)
    case 'project': {
      const ids = new Set(plan.columns.map(({ id }) => id))
      return { ...plan, columns: [...plan.columns, ...carried(plan.input).filter(({ id }) => !ids.has(id))] }
    }
    case 'window':
      return withTotalWindow(plan)
    case 'sort':
      return { ...plan, order: total(plan.input, [], plan.order) }
    case 'join':
      return { ...plan, right: apart(plan.left, plan.right, plan.origin.at(-1) ?? '').right }
    case 'union':
      return unionWitnesses(plan)
    case 'aggregate':
      return {
        ...plan,
        aggregates: [...plan.aggregates.map((column) => withTotalAggregate(plan, column)), ...gathered(plan)],
      }
    case 'distinct': {
      if (witnessesOf(plan.input).length === 0) return plan
      const keys = visibleColumnsOf(plan.input).map(({ id }) => id)
      const { input, origin } = plan
      return { op: 'aggregate', input, keys, aggregates: gathered(plan), origin }
    }
    default:
      return plan
  }
}

/** Functions that give rows that tie one answer keep the order as it was drawn; the others get one that tells rows apart. */
function withTotalWindow(plan: WindowPlan): Plan {
  const tied = plan.columns.filter((column) => windowNamed(column.function).ties)
  const apart = plan.columns.filter((column) => !tied.includes(column))
  const order = total(plan.input, plan.partition, plan.order)
  if (tied.length === 0) return { ...plan, order }
  if (apart.length === 0) return plan
  const both: WindowPlan = { ...plan, input: { ...plan, columns: tied }, columns: apart, order }
  return { op: 'project', input: both, columns: keepAll(plan), origin: plan.origin }
}

function withRowNumber(scan: ScanPlan): ScanPlan {
  const witness: PlanColumn = {
    id: witnessId(scan.nodeId),
    name: witnessName(scan.nodeId),
    type: 'integer',
    witness: scan.nodeId,
  }
  return witnessesOf(scan).length > 0 ? scan : { ...scan, columns: [...scan.columns, witness] }
}

const carried = (input: Plan): readonly ProjectedColumn[] => witnessesOf(input).map((column) => keepColumn(column))

/**
 * Rows that tie are told apart by where they came from, so that the same data always give the same row. Rows of a union or of
 * typed-in values may share their numbers: then what the rows say decides, as far as the numbers do not already say it.
 */
function total(input: Plan, partition: readonly ColumnId[], order: readonly OrderItem[]): readonly OrderItem[] {
  const said = hasNameless(input) ? undeterminedColumns(input) : []
  const known = new Set([...partition, ...order.map(({ column }) => column)])
  const added = [...witnessesOf(input).map(({ id }) => id), ...said].filter((id) => !known.has(id))
  return [...order, ...added.map((column) => ({ column, direction: 'ascending' as const }))]
}

const nameless = new WeakMap<Plan, boolean>()

/** Remembered per plan object: parts that meet again at every join would be walked twice each time. */
function hasNameless(plan: Plan): boolean {
  const before = nameless.get(plan)
  if (before !== undefined) return before
  const found = plan.op === 'union' || plan.op === 'values' || inputsOf(plan).some(hasNameless)
  nameless.set(plan, found)
  return found
}

/** What depends on an order depends on a total one. Of different values each is there once: their own order is total. */
function withTotalAggregate({ input, keys }: AggregatePlan, column: AggregateColumn): AggregateColumn {
  if (!column.order || column.distinct) return column
  return { ...column, order: total(input, keys, column.order) }
}

/** The row numbers of all rows of a group. */
function gathered({ input, origin }: Pick<AggregatePlan, 'input' | 'origin'>): readonly AggregateColumn[] {
  return witnessesOf(input).map((column) => ({
    id: `${origin.at(-1) ?? ''}(${column.id})`,
    name: witnessName(column.witness),
    type: 'text',
    function: 'join_texts',
    arguments: [build.castTo('text', build.column(column)), build.text(',')],
    order: [{ column: column.id, direction: 'ascending' }],
    witness: column.witness,
  }))
}

/** All row numbers of a union, in one order; NULL where a branch has no such source. */
function unionWitnesses(plan: UnionPlan): UnionPlan {
  const all = new Map(plan.inputs.flatMap(witnessesOf).map((column) => [column.id, column]))
  if (all.size === 0) return plan
  const complete = (input: Plan): Plan => {
    const missing = [...all.values()].filter(({ id }) => !columnMap(input).has(id))
    if (missing.length === 0) return input
    const absent = missing.map(
      ({ id, name, type, witness }): ProjectedColumn => ({ id, name, expression: build.nullOf(type), witness }),
    )
    const columns = [...columnsOf(input).map((column) => keepColumn(column)), ...absent]
    return { op: 'project', input, columns, origin: input.origin }
  }
  const [first, ...rest] = plan.inputs
  const added = [...all.values()].map(({ id, name, witness }) => ({
    id,
    name,
    witness,
    from: plan.inputs.map(() => id),
  }))
  return { ...plan, inputs: [complete(first), ...rest.map(complete)], columns: [...plan.columns, ...added] }
}
