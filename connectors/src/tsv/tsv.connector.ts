import { defineFileConnector, type FileConnector } from '../landing/file-connector.ts'

/** Text with tabs between its columns. */
export const tsvConnector: FileConnector = defineFileConnector({
  kind: 'tsv',
  label: { zh: 'TSV 文件（制表符分隔）', en: 'TSV file (tab separated)' },
  about: {
    zh: '导入以制表符分列的文本，如 Excel 另存的“文本文件（制表符分隔）”或数据库导出；编码自动识别。',
    en: 'Imports text whose columns are parted by tabs, as Excel and databases export it, in any encoding.',
  },
  endings: ['.tsv', '.tab', '.txt'],
  reads: 'text',
  parser: async () => (await import('./parse-tsv.ts')).parseTsv,
})
