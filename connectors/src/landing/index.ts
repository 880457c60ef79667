export type { BatchRecord, BatchRule, DamagedValue, FileKind, ImportOptions, RejectedRow, SkippedRow } from './batch.ts'
export { exclusively } from './exclusively.ts'
export {
  type ImportFile,
  type Landing,
  type LandingOptions,
  type LandingPlace,
  openLanding,
  type Page,
} from './landing-store.ts'
export type { RowOrigin } from './snapshots.ts'
export { countingBatches } from './table-set.ts'
