import type {
  FiredRule,
  LeadState,
  OrganizationLevel,
  Outcome,
  PushCredential,
  Role,
  RunMode,
  RunProblem,
  RunState,
  Severity,
  VersionState,
} from '@jianmo/catalog'
import type {
  Binding,
  Column,
  LogicalTable,
  Problem,
  Reading,
  SettingField,
  SourceTable,
  Statute,
  TableProfile,
  Text,
} from '@jianmo/connectors/words'

export type {
  ColumnProposal,
  EncodingReading,
  FilePreview,
  ImportOptions,
  TablePreview,
} from '@jianmo/connectors/landing'

import type { GraphDocument } from '../graph/document.ts'

/** What crosses the wire to the studio. Personal data in it are masked already; ids are uuid texts; times ISO 8601 UTC,
 * dates `yyyy-mm-dd`. */

/** What the catalogue keeps crosses the wire under its own words. */
export type { FiredRule, OrganizationLevel, Outcome, PushCredential, Role, RunMode, RunState, Severity, VersionState }

export interface SignedInPerson {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly organization: { readonly id: string; readonly name: string; readonly level: OrganizationLevel }
}

export interface ModelSummary {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly updatedAt: string
  readonly updatedBy: string
  readonly revision: number
  /** Newest submitted version, if any, and where it stands. */
  readonly version: { readonly number: number; readonly state: VersionState } | null
  /** Set if the model was cloned from a listing. */
  readonly origin: { readonly listingId: string; readonly from: string; readonly version: number } | null
  readonly lastRun: {
    readonly id: string
    readonly state: RunState
    readonly leads: number
    readonly at: string
  } | null
}

export interface OpenModel {
  readonly model: ModelSummary
  readonly document: GraphDocument
  readonly revision: number
  readonly mayEdit: boolean
  /** Hash of the approved version that this document equals, if it does: only then is a formal run allowed. */
  readonly approvedVersion: number | null
}

export interface SavedModel {
  readonly revision: number
  readonly savedAt: string
}

/** Data of the error `model-changed-elsewhere`, thrown by models.save when baseRevision is not the newest. */
export interface SaveConflict {
  readonly revision: number
  readonly savedBy: string
  readonly savedAt: string
}

export interface BindingState {
  readonly logicalTable: string
  readonly binding: Binding | null
  readonly sourceName: string | null
  /** Missing columns or unmapped codes make a binding `broken`. */
  readonly state: 'bound' | 'unbound' | 'broken'
  readonly problems: readonly Problem[]
}

export interface BindingCheck {
  readonly rows: number
  readonly problems: readonly Problem[]
  /** Per coded logical column: values that no code maps, with the rows that carry them. */
  readonly unmappedCodes: readonly { readonly column: string; readonly value: string; readonly rows: number }[]
  /** Per date column: values that the chosen format does not read. */
  readonly unreadDates: readonly {
    readonly column: string
    readonly rows: number
    readonly examples: readonly string[]
  }[]
  readonly identity: readonly {
    readonly column: string
    readonly valid: number
    readonly invalid: number
    readonly missing: number
  }[]
  /** First rows as the model will see them, masked. */
  readonly preview: { readonly columns: readonly Column[]; readonly rows: readonly (readonly (string | null)[])[] }
}

/** A binding as a column-matching wizard starts it: names, labels and comments compared; a person confirms. */
export interface BindingProposal {
  readonly binding: Binding
  readonly physical: SourceTable
}

export interface SourceSummary {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly agency: string
  readonly reading: Reading
  readonly health: 'ok' | 'unknown' | 'failing'
  readonly healthText: Text | null
  /** When the health was last found out. */
  readonly checkedAt: string | null
  /** When the newest data came in: the newest batch, or what a database told when it was last tested. */
  readonly newestAt: string | null
  /** New data are expected at least every so many days. */
  readonly expectedDays: number | null
  /** Whole days since new data were due; null if they are not, or nobody said when they are. */
  readonly overdueDays: number | null
  readonly lastReadAt: string | null
  readonly batches: readonly BatchSummary[]
}

