import type { Connection, IsValidConnection, OnConnectEnd } from '@xyflow/react'
import { useCallback } from 'react'
import { connectPorts, freeInput, refuseConnection, useDispatch, useSession } from '../document/index.ts'
import type { RowsEdge } from './EdgeLine.tsx'

/** What happens to a wire in the hand. */
export function useConnecting() {
  const session = useSession()
  const dispatch = useDispatch()

  const isValidConnection: IsValidConnection<RowsEdge> = useCallback(
    ({ source, sourceHandle, target, targetHandle }) =>
      refuseConnection(session.document.getState().history.document, {
        from: { node: source, port: sourceHandle ?? '' },
        to: { node: target, port: targetHandle ?? '' },
      }) === null,
    [session.document],
  )

  const onConnect = useCallback(
    ({ source, sourceHandle, target, targetHandle }: Connection) =>
      dispatch(connectPorts({ node: source, port: sourceHandle ?? '' }, { node: target, port: targetHandle ?? '' })),
    [dispatch],
  )

  // The whole card is a target: dropped anywhere on it, the wire goes to the first port that takes it.
  const onConnectEnd: OnConnectEnd = useCallback(
    (event, { fromHandle, toHandle }) => {
      if (fromHandle?.type !== 'source' || toHandle !== null) return
      const point = 'changedTouches' in event ? event.changedTouches[0] : event
      if (point === undefined) return
      const card = window.document.elementFromPoint(point.clientX, point.clientY)?.closest('.react-flow__node-card')
      const target = card?.getAttribute('data-id')
      if (target === null || target === undefined) return
      const from = { node: fromHandle.nodeId, port: fromHandle.id ?? '' }
      const port = freeInput(session.document.getState().history.document, from, target)
      if (port !== null) dispatch(connectPorts(from, { node: target, port }))
    },
    [dispatch, session.document],
  )

  return { isValidConnection, onConnect, onConnectEnd }
}
