import { defineErrors, type Problem, type Text } from '@jianmo/connectors/words'
import type { SettingProblem } from './wire.ts'

/** What the API itself refuses; rooms below have their own tables. */
export const apiError = defineErrors({
  'not-signed-in': (_: Record<string, never>) => ({ zh: '请先登录。', en: 'Sign in first.' }),
  'not-allowed': (_: { roles: readonly string[] }) => ({
    zh: '您的岗位没有这项权限。',
    en: 'Your role does not allow this.',
  }),
  'input-invalid': (d: { fields: readonly string[] }) => ({
    zh: `填写的内容不符合要求：${d.fields.join('、') || '整体'}。`,
    en: `The input is not as it should be: ${d.fields.join(', ') || 'as a whole'}.`,
  }),
  'request-refused': (d: { detail: string }) => ({ zh: `请求被拒绝（${d.detail}）。`, en: `Refused (${d.detail}).` }),
  unexpected: (d: { id: string }) => ({
    zh: `系统内部出错（编号 ${d.id}）。内容没有丢失；请重试，或把编号告诉管理员。`,
    en: `Something broke inside (id ${d.id}). Nothing was lost; try again, or tell the administrator the id.`,
  }),
  'not-found': (_: { what: string }) => ({ zh: '没有找到，或不属于本院。', en: 'It was not found here.' }),
  'cross-site': (_: Record<string, never>) => ({
    zh: '请求不是从本系统的页面发出的，已拒绝。',
    en: 'The request did not come from a page of this system and was refused.',
  }),
  'body-too-large': (d: { limit: string }) => ({
    zh: `内容太大，上限是 ${d.limit}。`,
    en: `Too large: the limit is ${d.limit}.`,
  }),
  'only-json': (_: Record<string, never>) => ({ zh: '这里只接受 JSON。', en: 'Only JSON is accepted here.' }),
  starting: (_: Record<string, never>) => ({
    zh: '系统正在启动，请稍候。',
    en: 'The server is starting; wait a moment.',
  }),
  'source-takes-no-files': (d: { source: string }) => ({
    zh: `数据源“${d.source}”是数据库，不接收文件。`,
    en: `The source "${d.source}" is a database and takes no files.`,
  }),
  'batch-superseded': (_: Record<string, never>) => ({
    zh: '这个批次已被较新的批次取代或已删除，补正它会让旧数据重新生效。请在较新的批次上补正。',
    en: 'A newer batch took the place of this one, or it was removed: mended, its old rows would count again. Mend the newer batch.',
  }),
  'push-table-not-found': (d: { table: string; tables: readonly string[] }) => ({
    zh: `没有声明表“${d.table}”。可以推送的表：${d.tables.join('、')}。如需增加，请联系数据管理员。`,
    en: `The table "${d.table}" is not declared. Those that are: ${d.tables.join(', ')}. Ask the data administrator for another.`,
  }),
  'push-format': (_: Record<string, never>) => ({
    zh: '内容类型应为 application/x-ndjson（每行一条 JSON）或 application/json（数组），UTF-8 编码，不压缩。',
    en: 'Send application/x-ndjson (a JSON object a line) or application/json (an array), in UTF-8, not compressed.',
  }),
  'push-empty': (_: Record<string, never>) => ({ zh: '没有收到任何记录。', en: 'There is no record in the body.' }),
  'push-key-invalid': (_: Record<string, never>) => ({
    zh: 'Idempotency-Key 应为 1 至 200 个可见 ASCII 字符。',
    en: 'Idempotency-Key should be 1 to 200 visible ASCII characters.',
  }),
  'push-refused': (_: Record<string, never>) => ({
    zh: '推送凭据无效。请核对地址和凭据；凭据可能已被停用，请联系数据管理员。',
    en: 'The credential is not valid here. Check the address and the credential; it may have been revoked: ask the data administrator.',
  }),
  'push-too-fast': (d: { seconds: number }) => ({
    zh: `推送过于频繁，请在 ${d.seconds} 秒后重试。`,
    en: `Too many requests: try again in ${d.seconds} s.`,
  }),
  'push-all-rejected': (d: { table: string; posted: number }) => ({
    zh: `最近一批推送到“${d.table}”的 ${d.posted} 条记录全部被拒收。请查看该批次的拒收原因，并告知对方更正。`,
    en: `All ${d.posted} records of the last push to "${d.table}" were rejected. Look at the reasons of the batch and tell the agency.`,
  }),
  'import-running': (_: Record<string, never>) => ({
    zh: '这个文件正在导入，请等它完成或先取消。',
    en: 'This file is being imported: wait for it or cancel it first.',
  }),
  'source-is-no-folder': (d: { source: string }) => ({
    zh: `数据源“${d.source}”不是投放文件夹。`,
    en: `The source "${d.source}" is no drop folder.`,
  }),
  'only-octets': (_: Record<string, never>) => ({
    zh: '上传文件的内容类型不对。',
    en: 'A file is uploaded as application/octet-stream.',
  }),
  'personal-data-in-model': (d: { count: number; first: Text; problems: readonly Problem[] }) => ({
    zh: `模型里有 ${d.count} 处疑似个人信息、地址或口令，不能提交。第一处：${d.first.zh}`,
    en: `The model holds ${d.count} things that look like personal data, addresses or secrets. The first: ${d.first.en}`,
  }),
  'binding-blocked': (d: { count: number; first: Text; problems: readonly Problem[] }) => ({
    zh: `绑定还有 ${d.count} 处问题，暂不能保存（已填写的内容仍在页面上）。第一处：${d.first.zh}`,
    en: `The binding has ${d.count} problems and was not saved (what you filled in is still on the page). The first: ${d.first.en}`,
  }),
  'source-kind-unknown': (d: { kind: string }) => ({
    zh: `没有“${d.kind}”这种数据源。`,
    en: `No source kind "${d.kind}".`,
  }),
  'table-unknown': (d: { table: string }) => ({
    zh: `数据源里没有表“${d.table}”。`,
    en: `The source has no table "${d.table}".`,
  }),
  'source-settings-invalid': (d: { fields: readonly Text[]; problems: readonly SettingProblem[] }) => ({
    zh: `数据源设置不完整或不正确：${d.fields.map(({ zh }) => zh).join('、')}。`,
    en: `The settings of the source are incomplete or wrong: ${d.fields.map(({ en }) => en).join(', ')}.`,
  }),
  'demo-password-outside-demo': (_: Record<string, never>) => ({
    zh: '演示口令不能在正式环境使用，请换一个。',
    en: 'The demo password may not be used outside a demo. Choose another.',
  }),
})
