import { maskText } from '@jianmo/connectors/values'
import type { LogicalTable, Problem } from '@jianmo/connectors/words'
import type { QualityFinding, ScanRead } from '../execution/index.ts'
import { leadProblem } from './lead.problems.ts'

/** Values that the bindings did not read, as warnings at the source nodes. */
export function qualityWarnings(
  findings: readonly QualityFinding[],
  scans: readonly ScanRead[],
  tables: readonly LogicalTable[],
): readonly Problem[] {
  return findings.map(({ scanNodeId, column, kind, value, rows }) => {
    const table = tables.find(({ id }) => id === scans.find(({ nodeId }) => nodeId === scanNodeId)?.logicalTable)
    const names = {
      table: table?.label.zh ?? '',
      column: table?.columns.find(({ name }) => name === column)?.label.zh ?? column,
      rows,
    }
    const place = { nodeId: scanNodeId }
    if (kind === 'unmapped-code')
      return leadProblem('code-not-mapped', { ...names, value: maskText(value ?? '') }, place)
    return leadProblem(kind === 'unread-date' ? 'date-not-read' : 'number-not-read', names, place)
  })
}
