export { ActiveRuns, type RunHandle } from './active-runs.ts'
export { engineError } from './errors.ts'
export { measureRun, toQualityFinding } from './measure-run.ts'
export { onStatement, queryRows, quoteName, type Row, type Value } from './query-rows.ts'
export { readScans } from './read-scans.ts'
export {
  checkPrefix,
  createRunFolder,
  readingFolder,
  removeAbandonedFolders,
  removeRunFolder,
  runFolder,
  runsPastRetention,
} from './run-folder.ts'
export { runDatabase, runModel } from './run-model.ts'
export type {
  ExecutionProgress,
  JudgedCount,
  QualityFinding,
  RunMeasures,
  RunRequest,
  RunSource,
  ScanRead,
  ScansRequest,
} from './run-request.ts'
