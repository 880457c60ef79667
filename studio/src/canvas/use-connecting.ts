import type { PortRef } from '@jianmo/engine/graph'
import {
  type Connection,
  type IsValidConnection,
  type NodeMouseHandler,
  type OnConnectEnd,
  useReactFlow,
  useStoreApi,
} from '@xyflow/react'
import { App } from 'antd'
import { type MouseEvent as ReactMouseEvent, useCallback } from 'react'
import {
  connectPorts,
  type HeldEnd,
  prefilling,
  refuseConnection,
  say,
  useDispatch,
  useSession,
} from '../document/index.ts'
import { useText } from '../text/index.ts'
import type { RowsEdge } from './EdgeLine.tsx'
import type { QuickAddRequest } from './quick-add.ts'
import type { FlowNode } from './to-flow.ts'
import { heldAt } from './use-held-end.ts'
import { type Aim, aimAt, connectionOf } from './wire.ts'
import { wireCards } from './wire-cards.ts'

/** What happens to a wire in the hand, or begun with a click: over cards, ports and the empty canvas. */
export function useConnecting(openQuickAdd: (request: QuickAddRequest) => void) {
  const t = useText()
  const session = useSession()
  const dispatch = useDispatch()
  const flow = useReactFlow<FlowNode, RowsEdge>()
  const store = useStoreApi()
  const { message } = App.useApp()

  const isValidConnection: IsValidConnection<RowsEdge> = useCallback(
    ({ source, sourceHandle, target, targetHandle }) =>
      refuseConnection(session.document.getState().history.document, {
        from: { node: source, port: sourceHandle ?? '' },
        to: { node: target, port: targetHandle ?? '' },
      }) === null,
    [session.document],
  )

  const connectEnds = useCallback(
    (from: PortRef, to: PortRef) => dispatch(prefilling(connectPorts(from, to), session.catalogue)),
    [dispatch, session.catalogue],
  )

  const onConnect = useCallback(
    ({ source, sourceHandle, target, targetHandle }: Connection) =>
      connectEnds({ node: source, port: sourceHandle ?? '' }, { node: target, port: targetHandle ?? '' }),
    [connectEnds],
  )

  const aimed = useCallback(
    (held: HeldEnd, event: MouseEvent | TouchEvent): { aim: Aim | null; request: QuickAddRequest } | null => {
      const point = 'changedTouches' in event ? event.changedTouches[0] : event
      if (point === undefined) return null
      const under = window.document.elementFromPoint(point.clientX, point.clientY)
      if (!under?.closest('.react-flow')) return null
      const at = flow.screenToFlowPosition({ x: point.clientX, y: point.clientY }, { snapToGrid: false })
      const { document } = session.document.getState().history
      return {
        aim: aimAt(document, held, wireCards(flow.getNodes()), at),
        request: { at, purpose: { kind: 'wire', held, aside: false } },
      }
    },
    [flow, session.document],
  )

  const join = useCallback(
    (held: HeldEnd, aim: Aim | null) => {
      if (aim === null || 'refused' in aim) return
      const { from, to } = connectionOf(held, aim.to)
      connectEnds(from, to)
    },
    [connectEnds],
  )

  const refuse = useCallback(
    (aim: Aim | null, shown: boolean) => {
      if (aim === null || !('refused' in aim)) return
      say(session.view, aim.refused)
      if (shown) void message.warning(t(aim.refused))
    },
    [message, session.view, t],
  )

  // The whole card is a target, and the empty canvas offers what fits.
  const onConnectEnd: OnConnectEnd = useCallback(
    (event, { fromHandle, isValid }) => {
      if (fromHandle === null || isValid) return
      const held = heldAt(fromHandle)
      const found = aimed(held, event)
      if (found === null) return
      join(held, found.aim)
      refuse(found.aim, false)
      if (found.aim === null) openQuickAdd(found.request)
    },
    [aimed, join, openQuickAdd, refuse],
  )

  /** The same by clicks: the first on a port, the second on a card or on the empty canvas. */
  const started = useCallback(() => {
    const start = store.getState().connectionClickStartHandle
    return start === null ? (session.view.getState().connecting?.held ?? null) : heldAt(start)
  }, [session.view, store])

  const onClickConnectStart = useCallback(() => session.view.setState({ connecting: null }), [session.view])

  /** The mouse may finish what the keyboard began. */
  const onPaneClick = useCallback(
    (event: ReactMouseEvent) => {
      const { connecting } = session.view.getState()
      const found = connecting && aimed(connecting.held, event.nativeEvent)
      if (!found) return
      session.view.setState({ connecting: null })
      if (found.aim === null) openQuickAdd(found.request)
    },
    [aimed, openQuickAdd, session.view],
  )

  const onClickConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent) => {
      const held = started()
      const found = held && aimed(held, event)
      if (!found) return
      refuse(found.aim, true)
      if (found.aim === null) openQuickAdd(found.request)
    },
    [aimed, openQuickAdd, refuse, started],
  )

  const onNodeClick: NodeMouseHandler<FlowNode> = useCallback(
    (event) => {
      const held = started()
      if (held === null || (event.target instanceof Element && event.target.closest('.react-flow__handle'))) return
      const found = aimed(held, event.nativeEvent)
      if (found === null) return
      join(held, found.aim)
      refuse(found.aim, true)
      store.setState({ connectionClickStartHandle: null })
      session.view.setState({ connecting: null })
    },
    [aimed, join, refuse, session.view, started, store],
  )

  return {
    isValidConnection,
    onConnect,
    onConnectEnd,
    onClickConnectStart,
    onClickConnectEnd,
    onNodeClick,
    onPaneClick,
  }
}