/** What a data administrator may look at and mend; secrets never come back. */
export interface SourceConfig {
  readonly name: string
  readonly kind: string
  readonly agency: string
  readonly expectedDays: number | null
  readonly settings: Readonly<Record<string, string | number | boolean>>
}

/** One field of a source's form that the connector does not take. */
export interface SettingProblem {
  readonly field: string
  readonly label: Text
  readonly text: Text
}

export type DiagnosisStepId =
  | 'listed'
  | 'resolved'
  | 'connected'
  | 'signed-in'
  | 'readable'
  | 'tables'
  | 'folder'
  | 'batches'

/** `waiting`: nothing is wrong, but nothing has come in yet. */
export interface DiagnosisStep {
  readonly id: DiagnosisStepId
  readonly state: 'passed' | 'failed' | 'waiting' | 'not-reached'
  /** What was found; of a failed step what is wrong and the way out. */
  readonly detail: Text | null
  readonly code?: string
}

export interface Diagnosis {
  readonly health: SourceSummary['health']
  readonly steps: readonly DiagnosisStep[]
  readonly milliseconds: number
  readonly newestAt: string | null
}

/** Values of columns that name or number people are masked, and have no histogram. */
export interface ShownProfile extends TableProfile {
  readonly maskedColumns: readonly string[]
}

/** One event of `sources.profile`. `rows` is what the source estimates beforehand. */
export type ProfileProgress =
  | { readonly state: 'reading'; readonly milliseconds: number; readonly rows: number | null }
  | { readonly state: 'finished'; readonly profile: ShownProfile }
  | { readonly state: 'failed'; readonly problem: { readonly code: string; readonly text: Text } }

export interface BatchSummary {
  readonly id: string
  readonly fileName: string
  readonly table: string
  readonly importedAt: string
  readonly hash: string
  readonly physicalRows: number
  readonly accepted: number
  readonly rejected: number
  /** Ids that could not be kept (e.g. damaged by Excel) or are suspect; their rows are kept. */
  readonly damagedIds: number
  readonly suspectIds: number
  /** False if a newer batch took its place: it is kept, and no run reads it. */
  readonly counts: boolean
}

/** A new credential: the only time that its token is shown. */
export interface NewPushCredential {
  readonly credential: PushCredential
  readonly token: string
}

/** A drop folder as the server sees it. */
export interface FolderState {
  /** Below the root of all drop folders, which the deployment sets: `<organization>/<folder>`. */
  readonly folder: string
  /** Why the folder cannot be read just now; null if it can. */
  readonly problem: Text | null
  /** Newest first. */
  readonly files: readonly DroppedFile[]
}

export interface DroppedFile {
  readonly name: string
  readonly bytes: number
  readonly hash: string | null
  /** `imported`: its rows count. `repeated`: the same content came before. `rejected`, `ignored`: see `reason`. */
  readonly outcome: 'imported' | 'repeated' | 'rejected' | 'ignored'
  readonly reason: Text | null
  readonly batches: readonly string[]
  readonly at: string
}

/** An upload that waits: `imports.preview` looks at it, `imports.start` imports it, `imports.cancel` removes it. */
export interface StagedUpload {
  readonly stagedId: string
  readonly fileName: string
  readonly bytes: number
  readonly hash: string
  readonly stagedAt: string
}

/** One event of `imports.watch`: the whole picture, so that a late subscriber misses nothing. */
export interface ImportProgress {
  readonly stagedId: string
  readonly state: 'reading' | 'finished' | 'failed' | 'cancelled'
  /** Rows of data that were accepted or rejected so far, and bytes of the file that were read. */
  readonly rows: number
  readonly bytes: number
  readonly totalBytes: number
  readonly rowsPerSecond: number
  /** Once finished: one per table. */
  readonly batches: readonly BatchSummary[]
  readonly problem: { readonly code: string; readonly text: Text } | null
}

