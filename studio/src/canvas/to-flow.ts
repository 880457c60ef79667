import type { Problem } from '@jianmo/connectors/words'
import type {
  CanvasGroup,
  CanvasNote,
  GraphDocument,
  GraphEdge,
  GraphNode,
  Position as Point,
} from '@jianmo/engine/graph'
import { type NodeHandle, Position } from '@xyflow/react'
import { groupsOf, nodesById } from '../document/index.ts'
import type { Adaptation } from '../editor/editor-api.ts'
import type { ChooseText } from '../text/index.ts'
import type { AdaptationGroupNode, AdaptationNode } from './AdaptationCard.tsx'
import { hasSpareInputs } from './card-text.ts'
import { shapeOfCard } from './drawn-shapes.ts'
import type { RowsEdge } from './EdgeLine.tsx'
import type { FrameNode } from './FrameCard.tsx'
import { type Box, collapsedSize, hiddenIn } from './frames.ts'
import type { CardNode } from './NodeCard.tsx'
import type { NoteNode } from './NoteCard.tsx'

export type FlowNode = CardNode | NoteNode | FrameNode | AdaptationNode | AdaptationGroupNode

interface FlowRequest {
  readonly document: GraphDocument
  readonly problems: Readonly<Record<string, readonly Problem[]>>
  readonly selected: ReadonlySet<string>
  /** Where dragged cards are while they are in the hand; the document learns it on drop. */
  readonly held: Readonly<Record<string, Point>>
  /** The same for the sizes of notes and frames. */
  readonly sizes: Readonly<Record<string, { readonly width: number; readonly height: number }>>
  readonly adaptation: readonly Adaptation[]
  readonly mayEdit: boolean
  /** Cards that stay mounted wherever the view goes: in the hand, being edited, at one end of a held wire. */
  readonly kept: ReadonlySet<string>
  readonly onResizeFrame: (id: string, box: Box) => void
  readonly t: ChooseText
}

const portSize = 11

/** Of all cards only the selected is a tab stop: arrows walk among the others. */
const tabStops = { on: { tabIndex: 0 }, off: { tabIndex: -1 } } as const
const tabStop = (selected: boolean) => (selected ? tabStops.on : tabStops.off)

/** Document → what React Flow draws. Sizes and ports are computed, so culling and edges are right from the first frame. */
export function toFlowNodes(request: FlowRequest): FlowNode[] {
  const { document, problems, selected, held, sizes, adaptation, mayEdit, kept, t } = request
  const hidden = hiddenIn(document)
  const nodes = document.nodes.filter(({ id }) => !hidden.has(id))
  const notes = document.notes.filter(({ id }) => !hidden.has(id))
  return [
    ...groupsOf(document).map((group) => frameNode(group, request)),
    ...adaptationNodes({ ...document, nodes }, adaptation, held),
    ...notes.map((note) =>
      noteNode({ ...note, size: sizes[note.id] ?? note.size }, note, {
        position: held[note.id] ?? note.position,
        selected: selected.has(note.id),
        mayEdit,
        kept: kept.has(note.id),
        t,
      }),
    ),
    ...nodes.map((node) =>
      knownCard(node, document, problems[node.id] ?? noProblems, {
        position: held[node.id] ?? node.position,
        selected: selected.has(node.id),
        mayEdit,
        kept: kept.has(node.id),
        t,
      }),
    ),
  ]
}

const hiddenCards = new WeakMap<CardNode, CardNode>()

/** From afar only kept cards are elements of the page; the others are still there for whoever asks React Flow. */
export function seenFromAfar(nodes: readonly FlowNode[], kept: ReadonlySet<string>): FlowNode[] {
  return nodes.map((node) => {
    if (node.type !== 'card' || kept.has(node.id)) return node
    const hidden = hiddenCards.get(node) ?? { ...node, hidden: true }
    hiddenCards.set(node, hidden)
    return hidden
  })
}

interface Placing {
  readonly position: Point
  readonly selected: boolean
  readonly mayEdit: boolean
  readonly kept: boolean
  readonly t: ChooseText
}

const noProblems: readonly Problem[] = []

/** What a card was drawn from, compared by identity, and what came of it: of 5,000 cards a move changes one. */
const knownCards = new WeakMap<GraphNode, { readonly from: readonly unknown[]; readonly card: CardNode }>()

function knownCard(node: GraphNode, document: GraphDocument, problems: readonly Problem[], placing: Placing): CardNode {
  const { position, selected, mayEdit, kept, t } = placing
  const edges = hasSpareInputs(node) ? document.edges : null
  const from = [position.x, position.y, selected, mayEdit, kept, t, problems, edges]
  const known = knownCards.get(node)
  if (known?.from.every((part, index) => part === from[index])) return known.card
  const card = cardNode(node, document, problems, placing)
  knownCards.set(node, { from, card })
  return card
}

function cardNode(
  node: GraphNode,
  document: GraphDocument,
  problems: readonly Problem[],
  { position, selected, mayEdit, kept, t }: Placing,
): CardNode {
  const { layout, ports } = shapeOfCard(node, document, problems, t)
  const handle = (side: 'in' | 'out', id: string): NodeHandle => ({
    id,
    type: side === 'in' ? 'target' : 'source',
    position: side === 'in' ? Position.Left : Position.Right,
    x: (side === 'in' ? 0 : layout.width) - portSize / 2,
    y: layout.portY(side, id) - portSize / 2,
    width: portSize,
    height: portSize,
  })
  return {
    id: node.id,
    type: 'card',
    position,
    selected,
    draggable: mayEdit,
    connectable: mayEdit,
    // React Flow never culls what it takes for dragged.
    dragging: kept,
    domAttributes: tabStop(selected),
    width: layout.width,
    height: layout.height,
    measured: { width: layout.width, height: layout.height },
    handles: [...ports.inputs.map((id) => handle('in', id)), ...ports.outputs.map((id) => handle('out', id))],
    ariaLabel: node.title,
    data: { node, layout, ports },
  }
}

