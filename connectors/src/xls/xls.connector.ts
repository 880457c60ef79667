import { defineFileConnector, type FileConnector } from '../landing/file-connector.ts'

/** Old binary workbooks (BIFF), which WPS writes as .et too: a table per sheet. */
export const xlsConnector: FileConnector = defineFileConnector({
  kind: 'xls',
  label: { zh: '旧版 Excel / WPS 文件', en: 'Old Excel or WPS file' },
  about: {
    zh: '导入 .xls 和 WPS 的 .et 工作簿，规则与 .xlsx 相同；这类文件每个工作表最多 65536 行。',
    en: 'Imports .xls and WPS .et workbooks by the rules of .xlsx; such a sheet holds at most 65 536 rows.',
  },
  endings: ['.xls', '.et'],
  reads: 'bytes',
  parser: async () => (await import('./parse-xls.ts')).parseXls,
})
