import { getNodesBounds, useReactFlow, useStoreApi } from '@xyflow/react'
import { useCallback, useEffect } from 'react'
import { flushSync } from 'react-dom'
import { useSession, useView } from '../document/index.ts'
import type { RowsEdge } from './EdgeLine.tsx'
import type { FlowNode } from './to-flow.ts'
import { fitOptions } from './use-viewport.ts'

/** Below this many nodes the cost of drawing them all is less than the cost of mounting them while panning. */
export const cullFrom = 150
/** Below the one it begins, above the other it ends: at the border cards do not come and go. */
const zooms = { begin: 0.2, end: 0.24 }

/** Whether a large model is seen from so far that its cards are marks. */
export function useOverview(isLarge: boolean): boolean {
  const { view } = useSession()
  const store = useStoreApi()
  useEffect(() => {
    let seen: number | null = null
    const look = () => {
      const zoom = store.getState().transform[2]
      // What was decided before the view goes there (useFit) stays until it has gone.
      if (zoom === seen) return
      seen = zoom
      const { fromAfar } = view.getState()
      const next = isLarge && zoom < (fromAfar ? zooms.end : zooms.begin)
      if (next !== fromAfar) view.setState({ fromAfar: next })
    }
    look()
    return store.subscribe(look)
  }, [isLarge, store, view])
  return useView((state) => state.fromAfar)
}

/** Shows the whole model. Marks take the place of cards before the view goes there: thousands of cards would be mounted on the
 * way (14 s for 5,000, Chromium). */
export function useFit(): () => void {
  const { view } = useSession()
  const store = useStoreApi<FlowNode, RowsEdge>()
  const flow = useReactFlow<FlowNode, RowsEdge>()
  return useCallback(() => {
    const { nodes, width, height } = store.getState()
    const bounds = getNodesBounds(nodes)
    const zoom = Math.min(width / bounds.width, height / bounds.height)
    if (nodes.length > cullFrom && zoom < zooms.begin) flushSync(() => view.setState({ fromAfar: true }))
    void flow.fitView(fitOptions)
  }, [flow, store, view])
}
