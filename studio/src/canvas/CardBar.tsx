import { NodeToolbar, Position, useStore } from '@xyflow/react'
import {
  showSql,
  takeProposal,
  useDispatch,
  useDocumentState,
  useProposal,
  useSelectedNode,
  useSession,
  useView,
} from '../document/index.ts'
import { useText } from '../text/index.ts'
import { useBuilding } from './building.ts'
import { PinButton } from './PinButton.tsx'
import { TintBarButton, toolPaths } from './TintBar.tsx'

interface CardBarProps {
  readonly onRemove: () => void
  readonly hidden: boolean
}

/** Above the one selected card: what its keys do, by clicks. */
export function CardBar({ onRemove, hidden }: CardBarProps) {
  const t = useText()
  const { addAfter, replace, startConnecting } = useBuilding()
  const { view } = useSession()
  const node = useSelectedNode()
  const dispatch = useDispatch()
  const proposal = useProposal(node?.id ?? '')
  const mayEdit = useDocumentState((state) => state.mayEdit)
  const connecting = useView((view) => view.connecting !== null)
  const busy = useStore((state) => state.connection.inProgress || state.connectionClickStartHandle !== null)
  if (node === null || !mayEdit || connecting || busy || hidden) return null
  return (
    <NodeToolbar nodeId={node.id} isVisible position={Position.Top} align="end" offset={8}>
      <div
        className="tint-bar card-bar nodrag nopan"
        role="toolbar"
        aria-label={t({ zh: '节点工具', en: 'Card tools' })}
      >
        {proposal !== null && (
          <TintBarButton
            name={t({ zh: '采用建议（Alt+Enter）', en: 'Take the proposal (Alt+Enter)' })}
            path={toolPaths.take}
            onClick={() => dispatch(takeProposal(node, proposal))}
          />
        )}
        <TintBarButton
          name={t({ zh: '接下一步（空格）', en: 'Add the next step (Space)' })}
          path={toolPaths.next}
          onClick={() => addAfter(node.id)}
        />
        <TintBarButton
          name={t({ zh: '连到别的节点（C）', en: 'Connect to another card (C)' })}
          path={toolPaths.connect}
          onClick={() => startConnecting(node.id)}
        />
        <TintBarButton
          name={t({ zh: '换成别的节点（R）', en: 'Replace by another kind (R)' })}
          path={toolPaths.replace}
          onClick={() => replace(node.id)}
        />
        <PinButton id={node.id} pinned={node.pinned === true} />
        <TintBarButton
          name={t({ zh: '查看 SQL', en: 'Show SQL' })}
          path={toolPaths.sql}
          onClick={() => showSql(view)}
        />
        <TintBarButton
          name={t({ zh: '删除（Delete）', en: 'Delete (Delete)' })}
          path={toolPaths.remove}
          onClick={onRemove}
        />
      </div>
    </NodeToolbar>
  )
}
