import type { Problem } from '@jianmo/connectors/words'
import type { CanvasNote, GraphDocument, GraphNode, Position as Point } from '@jianmo/engine/graph'
import { type NodeHandle, Position } from '@xyflow/react'
import type { Adaptation } from '../editor/editor-api.ts'
import type { ChooseText } from '../text/index.ts'
import type { AdaptationGroupNode, AdaptationNode } from './AdaptationCard.tsx'
import { describeNode, firstProblem, portsOf } from './card-text.ts'
import type { RowsEdge } from './EdgeLine.tsx'
import type { CardNode } from './NodeCard.tsx'
import type { NoteNode } from './NoteCard.tsx'
import { layoutCard } from './node-size.ts'

export type FlowNode = CardNode | NoteNode | AdaptationNode | AdaptationGroupNode

interface FlowRequest {
  readonly document: GraphDocument
  readonly problems: Readonly<Record<string, readonly Problem[]>>
  readonly selected: ReadonlySet<string>
  /** Where dragged cards are while they are in the hand; the document learns it on drop. */
  readonly held: Readonly<Record<string, Point>>
  readonly adaptation: readonly Adaptation[]
  readonly mayEdit: boolean
  readonly t: ChooseText
}

const portSize = 11

/** Document → what React Flow draws. Sizes and ports are computed, so culling and edges are right from the first frame. */
export function toFlowNodes({ document, problems, selected, held, adaptation, mayEdit, t }: FlowRequest): FlowNode[] {
  return [
    ...adaptationNodes(document, adaptation, held),
    ...document.notes.map((note) => noteNode(note, held[note.id] ?? note.position, selected.has(note.id), mayEdit)),
    ...document.nodes.map((node) =>
      cardNode(node, problems[node.id] ?? [], {
        position: held[node.id] ?? node.position,
        selected: selected.has(node.id),
        mayEdit,
        t,
      }),
    ),
  ]
}

interface Placing {
  readonly position: Point
  readonly selected: boolean
  readonly mayEdit: boolean
  readonly t: ChooseText
}

function cardNode(
  node: GraphNode,
  problems: readonly Problem[],
  { position, selected, mayEdit, t }: Placing,
): CardNode {
  const ports = portsOf(node)
  const problem = firstProblem(problems)
  const layout = layoutCard({
    describe: describeNode(node, t),
    problem: problem === null ? null : t(problem.text),
    ...ports,
  })
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
    width: layout.width,
    height: layout.height,
    measured: { width: layout.width, height: layout.height },
    handles: [...ports.inputs.map((id) => handle('in', id)), ...ports.outputs.map((id) => handle('out', id))],
    ariaLabel: node.title,
    data: { node, layout },
  }
}

function noteNode(note: CanvasNote, position: Point, selected: boolean, mayEdit: boolean): NoteNode {
  return {
    id: note.id,
    type: 'note',
    position,
    selected,
    draggable: mayEdit,
    connectable: false,
    width: note.size.width,
    height: note.size.height,
    measured: note.size,
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

export function toFlowEdges({ nodes, edges }: GraphDocument, selected: ReadonlySet<string>, t: ChooseText): RowsEdge[] {
  const titles = new Map(nodes.map(({ id, title }) => [id, title]))
  return edges.map((edge) => ({
    id: edge.id,
    type: 'rows',
    source: edge.from.node,
    sourceHandle: edge.from.port,
    target: edge.to.node,
    targetHandle: edge.to.port,
    selected: selected.has(edge.id),
    ariaLabel: t({
      zh: `从“${titles.get(edge.from.node)}”到“${titles.get(edge.to.node)}”的连线`,
      en: `From ${titles.get(edge.from.node)} to ${titles.get(edge.to.node)}`,
    }),
    data: { edge },
  }))
}
