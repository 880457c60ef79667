export { encodeArrow } from './encode-arrow.ts'
export { maskRows, type RowsPage } from './masked-rows.ts'
export { PreviewEngines } from './preview-engines.ts'
export { previewRows, relationsOf } from './preview-rows.ts'
