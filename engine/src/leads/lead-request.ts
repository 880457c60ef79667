import type { LeadEvidence } from '@jianmo/catalog'
import type { RowOrigin } from '@jianmo/connectors/landing'
import type { Binding, LogicalTable, Statute, Text } from '@jianmo/connectors/words'
import type { ScanRead } from '../execution/index.ts'
import type { GraphDocument } from '../graph/index.ts'
import type { CompiledRun } from '../sql/index.ts'

/** What turning rows into leads needs to know of the run. */
export interface LeadRequest {
  readonly modelId: string
  readonly document: GraphDocument
  readonly compiled: CompiledRun
  readonly scans: readonly ScanRead[]
  readonly bindings: Readonly<Record<string, Binding>>
  readonly tables: readonly LogicalTable[]
  readonly statutes: readonly Statute[]
  /** `yyyy-mm-dd` */
  readonly runDate: string
  readonly secret: string
}

/** 待补: a rule that could not be decided. Unmasked. */
export interface FoundUndetermined {
  readonly id: string
  readonly subjectId: string
  readonly subjectName: string
  readonly rule: string
  readonly ruleTitle: string
  readonly reason: string
  readonly unit: string | null
  readonly evidence: readonly LeadEvidence[]
  /** How many source rows there are, where `evidence` keeps only the first of them. */
  readonly evidenceTotal?: number
}

/** 待核身份: a row that took part in no collision because its id cannot be used. Unmasked. */
export interface FoundUnidentified {
  readonly id: string
  readonly nodeId: string
  readonly logicalTable: string
  readonly sourceName: string
  readonly row: number
  readonly subjectName: string
  readonly original: string | null
  readonly reason: Text
  /** Where the row came from, if its source is a landed one. */
  readonly origin?: RowOrigin
}
