import type { GraphDocument } from '@jianmo/engine/graph'

/** What the rows of a node follow from: itself, the nodes above it, their edges and the parameters; no positions. */
export function upstreamOf(document: GraphDocument, nodeId: string) {
  const wanted = new Set<string>()
  const queue = [nodeId]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (wanted.has(id)) continue
    wanted.add(id)
    for (const edge of document.edges) if (edge.to.node === id) queue.push(edge.from.node)
  }
  return {
    nodes: document.nodes.filter(({ id }) => wanted.has(id)).map(({ id, type, config }) => ({ id, type, config })),
    edges: document.edges.filter(({ to }) => wanted.has(to.node)).map(({ from, to }) => ({ from, to })),
    parameters: document.parameters.map(({ name, value }) => ({ name, value })),
  }
}
