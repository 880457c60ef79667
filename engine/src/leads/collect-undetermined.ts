import type { DuckdbChild } from '@jianmo/connectors/transport/duckdb'
import { queryRows } from '../execution/index.ts'
import { textOf } from './collect-leads.ts'
import type { FoundUndetermined, LeadRequest } from './lead-request.ts'
import { readEvidence } from './read-evidence.ts'

/** 待补: one entry per row and rule that could not be decided, with the rows that show what is missing. */
export async function collectUndetermined(
  child: DuckdbChild,
  request: LeadRequest,
): Promise<readonly FoundUndetermined[]> {
  const { leads: output } = request.compiled
  if (output === null) return []
  const rows = await queryRows(child, [output.nodeId], output.undetermined)
  const evidenceOf = await readEvidence(child, request, output.undetermined, output.witnesses)
  return rows.map((row, index) => ({
    id: `u${index + 1}`,
    subjectId: textOf(row.subject_id) ?? '',
    subjectName: textOf(row.subject_name) ?? '',
    rule: String(row.rule_id),
    ruleTitle: String(row.rule_title),
    reason: textOf(row.reason) ?? '',
    unit: textOf(row.unit),
    ...evidenceOf([row]),
  }))
}
