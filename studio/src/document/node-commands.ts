import type { GraphDocument, GraphNode, Position } from '@jianmo/engine/graph'
import { type Command, quoted } from './command.ts'
import { freshId } from './fresh-id.ts'
import { groupsOf, withGroups, without } from './group-commands.ts'

export interface NewNode {
  readonly type: string
  readonly title: string
  readonly config: Readonly<Record<string, unknown>>
}

/** Puts a node on the canvas. The id is chosen before, so that the caller can select what it added. */
export function addNode(id: string, node: NewNode, position: Position): Command {
  return {
    name: quoted({ zh: '添加', en: 'Add' }, node.title),
    apply: (document) => ({
      ...document,
      nodes: [
        ...document.nodes,
        { id, type: node.type, title: node.title, position: whole(position), config: { ...node.config } },
      ],
    }),
  }
}

/** Moves cards, notes and frames; what a frame holds is among the positions. */
export function moveNodes(positions: Readonly<Record<string, Position>>, group?: string): Command {
  const moved = Object.keys(positions).length
  return {
    name: moved === 1 ? { zh: '移动节点', en: 'Move node' } : { zh: `移动 ${moved} 个节点`, en: `Move ${moved} nodes` },
    ...(group === undefined ? {} : { group }),
    apply(document) {
      const nodes = moveAll(document.nodes, positions)
      const notes = moveAll(document.notes, positions)
      const moved = nodes === document.nodes && notes === document.notes ? document : { ...document, nodes, notes }
      return withGroups(moved, moveAll([...groupsOf(document)], positions))
    },
  }
}

function moveAll<Item extends { id: string; position: Position }>(
  items: Item[],
  positions: Readonly<Record<string, Position>>,
): Item[] {
  let changed = false
  const next = items.map((item) => {
    const position = positions[item.id]
    if (position === undefined) return item
    const to = whole(position)
    if (to.x === item.position.x && to.y === item.position.y) return item
    changed = true
    return { ...item, position: to }
  })
  return changed ? next : items
}

/** Sets one field of a node's config. Typing on in the same field stays one step. */
export function configureNode(nodeId: string, field: string, value: unknown, label: string): Command {
  return {
    name: quoted({ zh: '修改', en: 'Change' }, label),
    group: `configure:${nodeId}:${field}`,
    apply: (document) =>
      changeNode(document, nodeId, (node) =>
        sameJson(node.config[field], value) ? node : { ...node, config: { ...node.config, [field]: value } },
      ),
  }
}

/** An empty title is not kept: a node is always called something. */
export function renameNode(nodeId: string, title: string): Command {
  return {
    name: { zh: '重命名节点', en: 'Rename node' },
    group: `rename:${nodeId}`,
    apply: (document) =>
      changeNode(document, nodeId, (node) =>
        title.trim() === '' || title === node.title ? node : { ...node, title: title.slice(0, 80) },
      ),
  }
}

/** Removes nodes, notes and frames, and every edge that touched them. What a frame holds stays unless it is named too. */
export function removeItems(ids: readonly string[], edgeIds: readonly string[] = []): Command {
  const gone = new Set(ids)
  const goneEdges = new Set(edgeIds)
  const things = gone.size === 0 ? { zh: '连线', en: 'edge' } : { zh: '节点', en: 'node' }
  const many = gone.size === 0 ? goneEdges.size : gone.size
  return {
    name:
      many === 1
        ? { zh: `删除${things.zh}`, en: `Delete ${things.en}` }
        : { zh: `删除 ${many} 个${things.zh}`, en: `Delete ${many} ${things.en}s` },
    apply(document) {
      const nodes = keep(document.nodes, ({ id }) => !gone.has(id))
      const notes = keep(document.notes, ({ id }) => !gone.has(id))
      const edges = keep(
        document.edges,
        (edge) => !(goneEdges.has(edge.id) || gone.has(edge.from.node) || gone.has(edge.to.node)),
      )
      const groups = groupsOf(document)
        .filter(({ id }) => !gone.has(id))
        .map((group) => without(group, gone))
      const same = nodes === document.nodes && notes === document.notes && edges === document.edges
      return withGroups(same ? document : { ...document, nodes, notes, edges }, groups)
    },
  }
}

/** Copies nodes, notes and frames with the edges between them. `ids` maps each copied thing to the id of its copy; a copied
 * frame holds the copies of what was in it. */
export function duplicateNodes(ids: ReadonlyMap<string, string>, by: Position): Command {
  return {
    name:
      ids.size === 1
        ? { zh: '复制节点', en: 'Duplicate node' }
        : { zh: `复制 ${ids.size} 个节点`, en: `Duplicate ${ids.size} nodes` },
    apply(document) {
      const copied = <Item extends { id: string; position: Position; pinned?: true | undefined }>(
        items: readonly Item[],
      ): Item[] =>
        items.flatMap((item) => {
          const id = ids.get(item.id)
          if (id === undefined) return []
          const position = whole({ x: item.position.x + by.x, y: item.position.y + by.y })
          return [{ ...unpinned(item), id, position }]
        })
      const nodes = copied(document.nodes)
      const notes = copied(document.notes)
      const groups = copied(groupsOf(document)).map((group) => ({
        ...group,
        members: group.members.flatMap((member) => ids.get(member) ?? []),
      }))
      if (nodes.length + notes.length + groups.length === 0) return document
      const edges = [...document.edges]
      for (const edge of document.edges) {
        const from = ids.get(edge.from.node)
        const to = ids.get(edge.to.node)
        if (from === undefined || to === undefined) continue
        edges.push({ id: freshId('e', edges), from: { ...edge.from, node: from }, to: { ...edge.to, node: to } })
      }
      const next = { ...document, nodes: [...document.nodes, ...nodes], notes: [...document.notes, ...notes], edges }
      return withGroups(next, [...groupsOf(document), ...groups])
    },
  }
}

/** A copy stands elsewhere, so it is not held there. */
export function unpinned<Item extends { readonly pinned?: true | undefined }>(item: Item): Item {
  if (item.pinned === undefined) return item
  const { pinned: _, ...rest } = item
  return rest as Item
}

function changeNode(document: GraphDocument, nodeId: string, change: (node: GraphNode) => GraphNode): GraphDocument {
  const node = document.nodes.find(({ id }) => id === nodeId)
  if (node === undefined) return document
  const next = change(node)
  if (next === node) return document
  return { ...document, nodes: document.nodes.map((item) => (item === node ? next : item)) }
}

function keep<Item>(items: Item[], test: (item: Item) => boolean): Item[] {
  return items.every(test) ? items : items.filter(test)
}

function sameJson(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

const whole = ({ x, y }: Position): Position => ({ x: Math.round(x), y: Math.round(y) })
