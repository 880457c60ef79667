import { defineFileConnector, type FileConnector } from '../landing/file-connector.ts'

/** Excel workbooks: a table per sheet. */
export const xlsxConnector: FileConnector = defineFileConnector({
  kind: 'xlsx',
  label: { zh: 'Excel 文件', en: 'Excel file' },
  about: {
    zh: '导入 .xlsx 工作簿，自动识别表头，每个工作表一张表；同名表以最新一批为准。',
    en: 'Imports .xlsx workbooks, finds the header, one table per sheet; the newest batch of a table counts.',
  },
  // A workbook with macros is read as one, so that the refusal says why.
  endings: ['.xlsx', '.xlsm'],
  reads: 'bytes',
  parser: async () => (await import('./parse-xlsx.ts')).parseXlsx,
})