function frameNode(
  group: CanvasGroup,
  { document, selected, held, sizes, mayEdit, kept, onResizeFrame }: FlowRequest,
): FrameNode {
  const size = group.collapsed ? collapsedSize : (sizes[group.id] ?? group.size)
  const handle = (side: 'in' | 'out'): NodeHandle => ({
    id: side,
    type: side === 'in' ? 'target' : 'source',
    position: side === 'in' ? Position.Left : Position.Right,
    x: (side === 'in' ? 0 : size.width) - portSize / 2,
    y: size.height / 2 - portSize / 2,
    width: portSize,
    height: portSize,
  })
  const members = new Set(group.members)
  return {
    id: group.id,
    type: 'frame',
    position: held[group.id] ?? group.position,
    selected: selected.has(group.id),
    draggable: mayEdit,
    dragHandle: '.frame-head',
    dragging: kept.has(group.id),
    connectable: false,
    domAttributes: tabStop(selected.has(group.id)),
    ...size,
    measured: size,
    handles: group.collapsed ? [handle('in'), handle('out')] : [],
    // Below everything, but a selected one above the edges, which would cover its handles. The inside of an open frame lets the
    // pointer through to the canvas.
    zIndex: group.collapsed || selected.has(group.id) ? 0 : -3,
    style: { pointerEvents: group.collapsed ? 'all' : 'none' },
    ariaLabel: group.title,
    data: {
      group,
      nodes: document.nodes.filter(({ id }) => members.has(id)).length,
      onResize: (box) => onResizeFrame(group.id, box),
    },
  }
}

function noteNode(
  { size }: Pick<CanvasNote, 'size'>,
  note: CanvasNote,
  { position, selected, mayEdit, kept }: Placing,
): NoteNode {
  return {
    id: note.id,
    type: 'note',
    position,
    selected,
    draggable: mayEdit,
    connectable: false,
    dragging: kept,
    domAttributes: tabStop(selected),
    width: size.width,
    height: size.height,
    measured: size,
    zIndex: 0,
    data: { note },
  }
}

const step = { width: 164, height: 94, gap: 10, pad: 10, head: 20 }

/** The cards of the adaptation layer stand left of the source that they feed, physical table first. */
function adaptationNodes(
  document: GraphDocument,
  adaptation: readonly Adaptation[],
  held: FlowRequest['held'],
): (AdaptationNode | AdaptationGroupNode)[] {
  return document.nodes.flatMap((node) => {
    const layer =
      node.type === 'source' ? adaptation.find(({ logicalTable }) => logicalTable === node.config.table) : undefined
    if (layer === undefined || layer.nodes.length === 0) return []
    const position = held[node.id] ?? node.position
    const width = layer.nodes.length * (step.width + step.gap) - step.gap
    const left = position.x - width - 40
    const top = position.y - 10
    const fixed = {
      draggable: false,
      connectable: false,
      selectable: false,
      deletable: false,
      focusable: false,
    } as const
    const groupSize = { width: width + 2 * step.pad, height: step.height + step.head + step.pad }
    const group: AdaptationGroupNode = {
      id: `adapt-${node.id}`,
      type: 'adaptation-group',
      position: { x: left - step.pad, y: top - step.head },
      ...groupSize,
      measured: groupSize,
      ...fixed,
      zIndex: -2,
      data: { table: layer.logicalTable },
    }
    return [
      group,
      ...layer.nodes.map(
        (item, index): AdaptationNode => ({
          id: `adapt-${node.id}-${item.id}`,
          type: 'adaptation',
          position: { x: left + index * (step.width + step.gap), y: top },
          width: step.width,
          height: step.height,
          measured: { width: step.width, height: step.height },
          ...fixed,
          zIndex: -1,
          data: { step: item },
        }),
      ),
    ]
  })
}

const knownEdges = new WeakMap<GraphEdge, { readonly from: readonly unknown[]; readonly drawn: RowsEdge }>()

/** Edges into and out of a collapsed frame end at its card; those inside it are out of sight. */
export function toFlowEdges(document: GraphDocument, selected: ReadonlySet<string>, t: ChooseText): RowsEdge[] {
  const nodes = nodesById(document)
  const hidden = hiddenIn(document)
  return document.edges.flatMap((edge) => {
    const [from, to] = [hidden.get(edge.from.node), hidden.get(edge.to.node)]
    if (from !== undefined && from === to) return []
    const titles = [nodes.get(edge.from.node)?.title, nodes.get(edge.to.node)?.title] as const
    const made = [from, to, ...titles, selected.has(edge.id), t]
    const known = knownEdges.get(edge)
    if (known?.from.every((part, index) => part === made[index])) return [known.drawn]
    const drawn: RowsEdge = {
      id: edge.id,
      type: 'rows',
      source: from ?? edge.from.node,
      sourceHandle: from === undefined ? edge.from.port : 'out',
      target: to ?? edge.to.node,
      targetHandle: to === undefined ? edge.to.port : 'in',
      selected: selected.has(edge.id),
      domAttributes: tabStop(selected.has(edge.id)),
      ariaLabel: t({ zh: `从“${titles[0]}”到“${titles[1]}”的连线`, en: `From ${titles[0]} to ${titles[1]}` }),
      data: { edge },
    }
    knownEdges.set(edge, { from: made, drawn })
    return [drawn]
  })
}
