import { defineFileConnector, type FileConnector } from '../landing/file-connector.ts'

/** Parquet files: one table each. */
export const parquetConnector: FileConnector = defineFileConnector({
  kind: 'parquet',
  label: { zh: 'Parquet 文件', en: 'Parquet file' },
  about: {
    zh: '导入大数据平台导出的 Parquet 文件；各列按原值转为文本，长整数和小数一位不差。',
    en: 'Imports Parquet files of data platforms; every column becomes text, long integers and decimals to the last digit.',
  },
  endings: ['.parquet'],
  emptyText: true,
  reads: 'bytes',
  parser: async () => (await import('./parse-parquet.ts')).parseParquet,
})