export interface RejectedRow {
  readonly row: number
  readonly column: string | null
  readonly reason: Text
  readonly original: string
}

export interface ConnectorKind {
  readonly kind: string
  readonly label: Text
  readonly about: Text
  readonly reading: Reading
  readonly form: Readonly<Record<string, SettingField>>
  /** Fields that are encrypted at rest and never shown again. */
  readonly secrets: readonly string[]
}

export interface RunSummary {
  readonly id: string
  readonly modelId: string
  readonly modelTitle: string
  readonly mode: RunMode
  readonly state: RunState
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly startedBy: string
  readonly runDate: string
  readonly leads: number
  readonly undetermined: number
  readonly unidentified: number
}

export interface SourceProgress {
  readonly nodeId: string
  readonly logicalTable: string
  readonly sourceName: string
  readonly rows: number
  /** Known once counted in the snapshot. */
  readonly total: number | null
  readonly state: 'waiting' | 'reading' | 'read'
}

/** One event of `runs.watch`: the whole picture, so that a late subscriber misses nothing. */
export interface RunProgress {
  readonly runId: string
  readonly state: RunState
  readonly sources: readonly SourceProgress[]
  readonly steps: { readonly done: number; readonly total: number; readonly nodeId: string | null }
  readonly seconds: number
  readonly problem: RunProblem | null
}

export interface NodeCount {
  readonly nodeId: string
  readonly port: string
  readonly rows: number
}

/** What a join saw. left = matched + unmatched + unidentified. */
export interface JoinCount {
  readonly nodeId: string
  readonly left: number
  readonly matched: number
  readonly unmatched: number
  readonly unidentified: number
  readonly right: number
  readonly rightUnidentified: number
}

/** What decides the numbers of a run, without what only the drawing shows. */
export interface DrawnModel {
  readonly parameters: GraphDocument['parameters']
  readonly nodes: readonly Pick<GraphDocument['nodes'][number], 'id' | 'type' | 'config'>[]
  readonly edges: readonly Pick<GraphDocument['edges'][number], 'from' | 'to'>[]
}

export interface RunDetail extends RunSummary {
  readonly parameters: readonly { readonly name: string; readonly label: Text; readonly value: string }[]
  readonly versionHash: string
  readonly sqlHash: string
  readonly versionNumber: number | null
  readonly seconds: number
  readonly sources: readonly {
    readonly nodeId: string
    readonly logicalTable: string
    readonly sourceName: string
    readonly snapshot: string
    readonly readAt: string
    readonly rows: number
    readonly rejected: number
  }[]
  readonly counts: readonly NodeCount[]
  readonly joins: readonly JoinCount[]
  readonly dropped: readonly { readonly nodeId: string; readonly rows: number }[]
  readonly judged: readonly {
    readonly nodeId: string
    readonly rule: string
    readonly outcome: Outcome
    readonly rows: number
  }[]
  readonly severities: Readonly<Record<Severity, number>>
  /** Leads of each kind; null in a run of an earlier version, which did not count them. */
  readonly outcomes: { readonly violation: number; readonly suspect: number } | null
  /** The model that ran, as it was drawn; null in a run of an earlier version. */
  readonly drawn: DrawnModel | null
  readonly changes: { readonly new: number; readonly still: number; readonly gone: number } | null
  readonly warnings: readonly Problem[]
  readonly problem: RunProgress['problem']
}

export interface LeadSummary {
  /** Lead id in the lead list (formal), or row id within a trial run. */
  readonly id: string
  readonly runId: string
  readonly modelTitle: string
  readonly key: string
  readonly subjectName: string
  readonly subjectId: string
  readonly severity: Severity
  readonly outcome: Outcome
  readonly deadline: string | null
  readonly days: number | null
  readonly unit: string | null
  readonly rules: readonly FiredRule[]
  readonly state: LeadState | 'trial'
  readonly foundAt: string
}

