import { z } from 'zod'
import type { Capabilities, Connector } from '../words/connector.ts'
import { type DeclaredTable, readDeclaration } from './declared-tables.ts'
import { openPushSource } from './push-source.ts'

const PushSource = z.strictObject({
  tables: z
    .string()
    .max(20_000)
    .superRefine((text, context) => {
      const read = readDeclaration(text)
      if ('problem' in read) context.addIssue({ code: 'custom', message: `${read.problem.zh} ${read.problem.en}` })
    }),
})

const capabilities: Capabilities = { snapshot: 'batch', comments: false, emptyText: true, typed: false, cancels: true }

/** The tables that a source's stored settings declare; none if they are not those of a push source. */
export function declaredTables(settings: unknown): readonly DeclaredTable[] {
  const checked = PushSource.safeParse(settings).data
  const read = checked === undefined ? null : readDeclaration(checked.tables)
  return read === null || 'problem' in read ? [] : read.tables
}

/** Records that an agency posts to this server with a credential of its own (`POST /push/<source>/<table>`). */
export const pushConnector: Connector<z.infer<typeof PushSource>> = {
  kind: 'push',
  label: { zh: '推送接口', en: 'HTTP push' },
  about: {
    zh: '对方平台用专用凭据通过 HTTP 推送记录和附件；同一键的记录以最后一次为准，每一批都留底。',
    en: 'The agency’s platform posts records and attachments with a credential of its own; the last record of a key counts, every batch is kept.',
  },
  reading: 'push',
  capabilities,
  settings: PushSource,
  secrets: [],
  form: {
    tables: {
      label: { zh: '接收的表', en: 'Tables' },
      control: 'text',
      help: {
        zh: '写成：在押人员(人员编号*, 姓名, 照片@); 判决(案号*, 刑期)。* 表示键列，@ 表示附件列。未声明的表和列不接收。',
        en: 'E.g. inmates(number*, name, photo@); judgments(case*, term). * marks a key column, @ a column of attachments. What is not declared is not taken.',
      },
    },
  },
  open: (settings, context) => Promise.resolve(openPushSource(context, declaredTables(settings))),
}
