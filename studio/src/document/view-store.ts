import type { Problem, Text } from '@jianmo/connectors/words'
import type { Span } from '@jianmo/engine/expression'
import type { PortRef } from '@jianmo/engine/graph'
import type { NodePlace } from '@jianmo/engine/planner'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Arranged } from './arrange-commands.ts'
import type { RunFigures } from './figures.ts'

/** What this tab looks at. None of it is a step of the history or part of the document. */
export interface ViewState {
  readonly selectedNodes: ReadonlySet<string>
  readonly selectedEdges: ReadonlySet<string>
  /** A pointer is held down on the canvas: what is selected now may be on its way. */
  readonly pressing: boolean
  /** The one selected node that the panels show; null when none or several are selected. */
  readonly shownNode: string | null
  readonly figures: RunFigures | null
  readonly stale: ReadonlySet<string>
  /** The card under the pointer. */
  readonly hovered: string | null
  /** While SQL is looked at: where each node is computed, and why. */
  readonly places: ReadonlyMap<string, NodePlace> | null
  /** A tab of the results that something outside them opens. */
  readonly wantedTab: { readonly tab: 'sql'; readonly count: number } | null
  /** Node whose step a running run is at. */
  readonly runningNode: string | null
  readonly showsAdaptation: boolean
  /** A large model is seen from so far that its cards are marks. */
  readonly fromAfar: boolean
  /** The note whose text, or the frame whose title, is being written. */
  readonly editing: string | null
  /** Logical tables that the model reads and this district has bound to no source of its own. */
  readonly unbound: ReadonlySet<string>
  /** The edge on which the card in the hand would be put if it were let go now. */
  readonly dropEdge: string | null
  /** Auto-layout is being computed. */
  readonly arranging: boolean
  /** Where things are drawn while they glide to where auto-layout has put them; the document has them there already. */
  readonly gliding: Arranged | null
  /** What the keyboard is connecting. */
  readonly connecting: Connecting | null
  /** The newest thing that a screen reader is told. */
  readonly said: { readonly text: Text; readonly count: number }
  /** A card that something outside the canvas points to; the canvas brings it into view. */
  readonly wantedNode: { readonly nodeId: string; readonly count: number } | null
  /** What a search has found: the canvas shows it with a ring, and selects nothing. */
  readonly found: { readonly nodeId: string; readonly count: number } | null
  /** A field that a problem in the list points to, and the place in its text; the inspector scrolls there. */
  readonly wantedField: {
    readonly nodeId: string
    readonly field: string | null
    readonly span: Span | null
    readonly count: number
  } | null
  /** A lost column whose repair somebody asked for. */
  readonly wantedRepair: { readonly nodeId: string; readonly name: string } | null
}

/** One end of a wire is held, by hand or by the keyboard; the other is looked for. */
export interface HeldEnd {
  readonly side: 'in' | 'out'
  readonly port: PortRef
}

export interface Connecting {
  readonly held: HeldEnd
  /** The legal end that Enter would choose. */
  readonly target: PortRef
}

export type ViewStore = StoreApi<ViewState>

export function createViewStore(): ViewStore {
  return createStore<ViewState>()(() => ({
    selectedNodes: new Set(),
    selectedEdges: new Set(),
    pressing: false,
    shownNode: null,
    figures: null,
    stale: new Set(),
    hovered: null,
    places: null,
    wantedTab: null,
    runningNode: null,
    showsAdaptation: false,
    fromAfar: false,
    editing: null,
    unbound: new Set(),
    dropEdge: null,
    arranging: false,
    gliding: null,
    connecting: null,
    said: { text: { zh: '', en: '' }, count: 0 },
    wantedNode: null,
    found: null,
    wantedField: null,
    wantedRepair: null,
  }))
}

/** Selects a card from outside the canvas (a problem, the outline) and brings it, and the field, into view. */
export function showNode(view: ViewStore, nodeId: string, field: string | null = null): void {
  showPlace(view, nodeId, { field, span: null })
}

/** The same for what is wrong, to the very place in the text of its field. */
export function showProblem(view: ViewStore, { nodeId, field, span }: Problem): void {
  if (nodeId !== undefined) showPlace(view, nodeId, { field: field ?? null, span: span ?? null })
}

/** Opens the panel that repairs a lost column. */
export function askRepair(view: ViewStore, nodeId: string, name: string): void {
  // No field of the form and not the card either: the panel takes the focus.
  showPlace(view, nodeId, { field: '', span: null })
  view.setState({ wantedRepair: { nodeId, name } })
}

function showPlace(
  view: ViewStore,
  nodeId: string,
  { field, span }: { readonly field: string | null; readonly span: Span | null },
): void {
  const count = (view.getState().wantedNode?.count ?? 0) + 1
  view.setState({
    selectedNodes: new Set([nodeId]),
    selectedEdges: new Set(),
    wantedNode: { nodeId, count },
    wantedField: { nodeId, field, span, count },
  })
}

/** Shows what was found, or null: nothing any more. */
export function findOnCanvas(view: ViewStore, nodeId: string | null): void {
  const { found } = view.getState()
  if (nodeId === null && found === null) return
  view.setState({ found: nodeId === null ? null : { nodeId, count: (found?.count ?? 0) + 1 } })
}

/** Opens the SQL of the selected card. */
export function showSql(view: ViewStore): void {
  view.setState(({ wantedTab }) => ({ wantedTab: { tab: 'sql', count: (wantedTab?.count ?? 0) + 1 } }))
}

/** Tells whoever hears the editor rather than sees it. */
export function say(view: ViewStore, text: Text): void {
  view.setState(({ said }) => ({ said: { text, count: said.count + 1 } }))
}

export function showDropEdge(view: ViewStore, dropEdge: string | null): void {
  if (view.getState().dropEdge !== dropEdge) view.setState({ dropEdge })
}
