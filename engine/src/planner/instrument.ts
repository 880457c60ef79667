import { build } from '../expression/index.ts'
import {
  columnsOf,
  inputsOf,
  type Plan,
  type PlanColumn,
  type ProjectedColumn,
  visibleColumnsOf,
  withInputs,
  witnessesOf,
} from '../plan/index.ts'
import { undeterminedColumns } from './determined-columns.ts'
import type { PlanContext } from './plan-model.ts'
import { readColumns, readRelation, rowColumn, scanRelation } from './read-columns.ts'

export const witnessName = (nodeId: string) => `__row_${nodeId.replaceAll('-', '_')}`

/**
 * Turns scans into the district's tables and carries the row number of every scan through all operators, as hidden columns
 * (`__row_<node>`). Erasing them again gives the same rows. What it returned once it returns unchanged, so that a node may be
 * lowered over instrumented inputs.
 */
export function createInstrument(context: PlanContext): (plan: Plan) => Plan {
  const done = new Map<Plan, Plan>()
  return function instrument(plan) {
    const before = done.get(plan)
    if (before) return before
    const after = carry(withInputs(plan, inputsOf(plan).map(instrument)), context)
    done.set(plan, after)
    done.set(after, after)
    return after
  }
}

function carry(plan: Plan, context: PlanContext): Plan {
  switch (plan.op) {
    case 'scan':
      return bind(plan, context)
    case 'project': {
      const names = new Set(plan.columns.map(({ name }) => name))
      const added = witnessesOf(plan.input).filter(({ name }) => !names.has(name))
      return { ...plan, columns: [...plan.columns, ...added.map(keep)] }
    }
    case 'keep-first': {
      // Rows that tie are told apart by where they came from, so that the same data always keep the same row. Only a union can
      // bring one source row twice: then what the rows say decides, as far as the row numbers do not already say it.
      const witnesses = witnessesOf(plan.input).map(({ name }) => name)
      const said = hasUnion(plan.input) ? undeterminedColumns(plan.input) : []
      const known = new Set([...plan.keys, ...plan.order.map(({ column }) => column)])
      const added = [...witnesses, ...said].filter((name) => !known.has(name))
      return {
        ...plan,
        order: [...plan.order, ...added.map((column) => ({ column, direction: 'ascending' as const }))],
      }
    }
    case 'join': {
      if (plan.kind === 'semi' || plan.kind === 'anti') return plan
      const taken = new Set(columnsOf(plan.left).map(({ name }) => name))
      return {
        ...plan,
        take: [...plan.take, ...witnessesOf(plan.right).map(({ name }) => ({ from: name, name: free(name, taken) }))],
      }
    }
    case 'union': {
      const all = new Map(plan.inputs.flatMap(witnessesOf).map((witness) => [witness.name, witness]))
      const [first, ...rest] = plan.inputs
      return { ...plan, inputs: [complete(first, all), ...rest.map((input) => complete(input, all))] }
    }
    default:
      return plan
  }
}

function bind(scan: Extract<Plan, { op: 'scan' }>, { tables, bindings }: PlanContext): Plan {
  const table = tables.find(({ id }) => id === scan.table)
  const binding = bindings[scan.table]
  if (!table || !binding) return scan
  const { origin, nodeId } = scan
  const read = readColumns(readRelation(binding, table, scanRelation(nodeId), origin), table, binding, origin)
  if (read.op !== 'project') return read
  return {
    ...read,
    columns: read.columns.map((column) =>
      column.name === rowColumn ? { ...column, name: witnessName(nodeId), witness: nodeId } : column,
    ),
  }
}

const unions = new WeakMap<Plan, boolean>()

/** Remembered per plan object: parts that meet again at every join would be walked twice each time. */
function hasUnion(plan: Plan): boolean {
  const before = unions.get(plan)
  if (before !== undefined) return before
  const found = plan.op === 'union' || inputsOf(plan).some(hasUnion)
  unions.set(plan, found)
  return found
}

const keep = ({ name, type, witness, verified }: PlanColumn): ProjectedColumn => ({
  name,
  expression: build.column(name, type),
  ...(witness === undefined ? {} : { witness }),
  ...(verified ? { verified } : {}),
})

/** One source may reach both sides of a join: the right row then gets a name of its own. */
function free(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name
  let count = 2
  while (taken.has(`${name}__${count}`)) count++
  return `${name}__${count}`
}

/** All witness columns of a union, in one order; NULL where a branch has no such source. */
function complete(input: Plan, all: ReadonlyMap<string, PlanColumn>): Plan {
  const own = new Map(witnessesOf(input).map((witness) => [witness.name, witness]))
  const witnesses = [...all.values()].map((witness): ProjectedColumn => {
    const found = own.get(witness.name)
    const expression = found ? build.column(found.name, 'integer') : build.nullOf('integer')
    return { name: witness.name, expression, ...(witness.witness === undefined ? {} : { witness: witness.witness }) }
  })
  return { op: 'project', input, columns: [...visibleColumnsOf(input).map(keep), ...witnesses], origin: input.origin }
}
