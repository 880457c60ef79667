import { type ColumnId, substitute, type TypedExpression, visit } from '../../expression/index.ts'
import type { Plan, ProjectPlan } from '../../plan/index.ts'
import type { PlanRule } from './rule.ts'

/**
 * A project over a project is one, unless an expression would then be written twice: Ibis's guard (its `merge_select_select`
 * fuses only where nothing becomes more complex). Plain columns and literals may be written as often as wanted.
 */
export const fuseProjects: PlanRule = {
  name: 'fuse-projects',
  apply(plan) {
    if (plan.op !== 'project' || plan.input.op !== 'project') return plan
    return fuse(plan, plan.input) ?? plan
  },
}

function fuse(outer: ProjectPlan, inner: ProjectPlan): Plan | null {
  const below = new Map(inner.columns.map(({ id, expression }) => [id, expression]))
  const uses = new Map<ColumnId, number>()
  for (const { expression } of outer.columns) {
    visit(expression, (part) => {
      if (part.op === 'column') uses.set(part.id, (uses.get(part.id) ?? 0) + 1)
    })
  }
  const isRepeated = [...uses].some(([id, count]) => count > 1 && !isPlain(below.get(id)))
  if (isRepeated) return null
  return {
    ...outer,
    input: inner.input,
    columns: outer.columns.map((column) => ({ ...column, expression: substitute(column.expression, below) })),
    origin: [...new Set([...inner.origin, ...outer.origin])],
  }
}

export const isPlain = (expression: TypedExpression | undefined): boolean =>
  expression?.op === 'column' || expression?.op === 'literal'
