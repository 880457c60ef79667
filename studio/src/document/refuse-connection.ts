import type { Text } from '@jianmo/connectors/words'
import type { GraphDocument, GraphEdge, GraphNode, PortRef } from '@jianmo/engine/graph'
import { specOf } from '@jianmo/engine/nodes'

/** Ports that carry judged people rather than plain rows may only be joined to a port of the same name. */
const judged = ['leads', 'undetermined']

export interface WantedConnection {
  readonly from: PortRef
  readonly to: PortRef
}

/** Why these two ports may not be joined, or null if they may. Asked while the wire is still in the hand. */
export function refuseConnection(document: GraphDocument, { from, to }: WantedConnection): Text | null {
  if (from.node === to.node) return { zh: '不能连到自己', en: 'A node cannot feed itself' }
  const nodes = nodesById(document)
  const source = nodes.get(from.node)
  const target = nodes.get(to.node)
  const input = target === undefined ? undefined : specOf(target.type)?.inputs[to.port]
  const output = source === undefined ? undefined : specOf(source.type)?.outputs[from.port]
  if (source === undefined || target === undefined || input === undefined || output === undefined) {
    return { zh: '这里不接受连线', en: 'Nothing can be joined here' }
  }
  const taken = wiresIn(document).into.get(`${to.node}.${to.port}`)
  if (taken !== undefined) {
    const same = taken.from.node === from.node && taken.from.port === from.port
    if (same) return { zh: '已经连上了', en: 'Already connected' }
    return {
      zh: `“${input.label.zh}”只能接一条线，请先断开原来的`,
      en: `“${input.label.en}” takes one edge; disconnect the old one first`,
    }
  }
  if (reaches(document, to.node, from.node)) return { zh: '会形成环：数据不能流回自己', en: 'This would make a cycle' }
  if (judged.includes(to.port) && from.port !== to.port) {
    return {
      zh: `“${input.label.zh}”只接研判节点的“${input.label.zh}”输出`,
      en: `“${input.label.en}” takes only that output of a judge node`,
    }
  }
  return null
}

/** True if data flow from one node to another. */
function reaches(document: GraphDocument, from: string, to: string): boolean {
  const { next } = wiresIn(document)
  const seen = new Set<string>()
  const queue = [from]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (id === to) return true
    if (seen.has(id)) continue
    seen.add(id)
    queue.push(...(next.get(id) ?? []))
  }
  return false
}

interface Wires {
  /** Which nodes each node feeds. */
  readonly next: ReadonlyMap<string, readonly string[]>
  /** The edge into each input port. */
  readonly into: ReadonlyMap<string, GraphEdge>
}

// Every card on the canvas asks while a wire is in the hand, so what is looked up is kept with the lists it was made from.
const knownWires = new WeakMap<GraphDocument['edges'], Wires>()
const knownNodes = new WeakMap<GraphDocument['nodes'], ReadonlyMap<string, GraphNode>>()

function wiresIn({ edges }: GraphDocument): Wires {
  const known = knownWires.get(edges)
  if (known !== undefined) return known
  const next = new Map<string, string[]>()
  const into = new Map<string, GraphEdge>()
  for (const edge of edges) {
    next.set(edge.from.node, [...(next.get(edge.from.node) ?? []), edge.to.node])
    into.set(`${edge.to.node}.${edge.to.port}`, edge)
  }
  knownWires.set(edges, { next, into })
  return { next, into }
}

function nodesById({ nodes }: GraphDocument): ReadonlyMap<string, GraphNode> {
  const known = knownNodes.get(nodes) ?? new Map(nodes.map((node) => [node.id, node]))
  knownNodes.set(nodes, known)
  return known
}
