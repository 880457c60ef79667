import type { Column, Problem } from '@jianmo/connectors/words'
import { type GraphDocument, type GraphEdge, type GraphNode, orderNodes } from '../graph/index.ts'
import { type InferContext, type NodeSpec, nodeProblem, type Report, specOf } from '../nodes/index.ts'
import { identifyColumns, sameColumns } from '../schema/index.ts'

export interface InferredModel {
  /** Columns per node and output port. A node with problems still gives what it can, so that later nodes can be checked. */
  readonly columns: Readonly<Record<string, Readonly<Record<string, readonly Column[]>>>>
  /** Every problem of the whole model at once, in the order of the data. */
  readonly problems: readonly Problem[]
}

/** One node on its way to a plan: plain data, its type is known (`checkedSpec`). */
export interface CheckedNode {
  readonly node: GraphNode
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

/** What a checked node's type says. */
export function checkedSpec({ node }: CheckedNode): NodeSpec {
  const spec = specOf(node.type)
  if (!spec) throw new Error(`${node.type} was checked and is no node type`)
  return spec
}

/** Columns and problems of a model. Total: any document gives an answer. */
export function inferModel(document: GraphDocument, context: InferContext): InferredModel {
  const { columns, problems } = checkModel(document, context)
  return { columns, problems }
}

/**
 * `inferModel` that remembers: a node is checked again only if it, its connections, or the columns that arrive have changed.
 * The answer is that of `inferModel`; columns that did not change keep their identity.
 */
export function createInference(): (document: GraphDocument, context: InferContext) => InferredModel {
  const memory: CheckMemory = new Map()
  let seen: readonly unknown[] = []
  return (document, context) => {
    const knows = [context.tables, context.statutes, document.parameters]
    if (knows.some((part, index) => part !== seen[index])) memory.clear()
    seen = knows
    const { columns, problems } = checkModel(document, context, memory)
    const ids = new Set(document.nodes.map(({ id }) => id))
    for (const id of memory.keys()) if (!ids.has(id)) memory.delete(id)
    return { columns, problems }
  }
}

/** What was found at a node, and what it was found from (compared by identity). */
interface CheckedBefore {
  readonly from: readonly unknown[]
  readonly found: NodeFinding
}

type CheckMemory = Map<string, CheckedBefore>

interface NodeFinding {
  readonly columns: Readonly<Record<string, readonly Column[]>>
  readonly problems: readonly Problem[]
  readonly checked: CheckedNode | null
}

/** `inferModel` with what planning needs besides. The document's parameters count; the context may change their values. */
export function checkModel(
  document: GraphDocument,
  given: InferContext,
  memory: CheckMemory = new Map(),
): CheckedModel {
  const context = { ...given, parameters: document.parameters }
  const order = orderNodes(document)
  const problems: Problem[] = [...order.problems]
  const columns: Record<string, Readonly<Record<string, readonly Column[]>>> = {}
  const nodes: CheckedNode[] = []
  const byId = new Map(document.nodes.map((node) => [node.id, node]))
  const arriving = Map.groupBy(document.edges, ({ to }) => to.node)

  for (const node of order.nodes) {
    const edges = (arriving.get(node.id) ?? []).map((edge) => ({
      edge,
      feeder: byId.get(edge.from.node)?.type,
      columns: columns[edge.from.node]?.[edge.from.port],
    }))
    const from = [
      node.type,
      node.config,
      ...edges.flatMap(({ edge, feeder, columns: arrived }) => [edge, feeder, arrived]),
    ]
    const before = memory.get(node.id)
    const same = before?.from.length === from.length && before.from.every((part, index) => part === from[index])
    const found = before && same ? before.found : keepColumns(before?.found, checkNode(node, edges, context))
    memory.set(node.id, { from, found })
    columns[node.id] = found.columns
    if (found.checked) nodes.push(found.checked.node === node ? found.checked : { ...found.checked, node })
    problems.push(...found.problems)
  }

  const outputs = document.nodes.filter(({ type }) => type === 'lead-output').map(({ id }) => id)
  if (outputs.length > 1) {
    for (const nodeId of outputs.slice(1)) problems.push(nodeProblem('several-outputs', { nodes: outputs }, { nodeId }))
  }
  return { columns, problems: unique(problems), nodes, context }
}

/** Columns that came out as before keep their identity, so that nothing behind them is checked again. */
function keepColumns(before: NodeFinding | undefined, found: NodeFinding): NodeFinding {
  if (before === undefined) return found
  const columns = Object.entries(found.columns).map(([port, now]) => {
    const old = before.columns[port]
    return [port, old !== undefined && sameColumns(old, now) ? old : now] as const
  })
  return { ...found, columns: Object.fromEntries(columns) }
}

/** A connection that arrives at a node. */
interface Arrival {
  readonly edge: GraphEdge
  /** Type of the node it comes from; undefined if there is none. */
  readonly feeder: string | undefined
  readonly columns: readonly Column[] | undefined
}

function checkNode(node: GraphNode, edges: readonly Arrival[], context: InferContext): NodeFinding {
  const problems: Problem[] = []
  const report = (problem: Omit<Problem, 'nodeId'>) => problems.push({ ...problem, nodeId: node.id })
  const spec = specOf(node.type)
  if (!spec) {
    report(nodeProblem('unknown-node-type', { type: node.type }))
    return { columns: {}, problems, checked: null }
  }
  const { sources, inputs } = connect(spec, edges, report)
  const config = readConfig(node, spec, report)
  const inferred = config ? spec.infer({ config, inputs, context, report }) : {}
  const columns = Object.fromEntries(
    Object.entries(inferred).map(([port, found]) => [port, identifyColumns(node.id, found)]),
  )
  const broken = problems.some(({ severity }) => severity === 'error')
  return { columns, problems, checked: config && { node, config, sources, inputs, broken } }
}

function connect(spec: NodeSpec, edges: readonly Arrival[], report: Report): Pick<CheckedNode, 'sources' | 'inputs'> {
  const sources: Record<string, { node: string; port: string }> = {}
  const inputs: Record<string, readonly Column[]> = {}
  const ports = Object.keys(spec.inputs)
  for (const { edge, feeder } of edges) {
    if (!ports.includes(edge.to.port)) report(nodeProblem('unknown-port', { edge: edge.id, port: edge.to.port, ports }))
    const feeding = feeder === undefined ? undefined : specOf(feeder)
    if (feeding && !(edge.from.port in feeding.outputs)) {
      report(nodeProblem('unknown-port', { edge: edge.id, port: edge.from.port, ports: Object.keys(feeding.outputs) }))
    }
  }
  for (const [port, { label, optional }] of Object.entries(spec.inputs)) {
    const [first, ...others] = edges.filter(({ edge }) => edge.to.port === port)
    if (others.length > 0) report(nodeProblem('port-taken', { port, label }))
    if (!first && !optional) report(nodeProblem('input-missing', { port, label }))
    if (first) sources[port] = first.edge.from
    inputs[port] = first?.columns ?? []
  }
  return { sources, inputs }
}

function readConfig(node: GraphNode, spec: NodeSpec, report: Report): Record<string, unknown> | null {
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
