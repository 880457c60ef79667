export type { EncodingReading } from '../text/encoding-readings.ts'
export type { BatchRecord, BatchRule, DamagedValue, FileKind, ImportOptions, RejectedRow, SkippedRow } from './batch.ts'
export { exclusively } from './exclusively.ts'
export { fileConnectors } from './file-kinds.ts'
export { ImportOptions as ImportOptionsInput } from './import-options.ts'
export {
  type ImportFile,
  type ImportProgress,
  type Landing,
  type LandingOptions,
  type LandingPlace,
  openLanding,
  type Page,
} from './landing-store.ts'
export type { FilePreview, TablePreview } from './preview-file.ts'
export type { ColumnProposal } from './propose-types.ts'
export type { RowOrigin } from './snapshots.ts'
export type { StagedFile } from './staged-files.ts'
export { countingBatches } from './table-set.ts'
