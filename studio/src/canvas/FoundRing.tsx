import { useStore, ViewportPortal } from '@xyflow/react'
import { useEffect } from 'react'
import { findOnCanvas, groupAround, useGraph, useSession, useView } from '../document/index.ts'
import { boxAt } from './card-box.ts'
import type { FlowNode } from './to-flow.ts'

const room = 8
/** Once it was gone to, milliseconds. */
const stays = 1600

/** Around what was found; around its frame if that is collapsed. */
export function FoundRing() {
  const document = useGraph()
  const { view } = useSession()
  const found = useView((view) => view.found)
  const frame = found === null ? undefined : groupAround(document, found.nodeId)
  const id = frame?.collapsed ? frame.id : found?.nodeId
  const node = useStore(({ nodeLookup }) => (id === undefined ? undefined : nodeLookup.get(id)?.internals.userNode))
  const arrived = useView(({ selectedNodes }) => found !== null && selectedNodes.has(found.nodeId))
  useEffect(() => {
    if (!arrived) return
    const timer = setTimeout(() => findOnCanvas(view, null), stays)
    return () => clearTimeout(timer)
  }, [arrived, view])
  if (found === null || node === undefined) return null
  const { x, y, width, height } = boxAt(node as FlowNode)
  return (
    <ViewportPortal>
      <div
        key={found.count}
        className="found-ring"
        data-node={id}
        style={{
          transform: `translate(${x - room}px, ${y - room}px)`,
          width: width + 2 * room,
          height: height + 2 * room,
        }}
      />
    </ViewportPortal>
  )
}
