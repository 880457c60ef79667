import type { Problem } from '@jianmo/connectors/words'
import type { GraphDocument, GraphNode } from './document.ts'
import { graphProblem } from './graph.problems.ts'

export interface NodeOrder {
  /** Every node after all nodes that feed it. Nodes on a cycle, and those behind one, are left out. */
  readonly nodes: readonly GraphNode[]
  readonly problems: readonly Problem[]
}

/** Topological order, stable: among nodes that are ready, the one written first comes first. */
export function orderNodes(document: GraphDocument): NodeOrder {
  const waiting = new Map(document.nodes.map((node) => [node.id, new Set<string>()]))
  const followers = new Map<string, string[]>()
  for (const { from, to } of document.edges) {
    if (!waiting.has(from.node)) continue
    waiting.get(to.node)?.add(from.node)
    const after = followers.get(from.node)
    if (after) after.push(to.node)
    else followers.set(from.node, [to.node])
  }

  const ready = document.nodes.filter((node) => waiting.get(node.id)?.size === 0)
  const byId = new Map(document.nodes.map((node) => [node.id, node]))
  const nodes: GraphNode[] = []
  for (const node of ready) {
    nodes.push(node)
    for (const id of new Set(followers.get(node.id))) {
      const left = waiting.get(id)
      left?.delete(node.id)
      const next = byId.get(id)
      if (left?.size === 0 && next) ready.push(next)
    }
  }

  const cycle = findCycle(new Map([...waiting].filter(([, left]) => left.size > 0)))
  if (cycle.length === 0) return { nodes, problems: [] }
  const titles = [...cycle, cycle[0] ?? ''].map((id) => byId.get(id)?.title ?? id)
  return { nodes, problems: cycle.map((nodeId) => graphProblem('cyclic-graph', { nodes: cycle, titles }, { nodeId })) }
}

/** Walks back along unfinished inputs until a node repeats: that loop is a cycle. */
function findCycle(unfinished: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const path: string[] = []
  let at = unfinished.keys().next().value
  while (at !== undefined && !path.includes(at)) {
    path.push(at)
    at = [...(unfinished.get(at) ?? [])].find((id) => unfinished.has(id))
  }
  return at === undefined ? [] : path.slice(path.indexOf(at)).reverse()
}
