import { LimitNode, SelectQueryNode, ValueNode } from 'kysely'
import type { TypedExpression } from '../../expression/index.ts'
import { type Plan, pruneColumns } from '../../plan/index.ts'
import type { Statement } from '../compiled.ts'
import { emitPlan } from '../emit-plan.ts'
import type { StagedTable } from '../staging.ts'
import { toStatement } from '../statement.ts'
import type { TracePlans } from './trace-plans.ts'

export type Cell = string | number | boolean | null

/** A statement, the tables that it reads, and how its rows are understood. */
export interface Question<Answer> {
  readonly nodeIds: readonly string[]
  readonly tables: readonly StagedTable[]
  readonly statement: Statement
  readonly read: (rows: readonly (readonly Cell[])[]) => Answer
}

export type Ask = <Answer>(question: Question<Answer>) => Promise<Answer>

/** Some expressions over the rows of a plan, at most `limit` rows; cells come in the order of `columns`. */
export function questionOver<Answer>(
  plan: Plan,
  columns: readonly TypedExpression[],
  {
    plans,
    nodeId,
    limit,
    read,
  }: { readonly plans: TracePlans; readonly nodeId: string; readonly limit: number } & Pick<Question<Answer>, 'read'>,
): Question<Answer> {
  const { staging, emission } = plans
  const named = columns.map((expression, index) => ({ id: `v${index}`, name: `v${index}`, expression }))
  const asked: Plan = { op: 'project', input: plan, columns: named, origin: [nodeId] }
  // Pruned after staging: a table is the same whoever reads it.
  const whole = pruneColumns(staging.stage(asked), new Set(named.map(({ id }) => id)))
  const query = SelectQueryNode.cloneWithLimit(
    emitPlan(whole, emission),
    LimitNode.create(ValueNode.createImmediate(limit)),
  )
  return { nodeIds: [nodeId], tables: staging.tables(), statement: toStatement(query, []), read }
}
