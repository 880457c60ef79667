import { z } from 'zod'
import type { SettingField } from '../words/connector.ts'

/** Settings of a source whose files a person uploads: by default the newest batch counts. */
export const UploadedFiles = z.strictObject({ batches: z.enum(['newest', 'all']).default('newest') })

export const batchesField: SettingField = {
  label: { zh: '同名表有多批时', en: 'When a table has several batches' },
  control: 'choice',
  choices: [
    { value: 'newest', label: { zh: '最新一批为准', en: 'The newest batch counts' } },
    { value: 'all', label: { zh: '各批累加', en: 'All batches together' } },
  ],
  help: {
    zh: '每月一个文件的表选“各批累加”；同名文件再次提供时，以新的为准。',
    en: 'Choose "all" for a file a month; a file of the same name takes the place of the earlier one.',
  },
}
