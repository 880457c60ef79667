import { defineErrors, type Problem, type Text } from '@jianmo/connectors/words'

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
  'import-running': (_: Record<string, never>) => ({
    zh: '这个文件正在导入，请等它完成或先取消。',
    en: 'This file is being imported: wait for it or cancel it first.',
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
  'source-settings-invalid': (d: { fields: readonly string[] }) => ({
    zh: `数据源设置不完整或不正确：${d.fields.join('、')}。`,
    en: `The settings of the source are incomplete or wrong: ${d.fields.join(', ')}.`,
  }),
  'demo-password-outside-demo': (_: Record<string, never>) => ({
    zh: '演示口令不能在正式环境使用，请换一个。',
    en: 'The demo password may not be used outside a demo. Choose another.',
  }),
})
