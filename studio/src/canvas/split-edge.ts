import type { GraphDocument, GraphNode } from '@jianmo/engine/graph'
import { type NodeSpec, specOf } from '@jianmo/engine/nodes'
import { type Insertion, refuseConnection } from '../document/index.ts'
import { cardWidth } from './node-size.ts'

/** An edge that a node can be put on, and the ports through which the rows would flow. */
export interface SplitEdge extends Insertion {
  readonly edgeId: string
}

/** Room between a card put on an edge and its neighbours. */
export const cardGap = 72
const room = { card: cardWidth, gap: cardGap }

/** The first of the edges that a node of this type may be put on; null if rows could not flow through it there. */
export function edgeToSplit(document: GraphDocument, type: string, edgeIds: readonly string[]): SplitEdge | null {
  const id = 'node-that-would-be'
  const node = { id, type, title: '', position: { x: 0, y: 0 }, config: {} }
  return splitBy({ ...document, nodes: [...document.nodes, node] }, node, edgeIds)
}

/** The same for a card that is on the canvas; one that has edges is never put between others. */
export function edgeForCard(document: GraphDocument, cardId: string, edgeIds: readonly string[]): SplitEdge | null {
  const node = document.nodes.find(({ id }) => id === cardId)
  const joined = document.edges.some(({ from, to }) => from.node === cardId || to.node === cardId)
  return node === undefined || joined ? null : splitBy(document, node, edgeIds)
}

function splitBy(document: GraphDocument, node: GraphNode, edgeIds: readonly string[]): SplitEdge | null {
  const spec: NodeSpec | undefined = specOf(node.type)
  for (const edgeId of edgeIds) {
    const edge = document.edges.find(({ id }) => id === edgeId)
    if (edge === undefined) continue
    const cut = { ...document, edges: document.edges.filter((other) => other !== edge) }
    const input = Object.keys(spec?.inputs ?? {}).find(
      (port) => refuseConnection(cut, { from: edge.from, to: { node: node.id, port } }) === null,
    )
    // A way on through the first output only: the others carry what was left out.
    const output = Object.keys(spec?.outputs ?? {})[0]
    if (input === undefined || output === undefined) continue
    if (refuseConnection(cut, { from: { node: node.id, port: output }, to: edge.to }) === null)
      return { edgeId, input, output, room }
  }
  return null
}

/** Ids of the edges at a point of the window, topmost first. */
export function edgesUnder(x: number, y: number): readonly string[] {
  return window.document
    .elementsFromPoint(x, y)
    .flatMap((element) => element.closest('.react-flow__edge')?.getAttribute('data-id') ?? [])
}
