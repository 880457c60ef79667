import type { Problem } from '@jianmo/connectors/words'
import { LimitNode, SelectQueryNode, ValueNode } from 'kysely'
import type { GraphDocument } from '../graph/index.ts'
import { columnsOf, createRewrite, type Plan, pruneColumns, visibleColumnsOf, witnessesOf } from '../plan/index.ts'
import { planModel } from '../planner/index.ts'
import type { PreviewPlace } from './compile-preview.ts'
import { parameterValues } from './compile-run.ts'
import type { CompileContext, Statement } from './compiled.ts'
import { countQuery, ordered, over, selectNames } from './count-queries.ts'
import { emitPlan } from './emit-plan.ts'
import { resultColumns, rowsColumn } from './result-columns.ts'
import { hashText, toStatement } from './statement.ts'

export interface StagedPreview {
  /** Tables to make first, in order, unless they exist: equal content has an equal name, in every preview. */
  readonly steps: readonly { readonly relation: string; readonly statement: Statement }[]
  /** Null if the node, or one before it, has a problem. */
  readonly statement: Statement | null
  /** One row, one column `rows`: how many rows there are without the limit. */
  readonly count: Statement | null
  readonly problems: readonly Problem[]
}

/**
 * First rows at an output port, from the loaded scans. What a run would keep as a table is kept here, too: in place
 * the parts of M03 (54 nodes) multiply, and DuckDB 1.5.6 took 239 s for its last judge; staged it takes well under a second.
 */
export function compileStagedPreview(
  document: GraphDocument,
  context: CompileContext,
  place: PreviewPlace,
): StagedPreview {
  const { nodeId, port, limit } = place
  const { plans, problems, checked } = planModel(document, context)
  const found = plans[nodeId]?.[port]
  if (!found) return { steps: [], statement: null, count: null, problems }
  const values = parameterValues(document, context)
  const steps: StagedPreview['steps'][number][] = []
  const plan = createRewrite((part): Plan => {
    if (part.op !== 'share') return part
    const statement = toStatement(emitPlan(part.input, values), resultColumns(columnsOf(part.input), []))
    // The text names the relations it reads by their own hashes, so this hash covers everything below it.
    const relation = `p_${hashText(`${statement.text}\n${JSON.stringify(statement.parameters)}`).slice(0, 32)}`
    if (!steps.some((step) => step.relation === relation)) steps.push({ relation, statement })
    return { op: 'read', relation, columns: columnsOf(part.input), origin: part.origin }
  })(found)

  const visible = visibleColumnsOf(plan)
  const witnesses = witnessesOf(plan).map(({ name }) => name)
  const shown = pruneColumns(plan, new Set([...visible.map(({ name }) => name), ...witnesses]))
  const sorted = SelectQueryNode.cloneWithLimit(
    ordered(emitPlan(shown, values), [...witnesses, ...visible.map(({ name }) => name)]),
    LimitNode.create(ValueNode.createImmediate(Math.min(10_000, Math.max(1, Math.trunc(limit))))),
  )
  const query = SelectQueryNode.cloneWithSelections(
    over(sorted, 'ordered'),
    selectNames(visible.map(({ name }) => name)),
  )
  return {
    steps,
    statement: toStatement(query, resultColumns(visible, checked.columns[nodeId]?.[port] ?? [])),
    count: toStatement(countQuery(plan, values), [rowsColumn]),
    problems,
  }
}
