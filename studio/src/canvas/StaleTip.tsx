import { NodeToolbar, Position } from '@xyflow/react'
import { staleReasons, useDocumentState, useView } from '../document/index.ts'
import { useText } from '../text/index.ts'

/** Under a stale card that the pointer is on, or that has the focus of the keyboard: which edits its numbers do not know of. */
export function StaleTip() {
  const nodeId = useView(({ hovered, stale }) => (hovered !== null && stale.has(hovered) ? hovered : null))
  return nodeId === null ? null : <Tip nodeId={nodeId} />
}

function Tip({ nodeId }: { readonly nodeId: string }) {
  const t = useText()
  const history = useDocumentState((state) => state.history)
  const counted = useView(({ figures }) => figures?.counted ?? null)
  const drawn = useView(({ figures }) => figures?.drawn ?? null)
  const reasons = staleReasons(counted, history, nodeId)
  // Counted again already, but leads come from a run.
  const shown = reasons.length > 0 ? reasons : staleReasons(drawn, history, nodeId)
  return (
    <NodeToolbar nodeId={nodeId} isVisible position={Position.Bottom} align="start" offset={6}>
      <div className="stale-tip" role="tooltip">
        <b>{t({ zh: '已过时，数字还不知道这些改动：', en: 'Stale: its numbers do not know of' })}</b>
        <ul>
          {shown.map(({ nodeId: changed, text }) => (
            <li key={changed ?? 'parameters'}>{t(text)}</li>
          ))}
        </ul>
      </div>
    </NodeToolbar>
  )
}
