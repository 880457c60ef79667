import type { Position as Point } from '@jianmo/engine/graph'
import { useReactFlow } from '@xyflow/react'
import { type RefObject, useCallback } from 'react'
import { useSession } from '../document/index.ts'
import type { RowsEdge } from './EdgeLine.tsx'
import { cardWidth } from './node-size.ts'
import type { FlowNode } from './to-flow.ts'

/** How long a card that was asked for may take to be drawn, in frames. */
const patience = 30

/** Going to a card, or to a place, without the mouse. */
export function useCardFocus(paneRef: RefObject<HTMLElement | null>) {
  const session = useSession()
  const flow = useReactFlow<FlowNode, RowsEdge>()

  /** Moves the view only if the place is not in it. */
  const bringIntoView = useCallback(
    (point: Point) => {
      const box = paneRef.current?.getBoundingClientRect()
      const { x, y } = flow.flowToScreenPosition(point)
      const margin = 60
      if (
        box === undefined ||
        (x > box.left + margin && x < box.right - margin && y > box.top + margin && y < box.bottom - margin)
      )
        return
      void flow.setCenter(point.x, point.y, { zoom: flow.getZoom() })
    },
    [flow, paneRef],
  )

  /** The keyboard goes on from a card. What is not drawn yet is waited for. */
  const focusCard = useCallback(
    (id: string) => {
      const look = (frames: number) => {
        const card = paneRef.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
        const shown = flow.getNode(id)
        if (shown !== undefined && frames === patience)
          bringIntoView({
            x: shown.position.x + (shown.width ?? cardWidth) / 2,
            y: shown.position.y + (shown.height ?? 0) / 2,
          })
        if (card) card.focus({ preventScroll: true })
        else if (frames > 0) requestAnimationFrame(() => look(frames - 1))
      }
      requestAnimationFrame(() => look(patience))
    },
    [bringIntoView, flow, paneRef],
  )

  const selectCard = useCallback(
    (id: string) => {
      session.view.setState({ selectedNodes: new Set([id]), selectedEdges: new Set() })
      focusCard(id)
    },
    [focusCard, session.view],
  )

  /** Back to the canvas: to the selected card, or to the canvas itself. */
  const focusCanvas = useCallback(() => {
    const [only, ...others] = session.view.getState().selectedNodes
    if (only !== undefined && others.length === 0) focusCard(only)
    else paneRef.current?.focus({ preventScroll: true })
  }, [focusCard, paneRef, session.view])

  return { bringIntoView, focusCard, selectCard, focusCanvas }
}
