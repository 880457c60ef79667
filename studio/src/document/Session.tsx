import type { Column, Problem } from '@jianmo/connectors/words'
import type { GraphDocument } from '@jianmo/engine/graph'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { Command } from './command.ts'
import { createDocumentStore, type DocumentState, type DocumentStore } from './document-store.ts'
import { type NodeFigures, staleFigures } from './figures.ts'
import { proposalFor } from './fill-commands.ts'
import { type History, startHistory } from './history.ts'
import { type Catalogue, columnsOf, createInferenceStore, type Inference, problemsOf } from './inference-store.ts'
import type { ViewKeeper } from './kept-view.ts'
import { nodesById } from './lookups.ts'
import { createViewStore, type ViewState, type ViewStore } from './view-store.ts'

/** The stores of one open model. */
export interface Session {
  readonly modelId: string
  readonly document: DocumentStore
  readonly inference: StoreApi<Inference>
  readonly view: ViewStore
  readonly catalogue: Catalogue
  /** Remembers where this person was; null where nobody does. */
  readonly keeper: ViewKeeper | null
}

export function createSession(open: {
  readonly modelId: string
  /** A document to begin with, or the history that a tab kept of it. */
  readonly document: GraphDocument | History
  readonly mayEdit: boolean
  readonly catalogue: Catalogue
  readonly keeper?: ViewKeeper | null
}): Session {
  const history = 'past' in open.document ? open.document : startHistory(open.document)
  const document = createDocumentStore(history, open.mayEdit)
  const view = createViewStore()
  const refreshStale = () => {
    const { figures, stale } = view.getState()
    const next = figures === null ? new Set<string>() : staleFigures(figures, document.getState().history.document)
    if (next.size !== stale.size || [...next].some((id) => !stale.has(id))) view.setState({ stale: next })
  }
  document.subscribe(() => {
    refreshStale()
    forgetGone(document, view)
  })
  view.subscribe((state, before) => {
    if (state.figures !== before.figures) refreshStale()
    // A panel that opened in the middle of a drag would take the time of its frames, and room from under the hand.
    const shownNode = state.pressing ? state.shownNode : onlyOne(state.selectedNodes)
    if (shownNode !== state.shownNode) view.setState({ shownNode })
  })
  return {
    modelId: open.modelId,
    document,
    view,
    catalogue: open.catalogue,
    keeper: open.keeper ?? null,
    inference: createInferenceStore(document, open.catalogue),
  }
}

const onlyOne = (selected: ReadonlySet<string>): string | null =>
  selected.size === 1 ? ([...selected][0] ?? null) : null

/** What was undone or deleted is no longer selected: a frame is put around what is there, and counted is what can be seen. */
function forgetGone(document: DocumentStore, view: ViewStore): void {
  const { nodes, notes, edges, groups = [] } = document.getState().history.document
  const { selectedNodes, selectedEdges } = view.getState()
  const shown = new Set([...nodes, ...notes, ...groups].map(({ id }) => id))
  const wires = new Set(edges.map(({ id }) => id))
  if ([...selectedNodes].some((id) => !shown.has(id)))
    view.setState({ selectedNodes: new Set([...selectedNodes].filter((id) => shown.has(id))) })
  if ([...selectedEdges].some((id) => !wires.has(id)))
    view.setState({ selectedEdges: new Set([...selectedEdges].filter((id) => wires.has(id))) })
}

const SessionContext = createContext<Session | null>(null)

export function SessionProvider({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === null) throw new Error('no open model around this component')
  return session
}

export function useDocumentState<Part>(select: (state: DocumentState) => Part): Part {
  return useStore(useSession().document, select)
}

export function useGraph(): GraphDocument {
  return useDocumentState(({ history }) => history.document)
}

export function useNode(nodeId: string | null) {
  return useDocumentState(({ history }) => (nodeId === null ? null : (nodesById(history.document).get(nodeId) ?? null)))
}

export function useDispatch(): (command: Command) => void {
  return useDocumentState(({ dispatch }) => dispatch)
}

export function useInference<Part>(select: (inference: Inference) => Part): Part {
  return useStore(useSession().inference, select)
}

export function useProblems(nodeId: string): readonly Problem[] {
  return useInference((inference) => problemsOf(inference, nodeId))
}

export function useOutputColumns(nodeId: string, port: string): readonly Column[] {
  return useInference((inference) => columnsOf(inference, nodeId, port))
}

export function useView<Part>(select: (view: ViewState) => Part): Part {
  return useStore(useSession().view, select)
}

export function useFigures(nodeId: string): NodeFigures | null {
  return useView(({ figures }) => figures?.nodes[nodeId] ?? null)
}

/** What a node proposes and nobody took yet. */
export function useProposal(nodeId: string): Readonly<Record<string, unknown>> | null {
  const document = useGraph()
  const inference = useInference((state) => state)
  return useMemo(() => proposalFor(document, inference, nodeId), [document, inference, nodeId])
}

/** The one selected node, or null when none or several are selected. While a button is held on the canvas it stays what it was. */
export function useSelectedNode() {
  return useNode(useView(({ shownNode }) => shownNode))
}
