import type { Binding, LogicalTable, Problem, Statute, Text } from '@jianmo/connectors/words'
import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { Role } from '../access/actor.ts'
import type { FiredRule, LeadEvidence, LeadState, LeadValue, Outcome, Severity, TimelineEntry } from '../leads/lead.ts'
import type { SubmissionCheck, VersionInput } from '../marketplace/marketplace.ts'
import type { OrganizationLevel } from '../organizations/organization.ts'
import type { RunMode, RunParameter, RunProblem, RunResult, RunState } from '../runs/run.ts'
import type { SourceHealth, SourceSettings } from '../sources/source.ts'

/** JSON is written as text (the store stringifies) and read parsed. */
type Json<Value> = ColumnType<Value, string, string>
type JsonOrNull<Value> = ColumnType<Value | null, string | null, string | null>
/** Times are read as ISO 8601 UTC texts (`pool.ts`); the database writes them. */
type Time = ColumnType<string, string | undefined, string>
type TimeOrNull = ColumnType<string | null, string | null | undefined, unknown>
type Bytes = ColumnType<Buffer | null, Buffer | null, Buffer | null>

/** The tables as Kysely sees them: columns in camel case. */
export interface Schema {
  organization: {
    id: Generated<string>
    name: string
    level: OrganizationLevel
    parentId: string | null
    createdAt: Time
  }
  person: {
    id: Generated<string>
    authUserId: string
    username: string
    name: string
    organizationId: string
    roles: Role[]
    disabledAt: TimeOrNull
    createdAt: Time
  }
  firstAdministrator: {
    id: Generated<boolean>
    tokenHash: string
    expiresAt: ColumnType<string, unknown, unknown>
    usedAt: TimeOrNull
  }
  audit: {
    organizationId: string | null
    personId: string | null
    action: string
    subject: string | null
    data: Json<unknown>
  }
  networkHost: { host: string; port: number; listedBy: string; listedAt: Time }
  source: {
    id: string
    organizationId: string
    name: string
    kind: string
    agency: string
    settings: Json<SourceSettings>
    sealed: Bytes
    health: Generated<SourceHealth>
    healthText: JsonOrNull<Text>
    checkedAt: TimeOrNull
    newestAt: TimeOrNull
    expectedDays: number | null
    lastReadAt: TimeOrNull
    createdBy: string
    createdAt: Time
  }
  pushCredential: {
    id: string
    organizationId: string
    sourceId: string
    label: string
    secretHash: Buffer
    slot: number
    createdBy: string
    createdByName: string
    createdAt: Time
    lastUsedAt: TimeOrNull
    revokedAt: TimeOrNull
  }
  logicalTable: { id: string; version: number; definition: JSONColumnType<LogicalTable> }
  statute: { key: string; inForceFrom: string | null; definition: JSONColumnType<Statute> }
  binding: {
    organizationId: string
    logicalTable: string
    sourceId: string
    document: Json<Binding>
    state: 'bound' | 'broken'
    problems: Json<readonly Problem[]>
    savedBy: string
    savedByName: string
    savedAt: ColumnType<string, unknown, unknown>
  }
  model: {
    id: Generated<string>
    organizationId: string
    title: string
    summary: string
    revision: Generated<number>
    originListingId: string | null
    createdBy: string
    createdAt: Time
    updatedBy: string
    updatedAt: ColumnType<string, unknown, unknown>
    removedAt: TimeOrNull
  }
  modelRevision: {
    modelId: string
    organizationId: string
    revision: number
    document: Json<unknown>
    savedBy: string
    savedAt: Time
  }
  version: {
    id: Generated<string>
    modelId: string
    organizationId: string
    number: number
    title: string
    summary: string
    hash: string
    canonical: string
    document: Json<unknown>
    authorId: string
    authorName: string
    createdAt: Time
  }
  submission: {
    id: Generated<string>
    versionId: string
    organizationId: string
    organizationName: string
    note: string
    checks: Json<readonly SubmissionCheck[]>
    inputs: Json<readonly VersionInput[]>
    submittedBy: string
    submittedByName: string
    submittedAt: Time
  }
  decision: {
    submissionId: string
    organizationId: string
    decision: 'approve' | 'return'
    reason: string
    decidedBy: string
    decidedByName: string
    decidedAt: Time
  }
  listing: {
    id: Generated<string>
    versionId: string
    modelId: string
    organizationId: string
    organizationName: string
    versionNumber: number
    title: string
    summary: string
    inputs: Json<readonly VersionInput[]>
    clones: Generated<number>
    listedAt: Time
  }
  run: {
    id: Generated<string>
    organizationId: string
    modelId: string
    modelTitle: string
    mode: RunMode
    state: Generated<RunState>
    startedBy: string
    startedByName: string
    startedAt: Time
    finishedAt: TimeOrNull
    runDate: string
    parameters: Json<readonly RunParameter[]>
    statutes: Json<readonly Statute[]>
    versionId: string | null
    versionNumber: number | null
    versionHash: string
    sqlHash: string
    serverInstance: string
    leaseUntil: ColumnType<string, undefined, unknown>
    leads: Generated<number>
    undetermined: Generated<number>
    unidentified: Generated<number>
    result: JsonOrNull<RunResult>
    problem: JsonOrNull<RunProblem>
  }
  runSource: {
    runId: string
    organizationId: string
    nodeId: string
    logicalTable: string
    sourceId: string
    sourceName: string
    snapshot: string
    readAt: ColumnType<string, string, string>
    rows: number
    counted: number
    rejected: number
  }
  runStep: {
    runId: string
    organizationId: string
    position: number
    nodeId: string
    port: string
    relation: string
    nodeIds: readonly string[]
    text: string
    hash: string
  }
  lead: {
    id: Generated<string>
    organizationId: string
    modelId: string
    key: string
    state: LeadState
    subjectId: string
    subjectName: string
    severity: Severity
    outcome: Outcome
    deadline: string | null
    days: number | null
    unit: string | null
    rules: Json<readonly FiredRule[]>
    values: Json<readonly LeadValue[]>
    evidenceTotal: number | null
    timeline: Json<readonly TimelineEntry[]>
    firstRunId: string
    runId: string
    foundAt: Time
  }
  leadSighting: { runId: string; organizationId: string; leadId: string; state: LeadState }
  leadEvidence: {
    leadId: string
    organizationId: string
    position: number
    nodeId: string
    logicalTable: string
    tableLabel: Json<Text>
    sourceId: string
    sourceName: string
    batch: string
    row: number
    values: Json<LeadEvidence['values']>
  }
}
