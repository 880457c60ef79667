import { defineProblems } from '@jianmo/connectors/words'

/** What can be wrong with a document before any node type is asked. */
export const graphProblem = defineProblems('error', {
  'document-not-json': (_: { detail: string }) => ({
    zh: '这个文件不是有效的 JSON，请重新导出模型后再打开。',
    en: 'This file is not valid JSON. Export the model again and open that file.',
  }),
  'document-not-a-model': (_: { format: string }) => ({
    zh: '这不是检模工坊的模型文件（缺少 format: jianmo.graph），请选择从工坊导出的文件。',
    en: 'This is not a Jianmo model (format: jianmo.graph is missing). Choose a file exported from the studio.',
  }),
  'document-too-new': (d: { found: number; known: number }) => ({
    zh: `模型由更新版本的工坊保存（格式 ${d.found}，本机支持到 ${d.known}），请升级后再打开。`,
    en: `The model was saved by a newer studio (format ${d.found}, this one knows ${d.known}). Upgrade, then open it.`,
  }),
  'document-invalid': (d: { path: string; detail: string }) => ({
    zh: `模型文件的“${d.path}”不符合格式：${d.detail}。请改正或重新导出。`,
    en: `"${d.path}" in the model does not fit the format: ${d.detail}. Correct it or export the model again.`,
  }),
  'duplicate-id': (d: { id: string }) => ({
    zh: `标识“${d.id}”出现了两次，请删除其中一个后重新添加。`,
    en: `The id "${d.id}" appears twice. Delete one of them and add it again.`,
  }),
  'duplicate-parameter': (d: { name: string }) => ({
    zh: `参数“$${d.name}”出现了两次，请改名或删除其中一个。`,
    en: `The parameter "$${d.name}" appears twice. Rename or delete one of them.`,
  }),
  'edge-without-node': (d: { edge: string; node: string }) => ({
    zh: `连线“${d.edge}”指向不存在的节点“${d.node}”，请删除这条连线。`,
    en: `The connection "${d.edge}" points to the node "${d.node}", which does not exist. Delete the connection.`,
  }),
  'cyclic-graph': (d: { nodes: readonly string[]; titles: readonly string[] }) => ({
    zh: `连线形成了环：${d.titles.join(' → ')}。数据只能向前流，请删除其中一条连线。`,
    en: `The connections form a cycle: ${d.titles.join(' → ')}. Data flow one way only: delete one of the connections.`,
  }),
  'personal-data': (d: { kind: string; where: Words; found: Words }) => ({
    zh: `${d.where.zh}里像是写有${d.found.zh}。提交的模型不能带个人信息、地址或密钥，请删去，或改用参数、数据源。`,
    en: `${d.where.en} seems to hold ${d.found.en}. A submitted model may carry no personal data, addresses or secrets: remove it, or use a parameter or a source.`,
  }),
})

interface Words {
  readonly zh: string
  readonly en: string
}
