import type { Binding, LogicalTable } from '@jianmo/connectors/words'
import { columnsOf, pruneColumns } from '../plan/index.ts'
import { qualityPlans } from '../planner/index.ts'
import type { CompileContext, CompiledScan } from './compiled.ts'
import type { Query } from './queries.ts'
import { rowsColumn, textColumn } from './result-columns.ts'

/** Unmapped codes and unread values per scan, counted: what the 适配层 lost is shown, never swallowed. */
export function anchorQuality(scans: readonly CompiledScan[], { tables, bindings }: CompileContext) {
  return scans.flatMap(({ nodeId, relation, logicalTable }) => {
    const table = tables.find(({ id }) => id === logicalTable)
    const binding = bindings[logicalTable]
    const query = table && binding ? qualityQuery(binding, table, { relation, nodeId }) : null
    return query ? [{ scanNodeId: nodeId, statement: query }] : []
  })
}

export function qualityQuery(
  binding: Binding,
  table: LogicalTable,
  place: { readonly relation: string; readonly nodeId: string },
): Query | null {
  const plans = qualityPlans(binding, table, place)
  if (plans === null) return null
  const columns = [
    textColumn('column'),
    textColumn('kind'),
    { ...textColumn('value'), sensitivity: 'personal' as const },
    rowsColumn,
  ]
  const written = pruneColumns(plans.written, new Set(columnsOf(plans.written).map(({ id }) => id)))
  return { ask: 'found-in-groups', written, found: plans.lost, order: ['-rows', 'column', 'kind', 'value'], columns }
}
