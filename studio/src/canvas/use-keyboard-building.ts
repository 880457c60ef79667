import type { Position as Point } from '@jianmo/engine/graph'
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { App } from 'antd'
import type { KeyboardEvent } from 'react'
import {
  andRegroup,
  connectPorts,
  insertCard,
  moveNodes,
  prefilling,
  proposalFor,
  refuseConnection,
  removeItems,
  say,
  takeProposal,
  useDispatch,
  useDocumentState,
  useSession,
  withMembers,
} from '../document/index.ts'
import { useText } from '../text/index.ts'
import { boxAt } from './card-box.ts'
import type { RowsEdge } from './EdgeLine.tsx'
import { framesAfter } from './frames.ts'
import { directionOfKey, nearestIn, stepOf } from './spatial.ts'
import { edgeForCard } from './split-edge.ts'
import type { FlowNode } from './to-flow.ts'
import type { useCardFocus } from './use-card-focus.ts'
import type { useConnectMode } from './use-connect-mode.ts'
import { aimAtCard } from './wire.ts'
import { wireCards } from './wire-cards.ts'

/** How far a press of an arrow moves a card: a fifth of its width; with Shift a finer step. */
const stride = { coarse: 20, fine: 4 }

interface KeyboardBuilding {
  readonly focus: ReturnType<typeof useCardFocus>
  readonly connectMode: ReturnType<typeof useConnectMode>
  readonly replace: (nodeId: string) => void
  /** Puts a node on the wire behind a card. */
  readonly insertBeside: (nodeId: string) => void
}