/** Where a row of a landed source came from; absent for databases, and for batches that were removed. */
export interface RowOrigin {
  readonly batchId: string
  /** Empty for records that were pushed. */
  readonly fileName: string
  /** Physical row of the file; of a push the number of the record in its batch. */
  readonly row: number
}

export interface EvidenceRow {
  readonly nodeId: string
  readonly logicalTable: string
  readonly tableLabel: Text
  readonly sourceName: string
  /** The snapshot that was read, and the row's number in it. */
  readonly batch: string
  readonly row: number
  readonly origin?: RowOrigin
  /** Masked, as the agency wrote it. `valueLabel` says what a code means, `normalised` how an id was normalised, where it was. */
  readonly values: readonly {
    readonly column: string
    readonly label: Text
    readonly value: string | null
    readonly valueLabel?: Text
    readonly normalised?: Text
  }[]
}

export interface LeadDetail extends LeadSummary {
  readonly values: readonly {
    readonly column: string
    readonly label: Text
    readonly value: string | null
    /** What a code value means, e.g. `fixed_term`: 有期徒刑. */
    readonly valueLabel?: Text
    readonly type: Column['type']
  }[]
  /** Events for the time line, in order of date. */
  readonly timeline: readonly {
    readonly label: Text
    readonly date: string
    readonly kind: 'event' | 'deadline' | 'end'
  }[]
  readonly evidence: readonly EvidenceRow[]
  /** How many source rows there are; of a huge group only the first are kept. */
  readonly evidenceTotal: number
  readonly runDate: string
  readonly versionNumber: number | null
}

/** 待补数据: a rule could not be decided for this subject, and why. */
export interface UndeterminedRow {
  readonly id: string
  readonly subjectName: string
  readonly subjectId: string
  readonly rule: string
  readonly ruleTitle: string
  readonly reason: string
  readonly unit: string | null
  readonly evidence: readonly EvidenceRow[]
  /** How many source rows there are; of a huge group only the first are kept. */
  readonly evidenceTotal: number
}

/** 待核身份: a row whose resident id is missing, damaged or invalid; it took part in no collision. */
export interface UnidentifiedRow {
  readonly id: string
  readonly nodeId: string
  readonly logicalTable: string
  readonly sourceName: string
  readonly row: number
  readonly subjectName: string
  readonly original: string | null
  readonly reason: Text
  readonly origin?: RowOrigin
}

export interface SubmissionSummary {
  readonly id: string
  readonly modelTitle: string
  readonly version: number
  readonly organization: string
  readonly submittedBy: string
  readonly submittedAt: string
  readonly state: VersionState
  readonly decidedBy: string | null
  readonly decidedAt: string | null
  readonly reason: string | null
}

export interface SubmissionDetail extends SubmissionSummary {
  readonly document: GraphDocument
  readonly versionHash: string
  readonly note: string
  readonly checks: readonly { readonly name: Text; readonly passed: boolean; readonly detail: Text }[]
  readonly inputs: readonly { readonly table: LogicalTable; readonly columns: readonly string[] }[]
  readonly sql: readonly NodeSql[]
  readonly statutes: readonly Statute[]
  readonly mayDecide: boolean
  /** Why not, if not: e.g. the author may not approve. */
  readonly mayNotDecideBecause: Text | null
}

