import type { Problem } from '@jianmo/connectors/words'
import { LimitNode, SelectQueryNode, ValueNode } from 'kysely'
import { visit } from '../expression/index.ts'
import type { GraphDocument } from '../graph/index.ts'
import {
  columnMap,
  columnsOf,
  expressionsOf,
  orderOf,
  type Plan,
  pruneColumns,
  visibleColumnsOf,
  walkPlan,
  withUniqueNames,
  witnessesOf,
} from '../plan/index.ts'
import { planModel } from '../planner/index.ts'
import { emissionOf } from './compile-run.ts'
import type { CompileContext, Statement } from './compiled.ts'
import { countQuery, type NamedOrder, ordered, over, selectNames, withQueries } from './count-queries.ts'
import { emitPlan } from './emit-plan.ts'
import { resultColumns, rowsColumn } from './result-columns.ts'
import { createSplit, pruneSteps, type SharedStep } from './split-shares.ts'
import { toStatement } from './statement.ts'

export interface PreviewPlace {
  readonly nodeId: string
  readonly port: string
  /** At most this many rows; 1 to 10,000. */
  readonly limit: number
}

export interface CompiledPreview {
  /** Null if the node, or one before it, has a problem. */
  readonly statement: Statement | null
  /** One row, one column `rows`: how many rows there are without the limit. */
  readonly count: Statement | null
  readonly problems: readonly Problem[]
}

/** First rows at an output port, from the loaded scans alone, in a fixed order. Problems elsewhere in the model do not matter. */
export function compilePreview(
  document: GraphDocument,
  context: CompileContext,
  { nodeId, port, limit }: PreviewPlace,
): CompiledPreview {
  const { plans, problems, checked } = planModel(document, context)
  const found = plans[nodeId]?.[port]
  if (!found) return { statement: null, count: null, problems }
  const plan = withUniqueNames(found)
  const emission = emissionOf(document, context)
  const visible = visibleColumnsOf(plan)
  const { steps, split } = createSplit()
  const whole = split(plan)
  const shown = pruneColumns(whole, new Set(columnsOf(whole).map(({ id }) => id)))
  const sorted = SelectQueryNode.cloneWithLimit(
    ordered(emitPlan(shown, emission), shownOrder(plan, found)),
    LimitNode.create(ValueNode.createImmediate(Math.min(10_000, Math.max(1, Math.trunc(limit))))),
  )
  // The order needs the row numbers, the result does not show them.
  const query = SelectQueryNode.cloneWithSelections(
    over(sorted, 'ordered'),
    selectNames(visible.map(({ name }) => name)),
  )
  // What a run would keep as tables is named once here too: written out in place it would double at every join. With a
  // parameter in it it is kept: where DuckDB 1.5.6 writes a query into two places, its bound values are NULL in both.
  const withSteps = (main: SelectQueryNode, kept: readonly SharedStep[], reading: Plan): SelectQueryNode =>
    withQueries(
      main,
      pruneSteps(kept, [reading]).map((step) => ({
        name: step.relation,
        query: emitPlan(step.plan, emission),
        keep: readsParameters(step.plan),
      })),
    )
  return {
    statement: toStatement(
      withSteps(query, steps, shown),
      resultColumns(visible, checked.columns[nodeId]?.[port] ?? []),
    ),
    count: toStatement(withSteps(countQuery(whole, emission), steps, pruneColumns(whole, new Set())), [rowsColumn]),
    problems,
  }
}

function readsParameters(plan: Plan): boolean {
  let found = false
  walkPlan(plan, (part) => {
    for (const expression of expressionsOf(part)) visit(expression, ({ op }) => (found ||= op === 'parameter'))
  })
  return found
}

/** The order that the drawer asked for, then where the rows came from, then what they say: the same rows every time. */
export function shownOrder(named: Plan, found: Plan): readonly NamedOrder[] {
  const columns = columnMap(named)
  const asked = orderOf(found).flatMap((item) => {
    const column = columns.get(item.column)
    return column ? [{ ...item, name: column.name }] : []
  })
  const known = new Set(asked.map(({ name }) => name))
  const others = [...witnessesOf(named), ...visibleColumnsOf(named)].filter(({ name }) => !known.has(name))
  return [...asked, ...others.map(({ name }) => ({ name, direction: 'ascending' as const }))]
}
