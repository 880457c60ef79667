import type { Position as Point } from '@jianmo/engine/graph'
import { type Command, insertCard, prefilling, type Session, showDropEdge } from '../document/index.ts'
import { edgeForCard, edgesUnder } from './split-edge.ts'
import type { FlowNode } from './to-flow.ts'

/** The edge under the pointer on which the one card in the hand may be put. */
export function edgeOfDragged(
  session: Session,
  dragged: readonly FlowNode[],
  event: MouseEvent | TouchEvent,
): string | null {
  const [card, ...others] = dragged
  const point = 'changedTouches' in event ? event.changedTouches[0] : event
  if (card?.type !== 'card' || others.length > 0 || point === undefined) return null
  const { document } = session.document.getState().history
  // Most cards have edges: then nothing is looked up under the pointer.
  if (document.edges.some(({ from, to }) => from.node === card.id || to.node === card.id)) return null
  return edgeForCard(document, card.id, edgesUnder(point.clientX, point.clientY))?.edgeId ?? null
}

/** What the drop of a card does if an edge was shown for it; null if it is only a move. */
export function droppedOnEdge(session: Session, dropped: Readonly<Record<string, Point>>): Command | null {
  const { dropEdge } = session.view.getState()
  showDropEdge(session.view, null)
  const [moved, ...others] = Object.entries(dropped)
  if (dropEdge === null || moved === undefined || others.length > 0) return null
  const [id, position] = moved
  const { document } = session.document.getState().history
  const card = document.nodes.find((node) => node.id === id)
  const split = edgeForCard(document, id, [dropEdge])
  if (card === undefined || split === null) return null
  return prefilling(insertCard({ ...card, position }, dropEdge, split), session.catalogue)
}
