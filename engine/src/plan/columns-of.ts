import type { Plan, PlanColumn } from './plan.ts'

const known = new WeakMap<Plan, readonly PlanColumn[]>()

/** The columns that an operator gives, in order. Remembered per plan object: plans are never changed. */
export function columnsOf(plan: Plan): readonly PlanColumn[] {
  const before = known.get(plan)
  if (before) return before
  const columns = derive(plan)
  known.set(plan, columns)
  return columns
}

function derive(plan: Plan): readonly PlanColumn[] {
  switch (plan.op) {
    case 'scan':
    case 'read':
      return plan.columns
    case 'project':
      return plan.columns.map(({ name, expression, witness, verified }) => ({
        name,
        type: expression.type === 'null' ? 'text' : expression.type,
        ...(witness === undefined ? {} : { witness }),
        ...(verified ? { verified } : {}),
      }))
    case 'join': {
      const left = columnsOf(plan.left)
      if (plan.kind === 'semi' || plan.kind === 'anti') return left
      const right = new Map(columnsOf(plan.right).map((column) => [column.name, column]))
      const taken = plan.take.flatMap(({ from, name }) => {
        const column = right.get(from)
        return column ? [{ ...column, name }] : []
      })
      return [...left, ...taken]
    }
    case 'union':
      return columnsOf(plan.inputs[0])
    default:
      return columnsOf(plan.input)
  }
}

/** The columns that a drawer sees. */
export function visibleColumnsOf(plan: Plan): readonly PlanColumn[] {
  return columnsOf(plan).filter((column) => column.witness === undefined)
}

/** The hidden row-number columns. */
export function witnessesOf(plan: Plan): readonly (PlanColumn & { readonly witness: string })[] {
  return columnsOf(plan).flatMap((column) =>
    column.witness === undefined ? [] : [{ ...column, witness: column.witness }],
  )
}
