import { ReactFlow, type ReactFlowProps, useReactFlow } from '@xyflow/react'
import { type MouseEvent, useCallback, useMemo, useRef } from 'react'
import { showNode, useDocumentState, useSession } from '../document/index.ts'
import type { Adaptation } from '../editor/editor-api.ts'
import type { RowsEdge } from './EdgeLine.tsx'
import { Overview } from './Overview.tsx'
import { cardNear } from './overview-scene.ts'
import { type FlowNode, seenFromAfar } from './to-flow.ts'
import { useDrawing } from './use-drawing.ts'
import { cullFrom, useOverview } from './use-overview.ts'

interface DrawnFlowProps extends Omit<ReactFlowProps<FlowNode, RowsEdge>, 'nodes' | 'edges'> {
  readonly adaptation: readonly Adaptation[]
}

const noEdges: RowsEdge[] = []
/** How near to a mark a click must be (px). */
const reach = 16

/** The document in React Flow. Of the canvas this alone is rendered at every move of a drag: what stands around it comes as
 * children, which stay the same. */
export function DrawnFlow({ adaptation, children, onPaneClick, ...rest }: DrawnFlowProps) {
  const { view } = useSession()
  const flow = useReactFlow<FlowNode, RowsEdge>()
  const isLarge = useDocumentState(({ history }) => history.document.nodes.length > cullFrom)
  const fromAfar = useOverview(isLarge)
  const { nodes, edges, kept, ...changes } = useDrawing(adaptation)
  const shown = useMemo(() => (fromAfar ? seenFromAfar(nodes, kept) : nodes), [fromAfar, nodes, kept])
  const drawn = useRef(nodes)
  drawn.current = nodes
  // The same at every move of a drag: one new handler, and React Flow renders pane, cards and edges again.
  const onClick = useCallback(
    (event: MouseEvent) => {
      const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false })
      const near = fromAfar ? cardNear(drawn.current, at, reach / flow.getZoom()) : null
      if (near === null) onPaneClick?.(event)
      else showNode(view, near)
    },
    [flow, fromAfar, onPaneClick, view],
  )

  return (
    <ReactFlow<FlowNode, RowsEdge>
      nodes={shown}
      edges={fromAfar ? noEdges : edges}
      {...changes}
      className={fromAfar ? 'from-afar' : ''}
      minZoom={isLarge ? 0.005 : 0.15}
      onlyRenderVisibleElements={isLarge}
      onPaneClick={onClick}
      {...rest}
    >
      {fromAfar && <Overview nodes={nodes} edges={edges} />}
      {children}
    </ReactFlow>
  )
}
