import { columnsRead } from '../expression/typed.ts'
import { columnsOf } from './columns-of.ts'
import type { Plan, ProjectedColumn } from './plan.ts'

/** The same rows with only the columns that are needed (at least one: a relation without columns cannot be written). */
export function pruneColumns(plan: Plan, needed: ReadonlySet<string>): Plan {
  switch (plan.op) {
    case 'scan':
      return plan
    case 'read': {
      const columns = plan.columns.filter(({ name }) => needed.has(name))
      return { ...plan, columns: columns.length > 0 ? columns : plan.columns.slice(0, 1) }
    }
    case 'project': {
      const kept = plan.columns.filter(({ name }) => needed.has(name))
      const columns = kept.length > 0 ? kept : cheapest(plan.columns)
      const below = new Set(columns.flatMap(({ expression }) => columnsRead(expression)))
      return { ...plan, columns, input: pruneColumns(plan.input, below) }
    }
    case 'filter':
      return { ...plan, input: pruneColumns(plan.input, new Set([...needed, ...columnsRead(plan.where)])) }
    case 'keep-first': {
      const below = [...needed, ...plan.keys, ...plan.order.map(({ column }) => column)]
      return { ...plan, input: pruneColumns(plan.input, new Set(below)) }
    }
    case 'join': {
      const take = plan.take.filter(({ name }) => needed.has(name))
      const left = [...needed, ...plan.keys.map((key) => key.left)]
      const right = [...take.map(({ from }) => from), ...plan.keys.map((key) => key.right)]
      return {
        ...plan,
        take,
        left: pruneColumns(plan.left, new Set(left)),
        right: pruneColumns(plan.right, new Set(right)),
      }
    }
    case 'union': {
      // All branches keep the same columns, even if none is needed: the first branch decides.
      const first = columnsOf(plan.inputs[0]).map(({ name }) => name)
      const kept = first.filter((name) => needed.has(name))
      const names = new Set(kept.length > 0 ? kept : first.slice(0, 1))
      const [head, ...rest] = plan.inputs
      return { ...plan, inputs: [pruneColumns(head, names), ...rest.map((input) => pruneColumns(input, names))] }
    }
    case 'share':
      return { ...plan, input: pruneColumns(plan.input, needed) }
  }
}

function cheapest(columns: readonly ProjectedColumn[]): readonly ProjectedColumn[] {
  const plain = columns.find(({ expression }) => expression.op === 'column')
  return plain ? [plain] : columns.slice(0, 1)
}
