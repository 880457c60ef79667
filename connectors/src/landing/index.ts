export type { BatchRecord, DamagedValue, FileKind, ImportOptions, RejectedRow, SkippedRow } from './batch.ts'
export { fileConnectors, fileKindOf } from './file-kinds.ts'
export {
  type ImportFile,
  type Landing,
  type LandingOptions,
  type LandingPlace,
  openLanding,
  type Page,
} from './landing-store.ts'
