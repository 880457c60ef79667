import type { z } from 'zod'
import { batchesField, UploadedFiles } from '../landing/file-settings.ts'
import { fileCapabilities, openFileSource } from '../landing/file-source.ts'
import type { Connector } from '../words/connector.ts'

/** Excel workbooks: imported into the landing store (a table per sheet), then read from there. */
export const xlsxConnector: Connector<z.infer<typeof UploadedFiles>> = {
  kind: 'xlsx',
  label: { zh: 'Excel 文件', en: 'Excel file' },
  about: {
    zh: '导入 .xlsx 工作簿，自动识别表头，每个工作表一张表；同名表以最新一批为准。',
    en: 'Imports .xlsx workbooks, finds the header, one table per sheet; the newest batch of a table counts.',
  },
  reading: 'file',
  capabilities: fileCapabilities,
  settings: UploadedFiles,
  secrets: [],
  form: { batches: batchesField },
  open: ({ batches }, context) => Promise.resolve(openFileSource(context, batches)),
}
