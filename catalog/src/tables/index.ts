import type { LogicalTable } from '@jianmo/connectors/words'
import { criminalJudgment } from './definitions/t01-criminal-judgment.ts'
import { enforcementDelivery } from './definitions/t02-enforcement-delivery.ts'
import { detentionInmate } from './definitions/t03-detention-inmate.ts'
import { prisonRecord } from './definitions/t04-prison-record.ts'
import { sentenceChange } from './definitions/t05-sentence-change.ts'
import { procCase } from './definitions/t19-proc-case.ts'

/** The province's data contracts, as pure data: a browser may import them. A changed definition gets a new `version`. */
export const logicalTables: readonly LogicalTable[] = [
  criminalJudgment,
  enforcementDelivery,
  detentionInmate,
  prisonRecord,
  sentenceChange,
  procCase,
]

export function logicalTableOf(id: string): LogicalTable | null {
  return logicalTables.find((table) => table.id === id) ?? null
}
