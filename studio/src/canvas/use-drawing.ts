import type { GraphDocument, Position as Point } from '@jianmo/engine/graph'
import { type EdgeChange, type NodeChange, type OnNodeDrag, useReactFlow } from '@xyflow/react'
import { useCallback, useMemo, useRef, useState } from 'react'
import {
  andRegroup,
  groupsOf,
  moveNodes,
  resizeGroup,
  showDropEdge,
  useDispatch,
  useDocumentState,
  useGraph,
  useInference,
  useSession,
  useView,
} from '../document/index.ts'
import type { Adaptation } from '../editor/editor-api.ts'
import { useText } from '../text/index.ts'
import { boxAt } from './card-box.ts'
import { droppedOnEdge, edgeOfDragged } from './drop-on-edge.ts'
import type { RowsEdge } from './EdgeLine.tsx'
import { type Box, framesAfter, isInside } from './frames.ts'
import { useHolding } from './held-end-context.tsx'
import { type FlowNode, toFlowEdges, toFlowNodes } from './to-flow.ts'

/** What React Flow draws of the document, and what its changes do to it: selection, moves, sizes. */
export function useDrawing(adaptation: readonly Adaptation[]) {
  const t = useText()
  const session = useSession()
  const document = useGraph()
  const dispatch = useDispatch()
  const mayEdit = useDocumentState((state) => state.mayEdit)
  const problems = useInference((inference) => inference.byNode)
  const selectedNodes = useView((view) => view.selectedNodes)
  const selectedEdges = useView((view) => view.selectedEdges)
  const showsAdaptation = useView((view) => view.showsAdaptation)
  const [held, setHeld] = useState<Readonly<Record<string, Point>>>({})
  // Beside the state, so that a move does not make the handlers anew: React Flow would tell its whole store of them.
  const holds = useRef(false)
  const [sizes, setSizes] = useState<Readonly<Record<string, { width: number; height: number }>>>({})
  const gliding = useView((view) => view.gliding)
  const flow = useReactFlow<FlowNode, RowsEdge>()
  const kept = useKept(held, selectedNodes)

  // What stands inside a frame after it was resized belongs to it.
  const onResizeFrame = useCallback(
    (id: string, box: Box) => {
      const cards = flow.getNodes().filter(({ type }) => type === 'card' || type === 'note')
      const members = cards.filter((card) => isInside(box, boxAt(card))).map((card) => card.id)
      dispatch(resizeGroup(id, { position: box, size: { width: box.width, height: box.height }, members }))
    },
    [dispatch, flow],
  )

  const nodes = useMemo(
    () =>
      toFlowNodes({
        document,
        problems,
        selected: selectedNodes,
        held: gliding?.positions ?? held,
        sizes: gliding?.sizes ?? sizes,
        adaptation: showsAdaptation ? adaptation : [],
        mayEdit,
        kept,
        onResizeFrame,
        t,
      }),
    [
      document,
      problems,
      selectedNodes,
      held,
      sizes,
      gliding,
      adaptation,
      showsAdaptation,
      mayEdit,
      kept,
      onResizeFrame,
      t,
    ],
  )
  const edges = useMemo(() => toFlowEdges(document, selectedEdges, t), [document, selectedEdges, t])

  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const now = session.document.getState().history.document
      const wasHeld = holds.current
      const dropped: Record<string, Point> = {}
      const moving: Record<string, Point> = {}
      const selected = new Set(session.view.getState().selectedNodes)
      const resized = resizesOf(changes)
      for (const change of changes) {
        if (change.type === 'select') {
          if (change.selected) selected.add(change.id)
          else selected.delete(change.id)
        }
        if (change.type !== 'position' || change.position === undefined) continue
        // While an edge is pulled, a frame's or note's corner follows; what is inside stays.
        if (change.id in resized) moving[change.id] = change.position
        else Object.assign(change.dragging === true ? moving : dropped, withFrame(now, change.id, change.position))
      }
      if (changes.some(({ type }) => type === 'select')) session.view.setState({ selectedNodes: selected })
      if (Object.keys(resized).length > 0) setSizes((before) => ({ ...before, ...resized }))
      if (Object.keys(moving).length > 0) {
        holds.current = true
        setHeld((before) => ({ ...before, ...moving }))
      }
      if (changes.some((change) => change.type === 'dimensions' && change.resizing === false)) {
        holds.current = false
        setSizes({})
        setHeld({})
      }
      if (Object.keys(dropped).length > 0) {
        // Arrow keys move without a drag: presses that follow each other are one step.
        const move = moveNodes(dropped, wasHeld ? undefined : `move:${Object.keys(dropped).join()}`)
        const boxes = Object.entries(dropped).flatMap(([id, position]) => {
          const card = flow.getNode(id)
          return card === undefined ? [] : [[id, { ...boxAt(card), ...position }] as const]
        })
        dispatch(andRegroup(droppedOnEdge(session, dropped) ?? move, framesAfter(now, new Map(boxes))))
        holds.current = false
        setHeld({})
      }
    },
    [dispatch, flow, session],
  )

  const onEdgesChange = useCallback(
    (changes: EdgeChange<RowsEdge>[]) => {
      const selected = new Set(session.view.getState().selectedEdges)
      for (const change of changes) {
        if (change.type !== 'select') continue
        if (change.selected) selected.add(change.id)
        else selected.delete(change.id)
      }
      session.view.setState({ selectedEdges: selected })
    },
    [session.view],
  )

  const onNodeDrag: OnNodeDrag<FlowNode> = useCallback(
    (event, _, dragged) => showDropEdge(session.view, edgeOfDragged(session, dragged, event)),
    [session],
  )

  return { nodes, edges, kept, onNodesChange, onEdgesChange, onNodeDrag }
}

/** More than this many are not selected to be edited. */
const fewSelected = 24

/** What is never unmounted when it leaves the view: in the hand, selected, being written in, at the held end of a wire. */
function useKept(held: Readonly<Record<string, Point>>, selected: ReadonlySet<string>): ReadonlySet<string> {
  const editing = useView((view) => view.editing)
  const wired = useHolding().held?.port.node ?? null
  const inHand = Object.keys(held).join('\n')
  return useMemo(
    () =>
      new Set([
        ...inHand.split('\n'),
        ...(selected.size > fewSelected ? [] : selected),
        ...[editing, wired].flatMap((id) => id ?? []),
      ]),
    [inHand, selected, editing, wired],
  )
}

/** Where a thing was moved; a frame takes along what is in it. */
function withFrame(document: GraphDocument, id: string, to: Point): Readonly<Record<string, Point>> {
  const group = groupsOf(document).find((frame) => frame.id === id)
  if (group === undefined) return { [id]: to }
  const by = { x: to.x - group.position.x, y: to.y - group.position.y }
  const inside = new Set(group.members)
  const moved = [...document.nodes, ...document.notes].filter((item) => inside.has(item.id))
  return Object.fromEntries([
    ...moved.map(({ id: member, position }) => [member, { x: position.x + by.x, y: position.y + by.y }] as const),
    [id, to],
  ])
}

/** What is being resized now, and to which size. */
function resizesOf(
  changes: readonly NodeChange<FlowNode>[],
): Readonly<Record<string, { width: number; height: number }>> {
  return Object.fromEntries(
    changes.flatMap((change) =>
      change.type === 'dimensions' && change.resizing === true && change.dimensions !== undefined
        ? [[change.id, change.dimensions] as const]
        : [],
    ),
  )
}
