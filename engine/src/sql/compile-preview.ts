import type { Problem } from '@jianmo/connectors/words'
import { LimitNode, SelectQueryNode, ValueNode } from 'kysely'
import type { GraphDocument } from '../graph/index.ts'
import {
  columnMap,
  columnsOf,
  orderOf,
  type Plan,
  pruneColumns,
  visibleColumnsOf,
  withUniqueNames,
  witnessesOf,
} from '../plan/index.ts'
import { planModel } from '../planner/index.ts'
import { emissionOf } from './compile-run.ts'
import type { CompileContext, Statement } from './compiled.ts'
import { countQuery, type NamedOrder, orderedRows, over, selectNames } from './count-queries.ts'
import { resultColumns, rowsColumn } from './result-columns.ts'
import { createSplit } from './split-shares.ts'
import { toStatement } from './statement.ts'
import { withShared } from './with-shared.ts'

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
  const query = (reading: Plan): SelectQueryNode => {
    const sorted = SelectQueryNode.cloneWithLimit(
      orderedRows(reading, shownOrder(plan, found), emission),
      LimitNode.create(ValueNode.createImmediate(Math.min(10_000, Math.max(1, Math.trunc(limit))))),
    )
    // The order needs the row numbers, the result does not show them.
    return SelectQueryNode.cloneWithSelections(over(sorted, 'ordered'), selectNames(visible.map(({ name }) => name)))
  }
  const counted = pruneColumns(whole, new Set())
  const rows = withShared(steps, shown, { emission, main: query })
  const count = withShared(steps, counted, { emission, main: (reading) => countQuery(reading, emission) })
  return {
    statement: toStatement(rows, resultColumns(visible, checked.columns[nodeId]?.[port] ?? [])),
    count: toStatement(count, [rowsColumn]),
    problems,
  }
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
