import type { CanvasGroup, GraphDocument, Position } from '@jianmo/engine/graph'
import { type Command, quoted } from './command.ts'
import { freshId } from './fresh-id.ts'
import { groupsOf, withGroups } from './group-commands.ts'
import { addNode, type NewNode } from './node-commands.ts'

/** The ports through which rows flow past a node on an edge, and the width of a card with the gap to its neighbours. */
export interface Insertion {
  readonly input: string
  readonly output: string
  readonly room: { readonly card: number; readonly gap: number }
}

/** Puts a new node on an edge: A→B becomes A→N→B. */
export function insertNode(
  node: NewNode & { readonly id: string; readonly position: Position },
  edgeId: string,
  insertion: Insertion,
): Command {
  return {
    name: quoted({ zh: '插入', en: 'Insert' }, node.title),
    apply: (document) =>
      document.edges.some(({ id }) => id === edgeId)
        ? onEdge(addNode(node.id, node, node.position).apply(document), node, edgeId, insertion)
        : document,
  }
}

/** Puts a node that is on the canvas already, and has no edges, on an edge. */
export function insertCard(
  card: { readonly id: string; readonly title: string; readonly position: Position },
  edgeId: string,
  insertion: Insertion,
): Command {
  return {
    name: quoted({ zh: '插入', en: 'Insert' }, card.title),
    apply: (document) => onEdge(document, card, edgeId, insertion),
  }
}

/** If A and B stand too close for N between them, B and whatever is right of it move over by what is missing, no more. */
function onEdge(
  document: GraphDocument,
  card: { readonly id: string; readonly position: Position },
  edgeId: string,
  { input, output, room }: Insertion,
): GraphDocument {
  const edge = document.edges.find(({ id }) => id === edgeId)
  const from = document.nodes.find(({ id }) => id === edge?.from.node)
  const to = document.nodes.find(({ id }) => id === edge?.to.node)
  if (edge === undefined || from === undefined || to === undefined) return document
  const forward = to.position.x > from.position.x
  const first = from.position.x + room.card + room.gap
  const last = to.position.x - room.card - room.gap
  const x = Math.round(forward ? Math.max(first, Math.min(card.position.x, last)) : card.position.x)
  const over = forward ? Math.max(0, x - last) : 0
  const shift = <Item extends { readonly id: string; readonly position: Position }>(item: Item): Item =>
    over > 0 && item.id !== card.id && item.position.x >= to.position.x
      ? { ...item, position: { ...item.position, x: item.position.x + over } }
      : item
  const nodes = document.nodes
    .map(shift)
    .map((node) => (node.id === card.id ? { ...node, position: { x, y: Math.round(card.position.y) } } : node))
  const before = { id: freshId('e', document.edges), from: edge.from, to: { node: card.id, port: input } }
  const after = {
    id: freshId('e', [...document.edges, before]),
    from: { node: card.id, port: output },
    to: edge.to,
  }
  const edges = [...document.edges.filter(({ id }) => id !== edgeId), before, after]
  return withGroups(
    { ...document, nodes, edges, notes: document.notes.map(shift) },
    groupsOf(document).map((group) => shiftFrame(group, { from: to.position.x, over })),
  )
}

/** A frame right of the place moves over; one around it grows, so that what moved is still inside. */
function shiftFrame(group: CanvasGroup, { from, over }: { readonly from: number; readonly over: number }): CanvasGroup {
  const { position, size } = group
  if (over === 0 || position.x + size.width <= from) return group
  return position.x >= from
    ? { ...group, position: { ...position, x: position.x + over } }
    : { ...group, size: { ...size, width: size.width + over } }
}
