import { useReactFlow } from '@xyflow/react'
import { type RefObject, useEffect } from 'react'
import { collapseGroup, groupAround, useDispatch, useSession, useView } from '../document/index.ts'
import type { RowsEdge } from './EdgeLine.tsx'
import { cardWidth } from './node-size.ts'
import type { FlowNode } from './to-flow.ts'
import { useWhere } from './use-where.ts'

export const fitOptions = { padding: 0.08, maxZoom: 1, includeHiddenNodes: true }
/** A card that was looked for is shown at least this large. */
const readableZoom = 0.8
/** A wide model opens at its beginning, readable, rather than whole and illegible. */
const firstZoom = 0.42

/** Where the canvas looks: at the whole model first, then at what something outside it points to. */
export function useViewport(paneRef: RefObject<HTMLElement | null>) {
  const session = useSession()
  const dispatch = useDispatch()
  const flow = useReactFlow<FlowNode, RowsEdge>()
  const { goBack } = useWhere()

  /** Where this person was, or what the address names. Else fits the whole model if its cards stay legible; otherwise its height, from the left. */
  function openView(): void {
    if (goBack()) return
    const box = paneRef.current?.getBoundingClientRect()
    const bounds = flow.getNodesBounds(flow.getNodes())
    if (box === undefined || bounds.width === 0) return
    const whole = Math.min(box.width / (bounds.width + 80), box.height / (bounds.height + 80))
    if (whole >= firstZoom) {
      void flow.fitView(fitOptions)
      return
    }
    const zoom = Math.min(1, Math.max(firstZoom, box.height / (bounds.height + 80)))
    const top = Math.max((box.height - bounds.height * zoom) / 2, 40 * zoom)
    void flow.setViewport({ x: (40 - bounds.x) * zoom, y: top - bounds.y * zoom, zoom })
  }

  const wanted = useView((view) => view.wantedNode)
  useEffect(() => {
    if (wanted === null) return
    const now = session.document.getState().history.document
    const around = groupAround(now, wanted.nodeId)
    if (around?.collapsed) dispatch(collapseGroup(around.id, false))
    const card = flow.getNode(wanted.nodeId) ?? (around && flow.getNode(around.id))
    if (card === undefined) return
    const { position, width = cardWidth, height = 90 } = card
    void flow.setCenter(position.x + width / 2, position.y + height / 2, {
      zoom: Math.max(flow.getZoom(), readableZoom),
      duration: 160,
    })
    // The keyboard goes on from the card (Delete, arrows), unless a field was asked for.
    if (session.view.getState().wantedField?.field === null) {
      focusSoon(paneRef, wanted.nodeId)
    }
  }, [wanted, flow, dispatch, session, paneRef])

  // What a search finds is shown; the keyboard stays in the search.
  const found = useView((view) => view.found)
  useEffect(() => {
    if (found === null) return
    const now = session.document.getState().history.document
    const frame = groupAround(now, found.nodeId)
    const card = flow.getNode(frame?.collapsed ? frame.id : found.nodeId)
    if (card === undefined) return
    const { position, width = cardWidth, height = 90 } = card
    void flow.setCenter(position.x + width / 2, position.y + height / 2, {
      zoom: Math.max(flow.getZoom(), readableZoom),
      duration: 160,
    })
  }, [found, flow, session])

  return { openView }
}

/** A card that was out of view is mounted some frames later. */
const patience = 30

function focusSoon(paneRef: RefObject<HTMLElement | null>, nodeId: string, frames = patience): void {
  const card = paneRef.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(nodeId)}"]`)
  if (card) card.focus({ preventScroll: true })
  else if (frames > 0) requestAnimationFrame(() => focusSoon(paneRef, nodeId, frames - 1))
}
