import { EdgeLabelRenderer } from '@xyflow/react'
import { useDocumentState } from '../document/index.ts'
import { useText } from '../text/index.ts'
import { useBuilding } from './building.ts'

interface InsertButtonProps {
  readonly edgeId: string
  readonly x: number
  readonly y: number
}

/** On the selected edge: what dragging a card onto it does, by a click. */
export function InsertButton({ edgeId, x, y }: InsertButtonProps) {
  const t = useText()
  const { openQuickAdd } = useBuilding()
  const mayEdit = useDocumentState((state) => state.mayEdit)
  if (!mayEdit) return null
  const name = t({ zh: '在这条线上插入节点', en: 'Insert a node on this edge' })
  return (
    <EdgeLabelRenderer>
      <button
        type="button"
        className="edge-insert nodrag nopan"
        aria-label={name}
        title={name}
        style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y + 24}px)` }}
        onClick={() => openQuickAdd({ at: { x, y: y + 24 }, purpose: { kind: 'edge', edgeId } })}
      >
        <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
          <path d="M8 3.5v9M3.5 8h9" />
        </svg>
      </button>
    </EdgeLabelRenderer>
  )
}