/** Everything that drags do, by keys: walk from card to card, move them, connect, insert, replace. */
export function useKeyboardBuilding({ focus, connectMode, replace, insertBeside }: KeyboardBuilding) {
  const t = useText()
  const session = useSession()
  const dispatch = useDispatch()
  const mayEdit = useDocumentState((state) => state.mayEdit)
  const flow = useReactFlow<FlowNode, RowsEdge>()
  const store = useStoreApi()
  const { message } = App.useApp()
  const now = () => session.document.getState().history.document
  const selected = () => [...session.view.getState().selectedNodes]

  const places = () =>
    flow
      .getNodes()
      .filter(
        ({ type, data }) =>
          type === 'card' || type === 'note' || (type === 'frame' && 'group' in data && data.group.collapsed),
      )
      .map((node) => ({ id: node.id, point: middleOf(boxAt(node)) }))

  /** Arrows walk; with Shift what was reached joins the selection. */
  function walk(event: KeyboardEvent): void {
    const direction = directionOfKey[event.key]
    if (direction === undefined) return
    const all = places()
    const focused = window.document.activeElement?.closest('.react-flow__node')?.getAttribute('data-id')
    const from = all.find(({ id }) => id === (focused ?? selected().at(-1)))
    const next = from === undefined ? firstOf(all) : nearestIn(all, from.point, direction)
    if (next === null || next === undefined) return
    session.view.setState({
      selectedNodes: new Set(event.shiftKey ? [...selected(), next.id] : [next.id]),
      selectedEdges: new Set(),
    })
    focus.focusCard(next.id)
  }

  function move(event: KeyboardEvent): void {
    const direction = directionOfKey[event.key]
    if (direction === undefined) return
    const by = stepOf[direction]
    const far = event.shiftKey ? stride.fine : stride.coarse
    const moved = withMembers(now(), selected())
    const positions: Record<string, Point> = {}
    for (const { id, position } of [...now().nodes, ...now().notes, ...(now().groups ?? [])])
      if (moved.has(id)) positions[id] = { x: position.x + by.x * far, y: position.y + by.y * far }
    const ids = Object.keys(positions)
    if (ids.length === 0) return
    const boxes = flow.getNodes().flatMap((node) => {
      const position = positions[node.id]
      return position === undefined ? [] : [[node.id, { ...boxAt(node), ...position }] as const]
    })
    dispatch(andRegroup(moveNodes(positions, `move:${ids.join()}`), framesAfter(now(), new Map(boxes))))
  }

  /** Enter on a thing that has the focus and is not selected. */
  function selectFocused(target: EventTarget): boolean {
    const id = target instanceof Element && target.matches('.react-flow__node') ? target.getAttribute('data-id') : null
    if (id === null || session.view.getState().selectedNodes.has(id)) return false
    session.view.setState({ selectedNodes: new Set([id]), selectedEdges: new Set() })
    return true
  }

  /** Two cards: from the left one to the right one, the other way if only that is legal. A card and an edge: onto it. */
  function connectSelected(): void {
    const { selectedEdges } = session.view.getState()
    const [onlyEdge] = selectedEdges
    const cards = wireCards(flow.getNodes())
      .filter(({ node }) => session.view.getState().selectedNodes.has(node.id))
      .sort((a, b) => a.box.x - b.box.x)
    const [left, right] = cards
    if (left !== undefined && cards.length === 1 && onlyEdge !== undefined) {
      putOnEdge(left.node.id, onlyEdge)
      return
    }
    if (left === undefined || right === undefined || cards.length !== 2) {
      tell({ zh: '先选中两个节点，再按 Ctrl+L 连线', en: 'Select two cards, then Ctrl+L connects them' })
      return
    }
    const ways = [
      [left, right],
      [right, left],
    ] as const
    for (const [from, to] of ways) {
      for (const port of from.ports.outputs) {
        const held = { side: 'out', port: { node: from.node.id, port } } as const
        const aim = aimAtCard(now(), held, to, { x: to.box.x, y: to.box.y })
        if ('refused' in aim) continue
        dispatch(prefilling(connectPorts(held.port, aim.to), session.catalogue))
        return
      }
    }
    const [port] = left.ports.outputs
    const input = right.ports.inputs.at(-1)
    tell(
      port !== undefined && input !== undefined
        ? (refuseConnection(now(), {
            from: { node: left.node.id, port },
            to: { node: right.node.id, port: input },
          }) ?? refusedBoth)
        : refusedBoth,
    )
  }

  function putOnEdge(nodeId: string, edgeId: string): void {
    const node = now().nodes.find(({ id }) => id === nodeId)
    const edge = now().edges.find(({ id }) => id === edgeId)
    const from = now().nodes.find(({ id }) => id === edge?.from.node)
    const split = edgeForCard(now(), nodeId, [edgeId])
    if (node === undefined || split === null || from === undefined) {
      tell({ zh: '这个节点不能插入到这条线上', en: 'This card cannot be put on this edge' })
      return
    }
    const position = { x: node.position.x, y: from.position.y }
    dispatch(prefilling(insertCard({ ...node, position }, edgeId, split), session.catalogue))
  }

  /** Wires between selected cards, or all wires of the one selected. */
  function disconnectSelected(): void {
    const ids = new Set(selected())
    const between = now().edges.filter(({ from, to }) =>
      ids.size === 1 ? ids.has(from.node) || ids.has(to.node) : ids.has(from.node) && ids.has(to.node),
    )
    if (between.length > 0)
      dispatch(
        removeItems(
          [],
          between.map(({ id }) => id),
        ),
      )
  }

  /** What the card proposes becomes its setting. */
  function takeProposed(nodeId: string): void {
    const node = now().nodes.find(({ id }) => id === nodeId)
    const proposal = proposalFor(now(), session.inference.getState(), nodeId)
    if (node === undefined || proposal === null) tell({ zh: '这个节点没有建议', en: 'This card proposes nothing' })
    else dispatch(takeProposal(node, proposal))
  }

  function tell(text: { readonly zh: string; readonly en: string }): void {
    say(session.view, text)
    void message.info(t(text))
  }

  /** True if the key was one of these. */
  return function onKey(event: KeyboardEvent): boolean {
    const held = event.ctrlKey || event.metaKey
    const arrow = directionOfKey[event.key]
    const key = event.key.toLowerCase()
    const [only, ...others] = selected()
    const one = only !== undefined && others.length === 0 && now().nodes.some(({ id }) => id === only) ? only : null
    if (session.view.getState().connecting !== null) {
      if (arrow !== undefined) connectMode.move(arrow)
      else if (event.key === 'Enter') connectMode.finish()
      else if (event.key === 'Escape') connectMode.cancel()
      else if (key === 'c' && one !== null && !held) connectMode.start(one)
      else if (!['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) connectMode.cancel()
      return true
    }
    if (event.key === 'Escape' && store.getState().connectionClickStartHandle !== null) {
      store.setState({ connectionClickStartHandle: null })
      return true
    }
    if (arrow !== undefined) {
      if (held || event.altKey) {
        if (mayEdit) move(event)
      } else walk(event)
      return true
    }
    if (event.key === 'Enter' && event.altKey && one !== null) {
      if (mayEdit) takeProposed(one)
      return true
    }
    if (event.key === 'Enter' && !held) return selectFocused(event.target)
    if (!mayEdit) return false
    if (held && key === 'l') {
      if (event.shiftKey) disconnectSelected()
      else connectSelected()
      return true
    }
    if (held || event.altKey || event.shiftKey || one === null) return false
    if (event.key === 'Insert') insertBeside(one)
    else if (key === 'r') replace(one)
    else if (key === 'c') connectMode.start(one)
    else return false
    return true
  }
}

const refusedBoth = { zh: '这两个节点不能相连', en: 'These two cannot be joined' }

const middleOf = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }): Point => ({
  x: x + width / 2,
  y: y + height / 2,
})

/** Where reading begins: leftmost, then topmost. */
const firstOf = <Place extends { readonly point: Point }>(places: readonly Place[]): Place | undefined =>
  [...places].sort((a, b) => a.point.x - b.point.x || a.point.y - b.point.y)[0]
