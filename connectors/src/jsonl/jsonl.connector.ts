import { defineFileConnector, type FileConnector } from '../landing/file-connector.ts'

/** Records as JSON, one a line: one table. */
export const jsonlConnector: FileConnector = defineFileConnector({
  kind: 'jsonl',
  label: { zh: 'JSON 行文件', en: 'JSON lines file' },
  about: {
    zh: '导入每行一条 JSON 记录的文件（也接受一个 JSON 数组）；号码按文件中的写法保留，一位不差。',
    en: 'Imports files with one JSON record a line (or one array of records); numbers keep the digits they are written with.',
  },
  endings: ['.jsonl', '.ndjson', '.json'],
  emptyText: true,
  reads: 'text',
  parser: async () => (await import('./parse-jsonl.ts')).parseJsonl,
})
