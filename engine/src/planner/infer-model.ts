import type { Column, Problem } from '@jianmo/connectors/words'
import { type GraphDocument, type GraphNode, orderNodes } from '../graph/index.ts'
import { type InferContext, type NodeSpec, nodeProblem, specOf } from '../nodes/index.ts'
import { identifyColumns } from '../schema/index.ts'

export interface InferredModel {
  /** Columns per node and output port. A node with problems still gives what it can, so that later nodes can be checked. */
  readonly columns: Readonly<Record<string, Readonly<Record<string, readonly Column[]>>>>
  /** Every problem of the whole model at once, in the order of the data. */
  readonly problems: readonly Problem[]
}

/** One node on its way to a plan. */
export interface CheckedNode {
  readonly node: GraphNode
  readonly spec: NodeSpec
  readonly config: Record<string, unknown>
  /** Which output feeds each connected input. */
  readonly sources: Readonly<Record<string, { readonly node: string; readonly port: string }>>
  readonly inputs: Readonly<Record<string, readonly Column[]>>
  /** Whether the node itself has an error. */
  readonly broken: boolean
}

export interface CheckedModel extends InferredModel {
  readonly nodes: readonly CheckedNode[]
  readonly context: InferContext
}

/** Columns and problems of a model. Total: any document gives an answer. */
export function inferModel(document: GraphDocument, context: InferContext): InferredModel {
  const { columns, problems } = checkModel(document, context)
  return { columns, problems }
}

/** `inferModel` with what planning needs besides. The document's parameters count; the context may change their values. */
export function checkModel(document: GraphDocument, given: InferContext): CheckedModel {
  const context = { ...given, parameters: document.parameters }
  const order = orderNodes(document)
  const problems: Problem[] = [...order.problems]
  const columns: Record<string, Readonly<Record<string, readonly Column[]>>> = {}
  const nodes: CheckedNode[] = []

  for (const node of order.nodes) {
    const found: Problem[] = []
    const report = (problem: Omit<Problem, 'nodeId'>) => found.push({ ...problem, nodeId: node.id })
    const spec = specOf(node.type)
    if (!spec) {
      report(nodeProblem('unknown-node-type', { type: node.type }))
      columns[node.id] = {}
    } else {
      const { sources, inputs } = connect({ document, node, spec, columns, report })
      const config = readConfig(node, spec, report)
      const inferred = config ? spec.infer({ config, inputs, context, report }) : {}
      columns[node.id] = Object.fromEntries(
        Object.entries(inferred).map(([port, found]) => [port, identifyColumns(node.id, found)]),
      )
      const broken = found.some(({ severity }) => severity === 'error')
      if (config) nodes.push({ node, spec, config, sources, inputs, broken })
    }
    problems.push(...found)
  }

  const outputs = document.nodes.filter(({ type }) => type === 'lead-output').map(({ id }) => id)
  if (outputs.length > 1) {
    for (const nodeId of outputs.slice(1)) problems.push(nodeProblem('several-outputs', { nodes: outputs }, { nodeId }))
  }
  return { columns, problems: unique(problems), nodes, context }
}

interface Connecting {
  readonly document: GraphDocument
  readonly node: GraphNode
  readonly spec: NodeSpec
  readonly columns: InferredModel['columns']
  readonly report: (problem: Omit<Problem, 'nodeId'>) => void
}

function connect({ document, node, spec, columns, report }: Connecting): Pick<CheckedNode, 'sources' | 'inputs'> {
  const sources: Record<string, { node: string; port: string }> = {}
  const inputs: Record<string, readonly Column[]> = {}
  const ports = Object.keys(spec.inputs)
  for (const edge of document.edges.filter(({ to }) => to.node === node.id)) {
    if (!ports.includes(edge.to.port)) report(nodeProblem('unknown-port', { edge: edge.id, port: edge.to.port, ports }))
    const feeder = document.nodes.find(({ id }) => id === edge.from.node)
    const feeding = feeder && specOf(feeder.type)
    if (feeding && !(edge.from.port in feeding.outputs)) {
      report(nodeProblem('unknown-port', { edge: edge.id, port: edge.from.port, ports: Object.keys(feeding.outputs) }))
    }
  }
  for (const [port, { label, optional }] of Object.entries(spec.inputs)) {
    const edges = document.edges.filter(({ to }) => to.node === node.id && to.port === port)
    const [first] = edges
    if (edges.length > 1) report(nodeProblem('port-taken', { port, label }))
    if (!first && !optional) report(nodeProblem('input-missing', { port, label }))
    if (first) sources[port] = first.from
    inputs[port] = first ? (columns[first.from.node]?.[first.from.port] ?? []) : []
  }
  return { sources, inputs }
}

function readConfig(node: GraphNode, spec: NodeSpec, report: Connecting['report']): Record<string, unknown> | null {
  const parsed = spec.config.safeParse({ ...spec.initial, ...node.config })
  if (parsed.success) return parsed.data
  for (const { path, message } of parsed.error.issues) {
    report(nodeProblem('config-invalid', { detail: message }, { field: path.join('.') }))
  }
  return null
}

/** Two checks may find the same thing: one message per place is enough. */
function unique(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>()
  return problems.filter(({ code, nodeId, field, span, text }) => {
    const key = JSON.stringify([code, nodeId, field, span, text.en])
    return !seen.has(key) && Boolean(seen.add(key))
  })
}
