import type { Binding, LogicalTable } from '@jianmo/connectors/words'
import { SelectQueryNode } from 'kysely'
import { columnsOf, pruneColumns } from '../plan/index.ts'
import { qualityPlans, writtenRelation } from '../planner/index.ts'
import type { CompileContext, CompiledScan, Statement } from './compiled.ts'
import { groupQuery, ordered, over, selectNames, withQueries } from './count-queries.ts'
import { emitPlan, hub } from './emit-plan.ts'
import { rowsColumn, textColumn } from './result-columns.ts'
import { toStatement } from './statement.ts'

/** Unmapped codes and unread values per scan, counted: what the 适配层 lost is shown, never swallowed. */
export function compileQuality(scans: readonly CompiledScan[], { tables, bindings }: CompileContext) {
  return scans.flatMap(({ nodeId, relation, logicalTable }) => {
    const table = tables.find(({ id }) => id === logicalTable)
    const binding = bindings[logicalTable]
    const statement = table && binding ? qualityStatement(binding, table, { relation, nodeId }) : null
    return statement ? [{ scanNodeId: nodeId, statement }] : []
  })
}

export function qualityStatement(
  binding: Binding,
  table: LogicalTable,
  place: { readonly relation: string; readonly nodeId: string },
): Statement | null {
  const plans = qualityPlans(binding, table, place)
  if (plans === null) return null
  const columns = [
    textColumn('column'),
    textColumn('kind'),
    { ...textColumn('value'), sensitivity: 'personal' as const },
    rowsColumn,
  ]
  const names = columns.map(({ name }) => name)
  const lost = SelectQueryNode.cloneWithSelections(over(emitPlan(plans.lost, hub), 'lost'), selectNames(names))
  const written = pruneColumns(plans.written, new Set(columnsOf(plans.written).map(({ id }) => id)))
  const query = withQueries(ordered(lost, ['-rows', 'column', 'kind', 'value']), [
    { name: writtenRelation, query: groupQuery(written, hub) },
  ])
  return toStatement(query, columns)
}
