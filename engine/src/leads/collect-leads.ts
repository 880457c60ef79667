import { type FoundLead, statuteInForce } from '@jianmo/catalog'
import type { DuckdbChild } from '@jianmo/connectors/transport/duckdb'
import type { Column, Problem } from '@jianmo/connectors/words'
import type { FiredRule, Outcome, Severity } from '../api/wire.ts'
import { queryRows, type Row } from '../execution/index.ts'
import type { GraphDocument } from '../graph/index.ts'
import { leadProblem } from './lead.problems.ts'
import { leadKey } from './lead-key.ts'
import type { LeadRequest } from './lead-request.ts'
import { type EvidenceOf, readEvidence } from './read-evidence.ts'
import { worstSeverity } from './severities.ts'
import { timelineOf } from './timeline.ts'
import { labelOfCode } from './value-label.ts'

export interface CollectedLeads {
  readonly leads: readonly FoundLead[]
  /** Statutes that were cited but not in force at the event date. */
  readonly problems: readonly Problem[]
}

/** Groups the judged rows into leads: one per subject and events, however many rules fired on it. */
export async function collectLeads(child: DuckdbChild, request: LeadRequest): Promise<CollectedLeads> {
  const { leads: output } = request.compiled
  if (output === null) return { leads: [], problems: [] }
  const rows = await queryRows(child, [output.nodeId], output.statement)
  const evidenceOf = await readEvidence(child, request, output.statement, output.witnesses)
  const shown = outputConfig(request.document, output.nodeId)
  const groups = Map.groupBy(rows, (row) => keyOf(row, request))
  const leads = [...groups].map(([key, group]) =>
    toLead({ key, rows: group, request, columns: output.statement.columns, evidenceOf, shown }),
  )
  return { leads: leads.sort(byUrgency), problems: uncited(leads, rows, output.nodeId) }
}

interface Group {
  readonly key: string
  readonly rows: readonly Row[]
  readonly request: LeadRequest
  readonly columns: readonly Column[]
  readonly evidenceOf: EvidenceOf
  readonly shown: OutputConfig
}

function toLead({ key, rows, request, columns, evidenceOf, shown }: Group): FoundLead {
  const rules = [...Map.groupBy(rows, ({ rule_id }) => String(rule_id)).values()]
    .map((fired) => toRule(worstRow(fired), request))
    .sort(byRuleUrgency)
  const severity = worstSeverity(rules.map((rule) => rule.severity))
  const row = worstRow(rows)
  const first = rules.find((rule) => rule.severity === severity) ?? rules[0]
  const labelled = columns.filter(({ name }) => shown.values.includes(name))

  return {
    key,
    subjectId: textOf(row.subject_id) ?? '',
    subjectName: textOf(row.subject_name) ?? '',
    severity,
    outcome: rules.some(({ outcome }) => outcome === 'violation') ? 'violation' : 'suspect',
    deadline: first?.deadline ?? null,
    days: first?.days ?? null,
    unit: textOf(row.unit),
    rules,
    values: labelled.map((column) => {
      const { name, label, type, semantic, sensitivity } = column
      const value = textOf(row[name])
      const valueLabel = labelOfCode(value, column)
      return {
        column: name,
        label,
        type,
        sensitivity,
        value,
        ...(valueLabel === undefined ? {} : { valueLabel }),
        ...(semantic === undefined ? {} : { semantic }),
      }
    }),
    timeline: timelineOf({ row, rules, columns, dates: shown.timeline, runDate: request.runDate }),
    ...evidenceOf(rows),
  }
}

function toRule(row: Row, { statutes }: LeadRequest): FiredRule {
  const key = textOf(row.statute)
  const eventDate = textOf(row.event_date)
  return {
    rule: String(row.rule_id),
    title: String(row.rule_title),
    outcome: row.outcome as Outcome,
    severity: textOf(row.severity) as Severity | null,
    deadline: textOf(row.deadline),
    days: row.days === null || row.days === undefined ? null : Number(row.days),
    eventDate,
    statute: key === null || eventDate === null ? null : statuteInForce(statutes, key, eventDate),
    reason: textOf(row.reason),
  }
}

/** A cited text that was not in force when it happened is a mistake of the model: said, never cited. */
function uncited(leads: readonly FoundLead[], rows: readonly Row[], nodeId: string): readonly Problem[] {
  const cited = new Map(rows.map((row) => [String(row.rule_id), textOf(row.statute)]))
  const missing = leads.flatMap(({ rules }) => rules).filter(({ statute, rule }) => statute === null && cited.get(rule))
  return uniqueBy(missing, ({ rule, eventDate }) => `${rule} ${eventDate}`)
    .slice(0, 20)
    .map(({ title, rule, eventDate }) =>
      leadProblem(
        'statute-not-in-force',
        { rule: title, statute: cited.get(rule) ?? '', date: eventDate ?? '' },
        { nodeId },
      ),
    )
}

interface OutputConfig {
  readonly values: readonly string[]
  readonly timeline: readonly string[]
}

function outputConfig(document: GraphDocument, nodeId: string): OutputConfig {
  const config = document.nodes.find(({ id }) => id === nodeId)?.config ?? {}
  const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])
  return { values: list(config.values), timeline: list(config.timeline) }
}

function keyOf(row: Row, { modelId, secret }: LeadRequest): string {
  return leadKey({ modelId, subjectId: textOf(row.subject_id) ?? '', eventKey: textOf(row.event_key) ?? '' }, secret)
}

function worstRow(rows: readonly Row[]): Row {
  const worst = worstSeverity(rows.map(({ severity }) => textOf(severity) as Severity | null))
  return rows.find(({ severity }) => severity === worst) ?? (rows[0] as Row)
}

function byUrgency(left: FoundLead, right: FoundLead): number {
  return (
    rank(left.severity) - rank(right.severity) ||
    (right.days ?? 0) - (left.days ?? 0) ||
    (left.key < right.key ? -1 : 1)
  )
}

function byRuleUrgency(left: FiredRule, right: FiredRule): number {
  return rank(left.severity) - rank(right.severity) || (left.rule < right.rule ? -1 : 1)
}

function rank(severity: Severity | null): number {
  return ['red', 'orange', 'yellow', 'blue', 'green', null].indexOf(severity)
}

export function textOf(value: Row[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}

function uniqueBy<Item>(items: readonly Item[], keyOfItem: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map((item) => [keyOfItem(item), item])).values()]
}
