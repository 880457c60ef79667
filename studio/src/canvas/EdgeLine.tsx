import type { GraphEdge } from '@jianmo/engine/graph'
import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react'
import { memo } from 'react'
import { useFigures, useNode, useView } from '../document/index.ts'
import { formatCount, formatShare, useText } from '../text/index.ts'
import { InsertButton } from './InsertButton.tsx'
import { cardWidth } from './node-size.ts'
import { cardGap } from './split-edge.ts'

export type RowsEdge = Edge<{ readonly edge: GraphEdge }, 'rows'>

const words = {
  unidentified: { zh: '待核', en: 'unidentified' },
  undetermined: { zh: '待补', en: 'undetermined' },
  matched: { zh: '匹配', en: 'matched' },
} as const

/** Ports whose rows wait for a person. */
const waiting: Readonly<Record<string, { zh: string; en: string }>> = {
  unverified: words.unidentified,
  unidentified: words.unidentified,
  undetermined: words.undetermined,
}

/** Between cards that stand close the shares go below each other. */
const narrowGap = 170

/** A plain line with how many rows flowed; into the left of a join also how many found a partner. */
export const EdgeLine = memo(function EdgeLine(props: EdgeProps<RowsEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, selected, data } = props
  const [path, labelX, labelY] = getSmoothStepPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    borderRadius: 8,
    // Half way it might run behind a card and seem to end there: a wire past a column turns just before its target.
    ...(targetX - sourceX > cardWidth + cardGap ? { centerX: targetX - cardGap / 2 } : {}),
  })
  const isDropEdge = useView((view) => view.dropEdge === id)
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        className="edge-line"
        data-selected={selected || undefined}
        data-drop={isDropEdge || undefined}
        interactionWidth={16}
      />
      {selected && data !== undefined && <InsertButton edgeId={id} x={labelX} y={labelY} />}
      {data !== undefined && (
        <EdgeLabel edge={data.edge} x={labelX} y={labelY} narrow={targetX - sourceX < narrowGap} />
      )}
    </>
  )
})

interface EdgeLabelProps {
  readonly edge: GraphEdge
  readonly x: number
  readonly y: number
  readonly narrow: boolean
}

function EdgeLabel({ edge, x, y, narrow }: EdgeLabelProps) {
  const t = useText()
  const from = useFigures(edge.from.node)
  const to = useFigures(edge.to.node)
  const target = useNode(edge.to.node)
  const stale = useView((view) => view.stale.has(edge.from.node))
  const rows = from?.rows[edge.from.port]
  if (rows === undefined) return null
  const wait = waiting[edge.from.port]
  const join = target?.type === 'join' && edge.to.port === 'left' ? (to?.join ?? null) : null
  return (
    <EdgeLabelRenderer>
      <span
        className="edge-count"
        data-waiting={(wait !== undefined && rows > 0) || undefined}
        data-stale={stale || undefined}
        data-narrow={(narrow && join !== null) || undefined}
        style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
      >
        {wait !== undefined && `${t(wait)} `}
        {formatCount(rows)}
        {join !== null && (
          <small>
            <span>
              {t(words.matched)} {formatShare(join.matched, join.left)}
            </span>
            {join.unidentified > 0 && (
              <span data-waiting>
                {t(words.unidentified)} {formatShare(join.unidentified, join.left)}
              </span>
            )}
          </small>
        )}
      </span>
    </EdgeLabelRenderer>
  )
}
