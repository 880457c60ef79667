import type { NodeMouseHandler } from '@xyflow/react'
import { useMemo } from 'react'
import { useSession } from '../document/index.ts'
import type { FlowNode } from './to-flow.ts'

/** Which card the pointer is on; other parts of the editor point at the same node then. */
export function useHover() {
  const { view } = useSession()
  return useMemo((): Record<'onNodeMouseEnter' | 'onNodeMouseLeave', NodeMouseHandler<FlowNode>> => {
    const hover = (hovered: string | null) => {
      if (view.getState().hovered !== hovered) view.setState({ hovered })
    }
    return { onNodeMouseEnter: (_, { id }) => hover(id), onNodeMouseLeave: () => hover(null) }
  }, [view])
}
