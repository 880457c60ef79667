import type { Binding, LogicalTable } from '@jianmo/connectors/words'
import { qualityPlan } from '../planner/index.ts'
import type { CompileContext, CompiledScan, Statement } from './compiled.ts'
import { groupQuery } from './count-queries.ts'
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
  const plan = qualityPlan(binding, table, place)
  const columns = [
    textColumn('column'),
    textColumn('kind'),
    { ...textColumn('value'), sensitivity: 'personal' as const },
    rowsColumn,
  ]
  return plan ? toStatement(groupQuery(plan, {}), columns) : null
}
