import type { Position as Point } from '@jianmo/engine/graph'
import { getSmoothStepPath, Position } from '@xyflow/react'

interface HeldWireProps {
  readonly side: 'in' | 'out'
  readonly from: Point
  readonly to: Point
  /** How the loose end is drawn: in the air, on a port, or refused. */
  readonly end: 'loose' | 'port' | 'refused'
}

/** A wire of which one end is held. */
export function HeldWire({ side, from, to, end }: HeldWireProps) {
  const [path] = getSmoothStepPath({
    sourceX: from.x,
    sourceY: from.y,
    targetX: to.x,
    targetY: to.y,
    sourcePosition: side === 'out' ? Position.Right : Position.Left,
    targetPosition: side === 'out' ? Position.Left : Position.Right,
    borderRadius: 8,
  })
  return (
    <g className="connection" data-end={end}>
      <path d={path} fill="none" />
      {end === 'port' && <circle className="connection-halo" cx={to.x} cy={to.y} r="10" />}
      <circle cx={to.x} cy={to.y} r={end === 'port' ? 5.5 : 3.5} />
    </g>
  )
}