/** The statement of a node's step. `hash` is the SHA-256 of `text`; a run stores the same hash for what ran. */
export interface NodeSql {
  readonly nodeId: string
  readonly title: string
  readonly text: string
  readonly hash: string
  /** Every node that the statement computes. */
  readonly nodeIds: readonly string[]
  /** The plan that it says: one line an operator, inputs indented below, each with the nodes it came from. */
  readonly operators: readonly {
    readonly operator: string
    readonly depth: number
    readonly nodeIds: readonly string[]
  }[]
  /** Which dialects could compute the node, and what stands in the way. */
  readonly dialects: readonly {
    readonly dialect: 'duckdb' | 'postgres' | 'mysql' | 'trino'
    readonly fidelity: 'exact' | 'superset' | 'none'
    readonly because: { readonly id: string; readonly reason: Text } | null
  }[]
}

/** One statement for all rows of an output, every node a named query of its own; it runs as it stands over `relations`. */
export interface ReadableSql {
  readonly dialect: 'duckdb'
  readonly text: string
  /** The lines (from 1) that say what each node does. */
  readonly parts: readonly { readonly nodeId: string; readonly from: number; readonly to: number }[]
  /** What the text reads: the loaded table of each source. */
  readonly relations: readonly { readonly relation: string; readonly logicalTable: string; readonly table: string }[]
}

/** How many rows the text of `ReadableSql` gives over loaded data. */
export interface SqlCount {
  readonly text: string
  readonly rows: number
  /** The run that read the data; null if they were read for the screen. */
  readonly runId: string | null
  readonly readAt: string
}

/** What some nodes of a changed model count over the data of a run. Nodes with problems, or after one, are not among them. */
export interface Recount {
  readonly nodeIds: readonly string[]
  readonly counts: readonly NodeCount[]
  readonly joins: readonly JoinCount[]
  readonly dropped: RunDetail['dropped']
  readonly judged: RunDetail['judged']
  /** Tables that had to be computed, and those that earlier questions had left. */
  readonly tables: { readonly made: number; readonly kept: number }
  /** Statements that were asked besides, all about these nodes. */
  readonly questions: number
  readonly computedAt: string
}

export interface ListingSummary {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly version: number
  readonly organization: string
  readonly listedAt: string
  readonly inputs: readonly { readonly table: string; readonly label: Text; readonly bound: boolean }[]
  readonly clones: number
  readonly clonedAs: string | null
  readonly document: GraphDocument
}

/** Schema metadata keys of the Arrow streams of `POST /arrow/preview`. Body: PreviewRequest; errors: JSON {code,text}. */
export const arrowMetadata = {
  totalRows: 'jianmo.total-rows',
  columns: 'jianmo.columns',
  /** When these rows were computed, and the data below them read; ISO 8601. */
  computedAt: 'jianmo.computed-at',
  readAt: 'jianmo.read-at',
  /** The run that read the data; empty if they were read for the screen. */
  runId: 'jianmo.run-id',
  /** The engine that computed the rows, as a dialect. */
  engine: 'jianmo.engine',
  /** JSON {made, kept}: tables that had to be computed, and those that earlier questions had left. */
  tables: 'jianmo.tables',
} as const

export interface PreviewRequest {
  readonly modelId: string
  readonly document: GraphDocument
  readonly nodeId: string
  readonly port: string
  readonly limit: number
}

/** Whom "why not" looks for: an id as it is typed (any width, spaces, 15 digits), or a value of a column of the sources. */
export type WhyNotSought =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'value'; readonly column: string; readonly value: string }

/** A value that decided something, masked as in previews. `text` is the column or expression as the drawer wrote it. */
export interface WhyNotValue {
  readonly text: string
  readonly label: Text | null
  readonly value: string | null
  readonly valueLabel?: Text
}

export interface WhyNotCondition {
  readonly text: string
  /** Null: unknown, because something is missing. */
  readonly value: boolean | null
  readonly operands: readonly WhyNotValue[]
  /** It is the only one of its row that does not hold: with it the row would pass. */
  readonly alone: boolean
}

export interface WhyNotRule {
  readonly id: string
  readonly title: string
  readonly conditions: readonly (WhyNotCondition & {
    readonly role: 'unless' | 'undetermined' | 'when'
    readonly reason: string | null
  })[]
}

