import type { Position as Point } from '@jianmo/engine/graph'
import { useReactFlow } from '@xyflow/react'
import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react'

/** Where the pointer is on the drawing; the middle of what is shown while it is elsewhere. */
export type PointerPlace = (() => Point) & {
  /** Whether the pointer is on the canvas. */
  readonly isPointing: () => boolean
}

export function usePointerPlace(paneRef: RefObject<HTMLElement | null>): PointerPlace {
  const flow = useReactFlow()
  const last = useRef<Point | null>(null)

  useEffect(() => {
    const pane = paneRef.current
    if (pane === null) return
    const move = ({ clientX, clientY }: PointerEvent) => {
      last.current = { x: clientX, y: clientY }
    }
    const leave = () => {
      last.current = null
    }
    pane.addEventListener('pointermove', move)
    pane.addEventListener('pointerleave', leave)
    return () => {
      pane.removeEventListener('pointermove', move)
      pane.removeEventListener('pointerleave', leave)
    }
  }, [paneRef])

  const place = useCallback(() => {
    const box = paneRef.current?.getBoundingClientRect()
    const middle = { x: (box?.left ?? 0) + (box?.width ?? 0) / 2, y: (box?.top ?? 0) + (box?.height ?? 0) / 2 }
    return flow.screenToFlowPosition(last.current ?? middle)
  }, [flow, paneRef])

  return useMemo(() => Object.assign(() => place(), { isPointing: () => last.current !== null }), [place])
}
