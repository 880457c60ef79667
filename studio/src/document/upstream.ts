import type { GraphDocument } from '@jianmo/engine/graph'
import { nodesAbove } from './lookups.ts'

/** What the rows of a node follow from: itself, the nodes above it, their edges and the parameters; no positions. */
export function upstreamOf(document: GraphDocument, nodeId: string) {
  const wanted = nodesAbove(document, nodeId)
  return {
    nodes: document.nodes.filter(({ id }) => wanted.has(id)).map(({ id, type, config }) => ({ id, type, config })),
    edges: document.edges.filter(({ to }) => wanted.has(to.node)).map(({ from, to }) => ({ from, to })),
    parameters: document.parameters,
  }
}
