import type { Column, LogicalTable, Problem, Statute } from '@jianmo/connectors/words'
import { checkPersonalData, type GraphDocument } from '@jianmo/engine/graph'
import { createInference } from '@jianmo/engine/planner'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { DocumentStore } from './document-store.ts'

export interface Catalogue {
  readonly tables: readonly LogicalTable[]
  readonly statutes: readonly Statute[]
}

/** What follows from the document at once, without asking the server. */
export interface Inference {
  readonly columns: Readonly<Record<string, Readonly<Record<string, readonly Column[]>>>>
  readonly problems: readonly Problem[]
  readonly byNode: Readonly<Record<string, readonly Problem[]>>
  /** The one count that every part of the editor shows: all, and those that stand in the way of a run. */
  readonly counts: { readonly all: number; readonly errors: number }
  /** A worker is at it: what stands here is of an earlier document. */
  readonly pending: boolean
}

/** From this many nodes on a worker infers: here it would keep the first picture waiting (0.6 s for 5,000, Chromium). */
const largeFrom = 2000

const noProblems: readonly Problem[] = []
const noColumns: readonly Column[] = []

export function problemsOf(inference: Inference, nodeId: string): readonly Problem[] {
  return inference.byNode[nodeId] ?? noProblems
}

export function columnsOf(inference: Inference, nodeId: string, port: string): readonly Column[] {
  return inference.columns[nodeId]?.[port] ?? noColumns
}

/** Columns that arrive at an input port: those of the output that is joined to it. */
export function columnsAt(
  inference: Inference,
  document: GraphDocument,
  nodeId: string,
  port: string,
): readonly Column[] {
  const edge = document.edges.find(({ to }) => to.node === nodeId && to.port === port)
  return edge === undefined ? noColumns : columnsOf(inference, edge.from.node, edge.from.port)
}

function infer(
  document: GraphDocument,
  { tables, statutes }: Catalogue,
  inferModel: ReturnType<typeof createInference>,
): Inference {
  const { columns, problems: found } = inferModel(document, { tables, statutes, parameters: document.parameters })
  return inferenceOf(columns, [...found, ...checkPersonalData(document)])
}

export function inferenceOf(columns: Inference['columns'], problems: readonly Problem[]): Inference {
  const byNode: Record<string, Problem[]> = {}
  for (const problem of problems) {
    if (problem.nodeId === undefined) continue
    const list = byNode[problem.nodeId] ?? []
    list.push(problem)
    byNode[problem.nodeId] = list
  }
  const errors = problems.filter(({ severity }) => severity === 'error').length
  return { columns, problems, byNode, counts: { all: problems.length, errors }, pending: false }
}

/** What would follow from a document that is not the open one. */
export const inferOnce = (document: GraphDocument, catalogue: Catalogue): Inference =>
  infer(document, catalogue, createInference())

/** Keeps the inference beside the document. Moving cards and editing notes do not infer again. */
export function createInferenceStore(store: DocumentStore, catalogue: Catalogue): StoreApi<Inference> {
  let seen = store.getState().history.document
  if (isForWorker(seen)) return createStore<Inference>()(() => ({ ...inferenceOf({}, []), pending: true }))
  const inferModel = createInference()
  const inference = createStore<Inference>()(() => infer(seen, catalogue, inferModel))
  store.subscribe(({ history: { document } }) => {
    if (document === seen) return
    const same = sameMeaning(seen, document)
    seen = document
    if (!same) inference.setState(infer(document, catalogue, inferModel), true)
  })
  return inference
}

const isForWorker = ({ nodes }: GraphDocument): boolean => nodes.length >= largeFrom && typeof Worker === 'function'

/** True if nothing but positions, sizes and notes differ; compared by identity, so it is cheap while a card is dragged. */
export function sameMeaning(left: GraphDocument, right: GraphDocument): boolean {
  if (left === right) return true
  if (left.edges !== right.edges || left.parameters !== right.parameters || left.notes !== right.notes) return false
  if (left.title !== right.title || left.summary !== right.summary || left.nodes.length !== right.nodes.length)
    return false
  return left.nodes.every((node, index) => {
    const other = right.nodes[index]
    return (
      other !== undefined &&
      (node === other ||
        (node.id === other.id &&
          node.type === other.type &&
          node.title === other.title &&
          node.config === other.config &&
          node.note === other.note))
    )
  })
}
