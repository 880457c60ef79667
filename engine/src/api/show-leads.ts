import type { Lead, LeadEvidence, LeadValue, OpenLead } from '@jianmo/catalog'
import { maskPersonName, maskResidentId, maskText, maskValue } from '@jianmo/connectors/values'
import type { Column, LogicalTable } from '@jianmo/connectors/words'
import type { EvidenceRow, FiredRule, LeadDetail, LeadSummary } from './wire.ts'

/** The result boundary of leads: whatever leaves for a screen goes through here and is masked. */
export function showLead(lead: Lead | (Omit<Lead, 'state'> & { readonly state: 'trial' })): LeadSummary {
  const { id, runId, modelTitle, key, severity, outcome, deadline, days, unit, state, foundAt } = lead
  return {
    id,
    runId,
    modelTitle,
    key,
    subjectName: maskPersonName(lead.subjectName),
    subjectId: maskResidentId(lead.subjectId),
    severity,
    outcome,
    deadline,
    days,
    unit,
    rules: lead.rules.map(showRule),
    state,
    foundAt,
  }
}

export function showLeadDetail(
  lead: OpenLead | (Omit<OpenLead, 'state'> & { readonly state: 'trial' }),
  tables: readonly LogicalTable[],
): LeadDetail {
  return {
    ...showLead(lead),
    values: lead.values.map(showValue),
    timeline: lead.timeline,
    evidence: lead.evidence.map((row) => showEvidence(row, tables)),
    runDate: lead.runDate,
    versionNumber: lead.versionNumber,
  }
}

export function showEvidence(row: LeadEvidence, tables: readonly LogicalTable[]): EvidenceRow {
  const columns = tables.find(({ id }) => id === row.logicalTable)?.columns ?? []
  const { nodeId, logicalTable, tableLabel, sourceName, batch } = row
  return {
    nodeId,
    logicalTable,
    tableLabel,
    sourceName,
    batch,
    row: row.row,
    values: row.values.map(({ column, label, value, normalised }) => ({
      column,
      label,
      value: maskOriginal(
        value,
        columns.find(({ name }) => name === column),
      ),
      ...(normalised === undefined ? {} : { normalised }),
    })),
  }
}

function showRule(rule: FiredRule): FiredRule {
  return { ...rule, reason: rule.reason === null ? null : maskText(rule.reason) }
}

function showValue({ column, label, value, type, ...meaning }: LeadValue): LeadDetail['values'][number] {
  const shown = maskOriginal(value, { type: type as Column['type'], sensitivity: 'personal', ...meaning })
  return { column, label, value: shown, type: type as Column['type'] }
}

/** Original texts keep their type's mask; a column that no table knows any more is treated as personal. */
function maskOriginal(value: string | null, column: Pick<Column, 'type' | 'semantic' | 'sensitivity'> | undefined) {
  if (value === null) return null
  return String(maskValue(value, column ?? { type: 'text', sensitivity: 'personal' }))
}
