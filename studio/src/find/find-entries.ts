import type { Column, Text } from '@jianmo/connectors/words'
import type { GraphDocument, GraphNode } from '@jianmo/engine/graph'
import { type NodeSpec, specOf } from '@jianmo/engine/nodes'

export type FindKind = 'name' | 'column' | 'constant' | 'note' | 'sql'

/** A text of the model, and the thing on the canvas that it leads to. */
export interface FindEntry {
  readonly id: string
  readonly kind: FindKind
  readonly where: Text
  readonly text: string
  /** Field of the node's form in which it stands. */
  readonly field: string | null
}

const places = {
  name: { zh: '名称', en: 'Name' },
  frame: { zh: '分组框', en: 'Frame' },
  column: { zh: '列', en: 'Column' },
  note: { zh: '便笺', en: 'Note' },
  remark: { zh: '备注', en: 'Remark' },
  sql: { zh: 'SQL', en: 'SQL' },
} as const satisfies Record<string, Text>

/** Everything that can be looked for in the drawing itself: names, columns where they begin, settings, notes. */
export function findEntries(
  { nodes, notes, groups }: Pick<GraphDocument, 'nodes' | 'notes' | 'groups'>,
  columns: Readonly<Record<string, Readonly<Record<string, readonly Column[]>>>>,
): readonly FindEntry[] {
  return [
    ...nodes.map(({ id, title }): FindEntry => ({ id, kind: 'name', where: places.name, text: title, field: null })),
    ...(groups ?? []).map(
      ({ id, title }): FindEntry => ({ id, kind: 'name', where: places.frame, text: title, field: null }),
    ),
    ...nodes.flatMap(({ id }) => ownColumns(id, Object.values(columns[id] ?? {}))),
    ...nodes.flatMap(settingsOf),
    ...notes.map(({ id, text }): FindEntry => ({ id, kind: 'note', where: places.note, text, field: null })),
    ...nodes.flatMap(({ id, note }): readonly FindEntry[] =>
      note === undefined ? [] : [{ id, kind: 'note', where: places.remark, text: note, field: null }],
    ),
  ]
}

export function sqlEntries(
  statements: readonly { readonly nodeId: string; readonly text: string }[],
): readonly FindEntry[] {
  return statements.map(({ nodeId, text }) => ({ id: nodeId, kind: 'sql', where: places.sql, text, field: null }))
}

/** A column goes through many nodes; it is found where it begins. What uses it names it in its settings. */
function ownColumns(nodeId: string, ports: readonly (readonly Column[])[]): readonly FindEntry[] {
  const own = new Map(
    ports
      .flat()
      .filter(({ id }) => id?.startsWith(`${nodeId}.`) === true)
      .map((column) => [column.name, column]),
  )
  return [...own.values()].map(({ name, label }) => ({
    id: nodeId,
    kind: 'column',
    where: places.column,
    text: label.zh === name ? name : `${label.zh} ${name}`,
    field: null,
  }))
}

/** Nodes are replaced, never changed. */
const knownSettings = new WeakMap<GraphNode, readonly FindEntry[]>()

function settingsOf(node: GraphNode): readonly FindEntry[] {
  const known = knownSettings.get(node)
  if (known !== undefined) return known
  const spec: NodeSpec | undefined = specOf(node.type)
  const found = Object.entries(node.config).flatMap(([field, value]) => {
    const where = spec?.form[field]?.label ?? { zh: field, en: field }
    return textsIn(value, field).map(
      ({ text, path }): FindEntry => ({ id: node.id, kind: 'constant', where, text, field: path }),
    )
  })
  knownSettings.set(node, found)
  return found
}

function textsIn(value: unknown, path: string): readonly { readonly text: string; readonly path: string }[] {
  if (typeof value === 'string') return value === '' ? [] : [{ text: value, path }]
  if (typeof value === 'number') return [{ text: String(value), path }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, `${path}.${key}`))
}
