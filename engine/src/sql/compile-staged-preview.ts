import type { Column, Problem } from '@jianmo/connectors/words'
import { LimitNode, SelectQueryNode, ValueNode } from 'kysely'
import type { GraphDocument } from '../graph/index.ts'
import { columnsOf, pruneColumns, visibleColumnsOf, withUniqueNames } from '../plan/index.ts'
import { type CheckedModel, checkedSpec, planModel } from '../planner/index.ts'
import { anchorScans } from './anchor-run.ts'
import { type PreviewPlace, shownOrder } from './compile-preview.ts'
import { emissionOf } from './compile-run.ts'
import type { CompileContext, CompiledScan, Statement } from './compiled.ts'
import { countQuery, orderedRows, over, selectNames } from './count-queries.ts'
import { resultColumns, rowsColumn } from './result-columns.ts'
import { createStaging, type StagedTable } from './staging.ts'
import { toStatement } from './statement.ts'

export interface StagedPreview {
  /** The table of every bound source of the document, as a run would load it. */
  readonly scans: readonly CompiledScan[]
  /** Tables to make first, in order, unless they exist: equal content has an equal name, in every preview. */
  readonly steps: readonly StagedTable[]
  /** Null if the node, or one before it, has a problem. */
  readonly statement: Statement | null
  /** One row, one column `rows`: how many rows there are without the limit. */
  readonly count: Statement | null
  readonly problems: readonly Problem[]
}

/** First rows at an output port, from the loaded scans. What a run would keep as a table is kept here, too. */
export function compileStagedPreview(
  document: GraphDocument,
  context: CompileContext,
  place: PreviewPlace,
): StagedPreview {
  const { nodeId, port, limit } = place
  const { plans, problems, checked } = planModel(document, context)
  const scans = anchorScans(checked.nodes, context)
  const known = shownColumns(checked, place)
  const found = plans[nodeId]?.[port]
  if (!found || known === undefined) return { scans, steps: [], statement: null, count: null, problems }
  const emission = emissionOf(document, context)
  const staging = createStaging(emission)
  const plan = withUniqueNames(staging.stage(found))

  const visible = visibleColumnsOf(plan)
  const shown = pruneColumns(plan, new Set(columnsOf(plan).map(({ id }) => id)))
  const sorted = SelectQueryNode.cloneWithLimit(
    orderedRows(shown, shownOrder(plan, found), emission),
    LimitNode.create(ValueNode.createImmediate(Math.min(10_000, Math.max(1, Math.trunc(limit))))),
  )
  const query = SelectQueryNode.cloneWithSelections(
    over(sorted, 'ordered'),
    selectNames(visible.map(({ name }) => name)),
  )
  return {
    scans,
    steps: staging.tables(),
    statement: toStatement(query, resultColumns(visible, known)),
    count: toStatement(countQuery(plan, emission), [rowsColumn]),
    problems,
  }
}

/**
 * Columns of an output, or of a view that the node type declares. Other plans beside the outputs are for counting: nothing says
 * what their columns mean, so nothing would mask them.
 */
function shownColumns(
  { columns, nodes }: CheckedModel,
  { nodeId, port }: Pick<PreviewPlace, 'nodeId' | 'port'>,
): readonly Column[] | undefined {
  const output = columns[nodeId]?.[port]
  if (output !== undefined) return output
  const checked = nodes.find(({ node }) => node.id === nodeId)
  const of = checked && checkedSpec(checked).views?.[port]?.of
  return of === undefined ? undefined : checked?.inputs[of]
}
