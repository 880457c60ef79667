import type { SemanticType, Sensitivity, Statute, Text } from '@jianmo/connectors/words'
import type { RunChanges } from '../runs/run.ts'

export type Severity = 'red' | 'orange' | 'yellow' | 'blue' | 'green'
export type Outcome = 'violation' | 'suspect' | 'cannot-determine' | 'ok'
export type LeadState = 'new' | 'still' | 'gone'

export interface FiredRule {
  readonly rule: string
  readonly title: string
  readonly outcome: Outcome
  readonly severity: Severity | null
  readonly deadline: string | null
  readonly days: number | null
  readonly eventDate: string | null
  /** The text in force at the event date, copied. */
  readonly statute: Statute | null
  readonly reason: string | null
}

export interface LeadValue {
  readonly column: string
  readonly label: Text
  readonly value: string | null
  /** What a code value means; as private as the value itself. */
  readonly valueLabel?: Text
  readonly type: string
  /** What the column meant when the model ran: the mask at the result boundary needs it. */
  readonly semantic?: SemanticType
  readonly sensitivity?: Sensitivity
}

export interface TimelineEntry {
  readonly label: Text
  readonly date: string
  readonly kind: 'event' | 'deadline' | 'end'
}

/** A copy of one source row: stays readable after the source changed. Values are unmasked here. */
export interface LeadEvidence {
  readonly nodeId: string
  readonly logicalTable: string
  readonly tableLabel: Text
  readonly sourceId: string
  readonly sourceName: string
  readonly batch: string
  readonly row: number
  readonly values: readonly {
    readonly column: string
    readonly label: Text
    readonly value: string | null
    /** What the agency's code means in the logical table; as private as the value itself. */
    readonly valueLabel?: Text
    readonly normalised?: Text
  }[]
}

/** What a formal run found for one key (model × subject × events). Values are unmasked: mask at the result boundary. */
export interface FoundLead {
  readonly key: string
  readonly subjectId: string
  readonly subjectName: string
  readonly severity: Severity
  readonly outcome: Outcome
  readonly deadline: string | null
  readonly days: number | null
  readonly unit: string | null
  readonly rules: readonly FiredRule[]
  readonly values: readonly LeadValue[]
  readonly timeline: readonly TimelineEntry[]
  readonly evidence: readonly LeadEvidence[]
  /** How many source rows there are, where `evidence` keeps only the first of them. */
  readonly evidenceTotal?: number
}

export interface Lead extends Omit<FoundLead, 'values' | 'timeline' | 'evidence' | 'evidenceTotal'> {
  readonly id: string
  readonly modelId: string
  readonly modelTitle: string
  /** Newest run that saw it (for a gone lead: the run that saw it last). */
  readonly runId: string
  readonly state: LeadState
  readonly foundAt: string
}

export interface OpenLead extends Lead {
  readonly values: readonly LeadValue[]
  readonly timeline: readonly TimelineEntry[]
  readonly evidence: readonly LeadEvidence[]
  readonly evidenceTotal?: number
  readonly runDate: string
  readonly versionNumber: number | null
}

export interface LeadFilter {
  readonly modelId?: string
  readonly state?: LeadState
}

export interface LeadStore {
  /** Writes what a formal run found: unknown keys are new, known ones still, missing ones gone. Serialised per model;
   * the caller has merged rules of the same key.
   * @throws trial-keeps-no-leads, run-not-found */
  record(runId: string, leads: readonly FoundLead[]): Promise<RunChanges>
  list(filter?: LeadFilter): Promise<readonly Lead[]>
  /** Leads as one formal run saw them: with the state they had in that run, `gone` ones included. */
  ofRun(runId: string): Promise<readonly Lead[]>
  /** @throws lead-not-found */
  open(leadId: string): Promise<OpenLead>
}