/** Why a node gave no row of theirs. At most three rows are shown of each. */
export type WhyNotReason =
  | { readonly kind: 'conditions'; readonly rows: readonly (readonly WhyNotCondition[])[] }
  | { readonly kind: 'rules'; readonly rows: readonly (readonly WhyNotRule[])[] }
  | {
      readonly kind: 'partner'
      readonly join: 'inner' | 'left' | 'right' | 'full' | 'semi' | 'anti' | 'cross'
      readonly side: 'left' | 'right'
      /** Of some rows: the values of the keys, in order. */
      readonly keys: readonly (readonly WhyNotValue[])[]
      /** For each key whether the other side has a row with that value, whatever the other keys say. */
      readonly alone: readonly boolean[]
      /** Of an anti join: the rows that excluded them. Else rows that agree in one key and not in all. */
      readonly partners: readonly {
        readonly values: readonly WhyNotValue[]
        readonly rows: readonly { readonly nodeId: string; readonly row: number }[]
      }[]
      /** The other side had a partner before this node. */
      readonly lostAt: { readonly nodeId: string; readonly after: string } | null
      readonly on: readonly (readonly WhyNotCondition[])[]
    }
  | {
      readonly kind: 'winner'
      readonly rows: readonly {
        readonly rank: number
        readonly kept: number
        readonly partition: readonly WhyNotValue[]
        readonly order: readonly {
          readonly direction: 'ascending' | 'descending'
          readonly own: WhyNotValue
          readonly winner: WhyNotValue
        }[]
      }[]
    }

export interface WhyNotEnd {
  /**
   * `lead`, `undetermined`: they are on that list. `stopped`: the node gave no row of theirs. `left`: they left through another
   * port. `compared`: the node only looks them up. `open`: nothing is connected. `broken`: the node has a problem.
   */
  readonly kind: 'lead' | 'undetermined' | 'stopped' | 'left' | 'compared' | 'open' | 'broken'
  readonly sourceNodeId: string
  readonly nodeId: string
  readonly port: string
  /** The source first; `rows` of theirs came out of the port. */
  readonly path: readonly { readonly nodeId: string; readonly port: string; readonly rows: number }[]
  /** Without rows here there is no lead. */
  readonly decisive: boolean
  /** It follows from the stop at this node. */
  readonly because: string | null
  readonly through: readonly { readonly port: string; readonly rows: number; readonly reason: Text | null }[]
  readonly reasons: readonly WhyNotReason[]
}

export interface WhyNot {
  readonly verdict: 'lead' | 'undetermined' | 'stopped' | 'nowhere'
  /** As it was understood, masked; `reason` if it is no valid id. */
  readonly understood: { readonly text: string; readonly reason: Text | null }
  readonly runId: string
  readonly computedAt: string
  /** False if the model changed after that run: the answer is about the model as it is now, over the data of then. */
  readonly sameModel: boolean
  readonly nodes: readonly { readonly nodeId: string; readonly title: string }[]
  readonly sources: readonly {
    readonly nodeId: string
    readonly tableLabel: Text
    readonly sourceName: string
    readonly batch: string
    /** Rows that were read; null for rows that were typed into the model. */
    readonly total: number | null
    readonly rows: readonly number[]
    /** There are more than were followed. */
    readonly capped: boolean
    /** Columns in which it was looked for; none: this source has nothing to compare. */
    readonly columns: readonly Text[]
    /** Rows whose id has the same first 17 digits. */
    readonly near: readonly number[]
  }[]
  /** The answer first. */
  readonly ends: readonly WhyNotEnd[]
  readonly leads: readonly {
    /** To open it within the run; null if the run itself did not find it. */
    readonly rowId: string | null
    readonly rule: string
    readonly title: string
    readonly outcome: Outcome
    readonly severity: Severity | null
  }[]
}
