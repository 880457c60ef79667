import { maskText } from '@jianmo/connectors/values'
import type { LogicalTable, Problem } from '@jianmo/connectors/words'
import type { QualityFinding, ScanRead } from '../execution/index.ts'
import { leadProblem } from './lead.problems.ts'

/** So many unmapped codes of a column are named; a column of free text would name thousands. */
const namedCodes = 20

/** Values that the bindings did not read, as warnings at the source nodes: codes one by one, dates and numbers per column. */
export function qualityWarnings(
  findings: readonly QualityFinding[],
  scans: readonly ScanRead[],
  tables: readonly LogicalTable[],
): readonly Problem[] {
  const columns = Map.groupBy(findings, ({ scanNodeId, column, kind }) => `${scanNodeId} ${column} ${kind}`)
  return [...columns.values()].flatMap((found) => {
    const [first] = found
    if (first === undefined) return []
    const { scanNodeId, column, kind } = first
    const table = tables.find(({ id }) => id === scans.find(({ nodeId }) => nodeId === scanNodeId)?.logicalTable)
    const names = {
      table: table?.label.zh ?? '',
      column: table?.columns.find(({ name }) => name === column)?.label.zh ?? column,
    }
    const place = { nodeId: scanNodeId }
    if (kind !== 'unmapped-code') {
      const code = kind === 'unread-date' ? 'date-not-read' : 'number-not-read'
      return [leadProblem(code, { ...names, rows: rowsOf(found) }, place)]
    }
    const rest = found.slice(namedCodes)
    return [
      ...found
        .slice(0, namedCodes)
        .map(({ value, rows }) =>
          leadProblem('code-not-mapped', { ...names, value: maskText(value ?? ''), rows }, place),
        ),
      ...(rest.length === 0
        ? []
        : [leadProblem('more-codes-not-mapped', { ...names, values: rest.length, rows: rowsOf(rest) }, place)]),
    ]
  })
}

function rowsOf(findings: readonly QualityFinding[]): number {
  return findings.reduce((sum, { rows }) => sum + rows, 0)
}
