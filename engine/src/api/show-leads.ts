import type { Lead, LeadEvidence, LeadValue, OpenLead } from '@jianmo/catalog'
import { isMasked, maskPersonName, maskResidentId, maskText, maskValue } from '@jianmo/connectors/values'
import type { Column, LogicalTable } from '@jianmo/connectors/words'
import type { OriginOf } from './find-origins.ts'
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
  originOf: OriginOf,
): LeadDetail {
  return {
    ...showLead(lead),
    values: lead.values.map(showValue),
    timeline: lead.timeline,
    evidence: lead.evidence.map((row) => showEvidence(row, tables, originOf)),
    evidenceTotal: lead.evidenceTotal ?? lead.evidence.length,
    runDate: lead.runDate,
    versionNumber: lead.versionNumber,
  }
}

export function showEvidence(row: LeadEvidence, tables: readonly LogicalTable[], originOf: OriginOf): EvidenceRow {
  const columns = tables.find(({ id }) => id === row.logicalTable)?.columns ?? []
  const { nodeId, logicalTable, tableLabel, sourceName, batch } = row
  const origin = originOf(row)
  return {
    nodeId,
    logicalTable,
    tableLabel,
    sourceName,
    batch,
    row: row.row,
    ...(origin === undefined ? {} : { origin }),
    values: row.values.map(({ column: name, label, value, valueLabel, normalised }) => {
      const column = columns.find((each) => each.name === name) ?? unknownColumn
      return {
        column: name,
        label,
        value: maskOriginal(value, column),
        ...(valueLabel === undefined || isMasked(column) ? {} : { valueLabel }),
        ...(normalised === undefined ? {} : { normalised }),
      }
    }),
  }
}

function showRule(rule: FiredRule): FiredRule {
  return { ...rule, reason: rule.reason === null ? null : maskText(rule.reason) }
}

function showValue({ column, label, value, valueLabel, type, ...meaning }: LeadValue): LeadDetail['values'][number] {
  const kind = { ...unknownColumn, type: type as Column['type'], ...meaning }
  return {
    column,
    label,
    value: maskOriginal(value, kind),
    // The words of a masked code would tell what the mask hides.
    ...(valueLabel === undefined || isMasked(kind) ? {} : { valueLabel }),
    type: kind.type,
  }
}

type Maskable = Pick<Column, 'type' | 'semantic' | 'sensitivity'>

/** A column that no table knows any more is treated as personal. */
const unknownColumn: Maskable = { type: 'text', sensitivity: 'personal' }

/** Original texts keep their type's mask. */
function maskOriginal(value: string | null, column: Maskable): string | null {
  return value === null ? null : String(maskValue(value, column))
}
