import { findPersonalData, type PersonalDataKind } from '@jianmo/connectors/values'
import type { Problem, Text } from '@jianmo/connectors/words'
import type { GraphDocument, GraphNode } from './document.ts'
import { graphProblem } from './graph.problems.ts'

const kinds: Readonly<Record<PersonalDataKind, Text>> = {
  'resident-id': { zh: '身份证号', en: 'a resident id' },
  phone: { zh: '电话号码', en: 'a phone number' },
  'bank-card': { zh: '银行卡号', en: 'a bank card number' },
  host: { zh: '主机、IP 或网址', en: 'a host, an IP address or a URL' },
  secret: { zh: '口令或密钥', en: 'a secret' },
}

interface Place {
  readonly nodeId?: string
  readonly field: string
  readonly text: string
  readonly where: Text
}

/**
 * Everything a person may have typed into a model: titles, notes, literals in expressions, parameter values. Each finding
 * names node and field, and never repeats what it found. A model with findings may not be submitted.
 */
export function checkPersonalData(document: GraphDocument): readonly Problem[] {
  return [...placesIn(document).flatMap(checkPlace), ...document.nodes.flatMap(checkNode)]
}

const checkPlace = ({ nodeId, field, text, where }: Place): readonly Problem[] =>
  findPersonalData(text).map(({ kind, start, end }) =>
    graphProblem(
      'personal-data',
      { kind, where, found: kinds[kind] },
      { ...(nodeId === undefined ? {} : { nodeId }), field, span: { start, end } },
    ),
  )

/** Nodes are replaced, never changed, and asked about at every key: 330 ms for 5,000 nodes without this (Chromium). */
const checked = new WeakMap<GraphNode, readonly Problem[]>()

function checkNode(node: GraphNode): readonly Problem[] {
  const known = checked.get(node)
  if (known !== undefined) return known
  const problems = placesOfNode(node).flatMap(checkPlace)
  checked.set(node, problems)
  return problems
}

/** All but those of nodes. */
function placesIn(document: GraphDocument): readonly Place[] {
  const whole = { zh: '模型', en: 'The model' }
  return [
    { field: 'title', text: document.title, where: part(whole, 'title') },
    { field: 'summary', text: document.summary, where: part(whole, 'summary') },
    ...textsIn(document.parameters, 'parameters').map(({ field, text }) => ({
      field,
      text,
      where: part(whole, field),
    })),
    ...document.notes.map((note) => ({
      field: `notes.${note.id}`,
      text: note.text,
      where: { zh: '便签', en: 'A note' },
    })),
    ...(document.groups ?? []).map((group) => ({
      field: `groups.${group.id}`,
      text: group.title,
      where: { zh: '分组框标题', en: 'The title of a frame' },
    })),
  ]
}

function placesOfNode(node: GraphNode): readonly Place[] {
  // A title that is itself the finding must not be repeated in the message.
  const card =
    findPersonalData(node.title).length > 0
      ? { zh: '节点标题', en: 'A node' }
      : { zh: `节点“${node.title}”`, en: `The node "${node.title}"` }
  const texts = [
    { field: 'title', text: node.title },
    { field: 'note', text: node.note ?? '' },
    ...textsIn(node.config, ''),
  ]
  return texts.map(({ field, text }) => ({ nodeId: node.id, field, text, where: part(card, field) }))
}

function textsIn(value: unknown, path: string): readonly { field: string; text: string }[] {
  if (typeof value === 'string') return [{ field: path, text: value }]
  if (typeof value === 'number') return [{ field: path, text: String(value) }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [
    ...(findPersonalData(key).length > 0 ? [{ field: path || 'config', text: key }] : []),
    ...textsIn(item, path === '' ? key : `${path}.${key}`),
  ])
}

function part(owner: Text, field: string): Text {
  return { zh: `${owner.zh}的“${field}”`, en: `${owner.en} ("${field}")` }
}
