import type { z } from 'zod'
import { batchesField, UploadedFiles } from '../landing/file-settings.ts'
import { fileCapabilities, openFileSource } from '../landing/file-source.ts'
import type { Connector } from '../words/connector.ts'

/** CSV exports: imported into the landing store, then read from there. */
export const csvConnector: Connector<z.infer<typeof UploadedFiles>> = {
  kind: 'csv',
  label: { zh: 'CSV 文件', en: 'CSV file' },
  about: {
    zh: '导入 CSV 文本，自动识别 UTF-8、GB18030 等编码；同名表以最新一批为准。',
    en: 'Imports CSV text in UTF-8, GB18030 and others; the newest batch of a table counts.',
  },
  reading: 'file',
  capabilities: fileCapabilities,
  settings: UploadedFiles,
  secrets: [],
  form: { batches: batchesField },
  open: ({ batches }, context) => Promise.resolve(openFileSource(context, batches)),
}
