import { type ConnectionLineComponentProps, getSmoothStepPath } from '@xyflow/react'
import { refuseConnection, useSession } from '../document/index.ts'
import { useText } from '../text/index.ts'

/** The wire in the hand. Over a port that refuses it, it says why, at the pointer. */
export function ConnectionLine({
  fromX,
  fromY,
  toX,
  toY,
  fromPosition,
  toPosition,
  fromHandle,
  toHandle,
}: ConnectionLineComponentProps) {
  const t = useText()
  const { document } = useSession()
  const [path] = getSmoothStepPath({
    sourceX: fromX,
    sourceY: fromY,
    targetX: toX,
    targetY: toY,
    sourcePosition: fromPosition,
    targetPosition: toPosition,
    borderRadius: 8,
  })
  const reason = toHandle === null ? null : reasonFor()
  return (
    <g className="connection" data-refused={reason !== null || undefined}>
      <path d={path} fill="none" />
      <circle cx={toX} cy={toY} r="3.5" />
      {reason !== null && (
        <foreignObject x={toX + 12} y={toY - 14} width="280" height="60">
          <span className="connection-reason">{t(reason)}</span>
        </foreignObject>
      )}
    </g>
  )

  function reasonFor() {
    if (toHandle === null || fromHandle.type === toHandle.type) {
      return fromHandle.type === 'source'
        ? { zh: '输出要连到输入', en: 'An output joins an input' }
        : { zh: '输入要连到输出', en: 'An input joins an output' }
    }
    const [output, input] = fromHandle.type === 'source' ? [fromHandle, toHandle] : [toHandle, fromHandle]
    return refuseConnection(document.getState().history.document, {
      from: { node: output.nodeId, port: output.id ?? '' },
      to: { node: input.nodeId, port: input.id ?? '' },
    })
  }
}
