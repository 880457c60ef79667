import { type ConnectionLineComponentProps, useStoreApi } from '@xyflow/react'
import { useSession } from '../document/index.ts'
import { useText } from '../text/index.ts'
import type { RowsEdge } from './EdgeLine.tsx'
import { HeldWire } from './HeldWire.tsx'
import type { FlowNode } from './to-flow.ts'
import { heldAt } from './use-held-end.ts'
import { aimAt } from './wire.ts'
import { wireCards } from './wire-cards.ts'

/** Room that a reason takes on the screen; near the right edge it stands left of the pointer. */
const reasonWidth = 300

/** The wire in the hand. It jumps to the port that would take it; where none would, it says why, at the pointer. */
export function ConnectionLine({ fromX, fromY, toX, toY, fromHandle }: ConnectionLineComponentProps<FlowNode>) {
  const t = useText()
  const { document } = useSession()
  const store = useStoreApi<FlowNode, RowsEdge>()
  const {
    nodes,
    width,
    transform: [panX, , zoom],
  } = store.getState()
  const held = heldAt(fromHandle)
  const aim = aimAt(document.getState().history.document, held, wireCards(nodes), { x: toX, y: toY })
  const from = { x: fromX, y: fromY }
  if (aim !== null && 'to' in aim) return <HeldWire side={held.side} from={from} to={aim.point} end="port" />
  if (aim === null) return <HeldWire side={held.side} from={from} to={{ x: toX, y: toY }} end="loose" />
  const leftwards = toX * zoom + panX + reasonWidth > width
  return (
    <>
      <HeldWire side={held.side} from={from} to={{ x: toX, y: toY }} end="refused" />
      {/* As large at every zoom. */}
      <g transform={`translate(${toX} ${toY}) scale(${1 / zoom})`}>
        <foreignObject
          x={leftwards ? -reasonWidth - 14 : 14}
          y={10}
          width={reasonWidth}
          height="64"
          data-leftwards={leftwards || undefined}
        >
          <span className="connection-reason">{t(aim.refused)}</span>
        </foreignObject>
      </g>
    </>
  )
}
