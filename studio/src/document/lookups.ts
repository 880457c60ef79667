import type { GraphDocument, GraphEdge, GraphNode } from '@jianmo/engine/graph'

// Every card on the canvas asks, many times a second, so what is looked up is kept with the lists it was made from.
const knownNodes = new WeakMap<GraphDocument['nodes'], ReadonlyMap<string, GraphNode>>()
const knownWires = new WeakMap<GraphDocument['edges'], Wires>()

export function nodesById({ nodes }: Pick<GraphDocument, 'nodes'>): ReadonlyMap<string, GraphNode> {
  const known = knownNodes.get(nodes) ?? new Map(nodes.map((node) => [node.id, node]))
  knownNodes.set(nodes, known)
  return known
}

interface Wires {
  /** Which nodes each node feeds, and by which it is fed. */
  readonly next: ReadonlyMap<string, readonly string[]>
  readonly before: ReadonlyMap<string, readonly string[]>
  /** The edge into each input port, and the output ports that an edge leaves, as `node.port`. */
  readonly into: ReadonlyMap<string, GraphEdge>
  readonly outOf: ReadonlySet<string>
  /** What was walked already: all nodes above and below some. */
  readonly above: Map<string, ReadonlySet<string>>
  readonly below: Map<string, ReadonlySet<string>>
}

export function wiresOf({ edges }: Pick<GraphDocument, 'edges'>): Wires {
  const known = knownWires.get(edges)
  if (known !== undefined) return known
  const next = Map.groupBy(edges, ({ from }) => from.node)
  const before = Map.groupBy(edges, ({ to }) => to.node)
  const wires: Wires = {
    next: new Map([...next].map(([id, out]) => [id, out.map(({ to }) => to.node)])),
    before: new Map([...before].map(([id, into]) => [id, into.map(({ from }) => from.node)])),
    into: new Map(edges.map((edge) => [`${edge.to.node}.${edge.to.port}`, edge])),
    outOf: new Set(edges.map(({ from }) => `${from.node}.${from.port}`)),
    above: new Map(),
    below: new Map(),
  }
  knownWires.set(edges, wires)
  return wires
}

/**
 * True if data flow from one node to another. While a wire is in the hand one end stays the same and thousands of others are
 * asked about: both ends are walked from once, and one of them answers for all.
 */
export function reaches(document: Pick<GraphDocument, 'edges'>, from: string, to: string): boolean {
  const { above, below, next, before } = wiresOf(document)
  const known = below.get(from)?.has(to) ?? above.get(to)?.has(from)
  if (known !== undefined) return known
  const found = walk(from, next)
  below.set(from, found)
  above.set(to, above.get(to) ?? walk(to, before))
  return found.has(to)
}

/** A node and all whose rows come to it. */
export function nodesAbove(document: Pick<GraphDocument, 'edges'>, nodeId: string): ReadonlySet<string> {
  const { above, before } = wiresOf(document)
  const known = above.get(nodeId) ?? walk(nodeId, before)
  above.set(nodeId, known)
  return known
}

/** A node and all that follow it one way. */
function walk(start: string, step: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const seen = new Set([start])
  // A set is walked in the order in which things come to it, those that come on the way included.
  for (const id of seen) for (const after of step.get(id) ?? []) seen.add(after)
  return seen
}
