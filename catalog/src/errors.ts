import { defineErrors } from '@jianmo/connectors/words'
import type { SaveConflict } from './models/model.ts'

/** Everything a person can meet in the catalogue, with the way out. Errors of the database itself: `database/errors.ts`. */
export const catalogError = defineErrors({
  'not-signed-in': (_: Record<string, never>) => ({
    zh: '登录已失效，或您的权限已变更，请重新登录。',
    en: 'Your session has ended or your rights have changed. Please sign in again.',
  }),
  'not-allowed': (d: { noun: string; verb: string }) => ({
    zh: `您的角色不能进行此操作（${d.noun}.${d.verb}）。请联系管理员。`,
    en: `Your role does not allow this (${d.noun}.${d.verb}). Ask an administrator.`,
  }),
  'sign-in-refused': (_: Record<string, never>) => ({
    zh: '用户名或密码不正确。',
    en: 'The username or the password is wrong.',
  }),
  'sign-in-locked': (d: { minutes: number }) => ({
    zh: `登录失败次数过多，请在 ${d.minutes} 分钟后再试。`,
    en: `Too many failed sign-ins. Try again in ${d.minutes} minutes.`,
  }),
  'username-taken': (d: { username: string }) => ({
    zh: `用户名“${d.username}”已被使用，请换一个。`,
    en: `The username "${d.username}" is taken. Choose another.`,
  }),
  'username-not-valid': (d: { username: string }) => ({
    zh: `用户名“${d.username}”不合规则：请用 2 至 40 位小写字母、数字、点、下划线或连字符，以字母开头。`,
    en: `The username "${d.username}" is not valid: 2 to 40 lower-case letters, digits, dots, underscores or hyphens, beginning with a letter.`,
  }),
  'password-too-short': (d: { least: number }) => ({
    zh: `密码至少需要 ${d.least} 个字符（最多 128 个）。`,
    en: `The password needs at least ${d.least} characters (at most 128).`,
  }),
  'claim-refused': (_: Record<string, never>) => ({
    zh: '该一次性链接无效、已使用或已过期。请重新启动服务以取得新的链接。',
    en: 'This one-time link is wrong, used or expired. Start the server again to get a new one.',
  }),
  'name-taken': (d: { name: string }) => ({
    zh: `名称“${d.name}”已存在，请换一个。`,
    en: `The name "${d.name}" is taken. Choose another.`,
  }),
  'organization-not-found': (d: { organizationId: string }) => ({
    zh: '没有找到该单位。',
    en: `There is no organization ${d.organizationId}.`,
  }),
  'wrong-parent': (_: Record<string, never>) => ({
    zh: '上级单位不合层级：市级院属于省级院，区县院属于市级或省级院；全省只有一个省级院。',
    en: 'The parent does not fit the level: a city belongs to the province, a district to a city or the province; there is one province.',
  }),
  'person-not-found': (d: { personId: string }) => ({
    zh: '没有找到该人员。',
    en: `There is no person ${d.personId}.`,
  }),
  'host-not-valid': (d: { host: string; port: number }) => ({
    zh: `“${d.host}:${d.port}”不是有效的主机与端口。`,
    en: `"${d.host}:${d.port}" is not a host and a port.`,
  }),
  'source-not-found': (d: { sourceId: string }) => ({
    zh: '没有找到该数据源。',
    en: `There is no source ${d.sourceId}.`,
  }),
  'source-in-use': (d: { tables: readonly string[] }) => ({
    zh: `该数据源仍被绑定使用（${d.tables.join('、')}）。请先修改这些绑定。`,
    en: `Bindings still read this source (${d.tables.join(', ')}). Change them first.`,
  }),
  'source-takes-no-push': (d: { source: string }) => ({
    zh: `数据源“${d.source}”不是推送接口，不需要推送凭据。`,
    en: `The source "${d.source}" is not pushed to, so it needs no credential.`,
  }),
  'credentials-in-use': (_: Record<string, never>) => ({
    zh: '该数据源已有两个有效的推送凭据。请先停用旧的一个，再新建。',
    en: 'This source has two valid push credentials already. Revoke the older one first.',
  }),
  'credential-not-found': (d: { credentialId: string }) => ({
    zh: '没有找到该推送凭据，或它已被停用。',
    en: `There is no valid push credential ${d.credentialId}.`,
  }),
  'secret-unreadable': (_: Record<string, never>) => ({
    zh: '无法解密已保存的口令：密钥文件 secret.key 缺失或已更换。请从备份恢复，或重新填写数据源口令。',
    en: 'A stored secret cannot be decrypted: secret.key is missing or was replaced. Restore it from a backup, or enter the secret again.',
  }),
  'secret-key-damaged': (d: { file: string }) => ({
    zh: `密钥文件“${d.file}”已损坏，请从备份恢复。`,
    en: `The key file "${d.file}" is damaged. Restore it from a backup.`,
  }),
  'model-not-found': (d: { modelId: string }) => ({ zh: '没有找到该模型。', en: `There is no model ${d.modelId}.` }),
  'revision-not-found': (d: { modelId: string; revision: number }) => ({
    zh: `该模型没有第 ${d.revision} 次保存的内容。`,
    en: `Model ${d.modelId} has no revision ${d.revision}.`,
  }),
  'model-changed-elsewhere': (d: SaveConflict) => ({
    zh: `该模型已被${d.savedBy}在别处修改（第 ${d.revision} 次保存）。您的修改尚未保存：请载入最新内容后重做，或另存为新模型。`,
    en: `${d.savedBy} changed this model elsewhere (revision ${d.revision}). Your changes are not saved: load the newest content, or save yours as a new model.`,
  }),
  'version-not-found': (d: { versionId: string }) => ({
    zh: '没有找到该版本。',
    en: `There is no version ${d.versionId}.`,
  }),
  'version-hash-wrong': (_: Record<string, never>) => ({
    zh: '版本内容与其校验值不符，未保存。',
    en: 'The content of the version does not match its hash; nothing was saved.',
  }),
  'already-submitted': (d: { version: number }) => ({
    zh: `版本 ${d.version} 已提交，正在等待审核。`,
    en: `Version ${d.version} has been submitted already and waits for a decision.`,
  }),
  'nothing-changed': (d: { version: number }) => ({
    zh: `内容与已通过审核的版本 ${d.version} 相同，无需再次提交。`,
    en: `Nothing has changed since version ${d.version}, which is approved.`,
  }),
  'submission-not-found': (d: { submissionId: string }) => ({
    zh: '没有找到该送审记录。',
    en: `There is no submission ${d.submissionId}.`,
  }),
  'author-may-not-decide': (_: Record<string, never>) => ({
    zh: '作者不能审核自己的模型，请由其他管理员审核。',
    en: 'An author may not decide on their own model. Another administrator has to.',
  }),
  'already-decided': (_: Record<string, never>) => ({
    zh: '该送审已有审核结论。',
    en: 'This submission has been decided already.',
  }),
  'reason-missing': (_: Record<string, never>) => ({ zh: '请填写审核理由。', en: 'Please give a reason.' }),
  'listing-not-found': (d: { listingId: string }) => ({
    zh: '没有找到该上架模型。',
    en: `There is no listing ${d.listingId}.`,
  }),
  'formal-needs-approval': (_: Record<string, never>) => ({
    zh: '正式运行需要已通过审核的版本。请先提交审核，或改用试算。',
    en: 'A formal run needs an approved version. Submit the model first, or make a trial run.',
  }),
  'run-not-found': (d: { runId: string }) => ({ zh: '没有找到该次运行。', en: `There is no run ${d.runId}.` }),
  'run-moved-on': (d: { runId: string; state: string; to: string }) => ({
    zh: `该次运行的状态已是“${d.state}”，不能再变为“${d.to}”。`,
    en: `The run is ${d.state} already and cannot become ${d.to}.`,
  }),
  'run-interrupted': (_: Record<string, never>) => ({
    zh: '服务在运行途中停止，本次运行已中断，没有产生结果。请重新运行。',
    en: 'The server stopped during the run; it was interrupted and has no result. Run it again.',
  }),
  'trial-keeps-no-leads': (_: Record<string, never>) => ({
    zh: '试算结果不进入线索列表。',
    en: 'A trial run never enters the lead list.',
  }),
  'lead-not-found': (d: { leadId: string }) => ({ zh: '没有找到该线索。', en: `There is no lead ${d.leadId}.` }),
})

/** SQLSTATE of a PostgreSQL error, e.g. `23505` (unique) or our own `JM002`. */
export function sqlStateOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null
}
