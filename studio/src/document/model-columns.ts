import type { Column, Problem } from '@jianmo/connectors/words'
import type { GraphDocument, GraphNode } from '@jianmo/engine/graph'
import type { InferContext, NodeSpec } from '@jianmo/engine/nodes'
import { createInference } from '@jianmo/engine/planner'
import { identifyColumns } from '@jianmo/engine/schema'
import type { Catalogue, Inference } from './inference-store.ts'

/** Commands ask for the columns of the open document and of those just before it: what did not change is not inferred again. */
const remember = createInference()

export function modelColumns(document: GraphDocument, { tables, statutes }: Catalogue): Inference['columns'] {
  return remember(document, { tables, statutes, parameters: document.parameters }).columns
}

export interface Settings {
  readonly node: GraphNode
  readonly config: Readonly<Record<string, unknown>>
  /** Columns that arrive, by port. */
  readonly inputs: Readonly<Record<string, readonly Column[]>>
  readonly context: InferContext
}

/** What one node would give with other settings or other inputs, and what would be wrong with them. */
export function nodeColumns(spec: NodeSpec, { node, config, inputs, context }: Settings) {
  const problems: Omit<Problem, 'nodeId'>[] = []
  // A drawing may be older than a setting.
  const parsed = spec.config.safeParse({ ...spec.initial, ...config })
  const report = (problem: Omit<Problem, 'nodeId'>) => problems.push(problem)
  const found = parsed.success ? spec.infer({ config: parsed.data, inputs, context, report }) : {}
  const outputs = Object.entries(found).map(([port, list]) => [port, identifyColumns(node.id, list)] as const)
  return { outputs: Object.fromEntries<readonly Column[]>(outputs), problems }
}
