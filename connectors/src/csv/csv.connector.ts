import { defineFileConnector, type FileConnector } from '../landing/file-connector.ts'

/** CSV exports, whatever their delimiter. */
export const csvConnector: FileConnector = defineFileConnector({
  kind: 'csv',
  label: { zh: 'CSV 文件', en: 'CSV file' },
  about: {
    zh: '导入 CSV 文本，自动识别 UTF-8、GB18030 等编码；同名表以最新一批为准。',
    en: 'Imports CSV text in UTF-8, GB18030 and others; the newest batch of a table counts.',
  },
  endings: ['.csv', '.txt'],
  reads: 'text',
  parser: async () => (await import('./parse-csv.ts')).parseCsv,
})
