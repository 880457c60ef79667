import type { GraphDocument, GraphNode } from '@jianmo/engine/graph'
import { type FillRequest, type NodeSpec, specOf } from '@jianmo/engine/nodes'
import { type Command, quoted } from './command.ts'
import { type Catalogue, columnsAt, type Inference, inferOnce } from './inference-store.ts'
import { upstreamOf } from './upstream.ts'

type Filling = Readonly<Record<string, unknown>>

/** The same command, after which a node that it gave a wire is filled from what arrives: settings that nobody touched, and only
 * where its type says that nothing else could be meant. */
export function prefilling(command: Command, catalogue: Catalogue): Command {
  return {
    ...command,
    apply(document, base) {
      const after = command.apply(document, base)
      const known = new Set(document.edges.map(({ id }) => id))
      const fed = new Set(after.edges.flatMap(({ id, to }) => (known.has(id) ? [] : [to.node])))
      return [...fed].reduce((filled, nodeId) => prefilled(filled, nodeId, catalogue), after)
    },
  }
}

function prefilled(document: GraphDocument, nodeId: string, catalogue: Catalogue): GraphDocument {
  const node = document.nodes.find(({ id }) => id === nodeId)
  const spec = specOf(node?.type ?? '')
  if (node === undefined || spec?.prefill === undefined) return document
  const request = requestOf(document, inferOnce(onlyAbove(document, nodeId), catalogue), node, spec)
  if (request === null) return document
  const untouched = Object.entries(spec.prefill(request)).filter(
    ([field]) => JSON.stringify(request.config[field]) === JSON.stringify(spec.initial[field]),
  )
  return untouched.length === 0 ? document : withConfig(document, nodeId, Object.fromEntries(untouched))
}

/** What a node's type proposes and somebody has to say; null if nothing. */
export function proposalFor(document: GraphDocument, inference: Inference, nodeId: string): Filling | null {
  const node = document.nodes.find(({ id }) => id === nodeId)
  const spec = specOf(node?.type ?? '')
  if (node === undefined || spec?.propose === undefined) return null
  const request = requestOf(document, inference, node, spec)
  return request === null ? null : spec.propose(request)
}

export function takeProposal(node: Pick<GraphNode, 'id' | 'title'>, proposal: Filling): Command {
  return {
    name: quoted({ zh: '采用建议', en: 'Take the proposal for' }, node.title),
    apply: (document) => withConfig(document, node.id, proposal),
  }
}

function requestOf(
  document: GraphDocument,
  inference: Inference,
  node: GraphNode,
  spec: NodeSpec,
): FillRequest<Record<string, unknown>> | null {
  const config = spec.config.safeParse({ ...spec.initial, ...node.config })
  if (!config.success) return null
  const inputs = Object.keys(spec.inputs).map((port) => [port, columnsAt(inference, document, node.id, port)] as const)
  return { config: config.data, inputs: Object.fromEntries(inputs), title: document.title }
}

/** Inferring only what the node stands on keeps a large drawing quick. */
function onlyAbove(document: GraphDocument, nodeId: string): GraphDocument {
  const above = new Set(upstreamOf(document, nodeId).nodes.map(({ id }) => id))
  return {
    ...document,
    nodes: document.nodes.filter(({ id }) => above.has(id)),
    edges: document.edges.filter(({ to }) => above.has(to.node)),
  }
}

function withConfig(document: GraphDocument, nodeId: string, part: Filling): GraphDocument {
  return {
    ...document,
    nodes: document.nodes.map((node) => (node.id === nodeId ? { ...node, config: { ...node.config, ...part } } : node)),
  }
}
