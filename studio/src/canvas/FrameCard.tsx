import type { CanvasGroup } from '@jianmo/engine/graph'
import { Handle, type Node, type NodeProps, NodeResizer, NodeToolbar, Position } from '@xyflow/react'
import { type KeyboardEvent, memo } from 'react'
import {
  collapseGroup,
  colourGroup,
  removeItems,
  renameGroup,
  ungroup,
  useDispatch,
  useDocumentState,
  useInference,
  useSession,
  useView,
  withMembers,
} from '../document/index.ts'
import { useText } from '../text/index.ts'
import { PinButton, PinMark } from './PinButton.tsx'
import { TintBar, TintBarButton, toolPaths } from './TintBar.tsx'

export type FrameNode = Node<
  {
    readonly group: CanvasGroup
    /** How many cards are in it. */
    readonly nodes: number
    /** A frame got another edge: the canvas knows which cards stand inside. */
    readonly onResize: (frame: { x: number; y: number; width: number; height: number }) => void
  },
  'frame'
>

/** A frame around cards that belong together; collapsed, one card that stands for them. It computes nothing. */
export const FrameCard = memo(function FrameCard({ id, data, selected }: NodeProps<FrameNode>) {
  const { group, nodes, onResize } = data
  const t = useText()
  const { view, document } = useSession()
  const dispatch = useDispatch()
  const mayEdit = useDocumentState((state) => state.mayEdit)
  const problems = useInference(({ byNode }) => group.members.filter((member) => isBroken(byNode[member])).length)
  const toggle = group.collapsed ? t({ zh: '展开', en: 'Expand' }) : t({ zh: '收起', en: 'Collapse' })
  const title = group.title === '' ? t({ zh: '未命名分组', en: 'Untitled group' }) : group.title

  return (
    <section
      className="frame-card"
      aria-label={title}
      data-tint={group.colour}
      data-selected={selected || undefined}
      data-collapsed={group.collapsed || undefined}
    >
      {mayEdit && (
        <>
          {!group.collapsed && (
            <NodeResizer
              isVisible={selected}
              minWidth={240}
              minHeight={120}
              onResizeEnd={(_, { x, y, width, height }) => onResize({ x, y, width, height })}
            />
          )}
          <NodeToolbar isVisible={selected} position={Position.Top} offset={8} align="start">
            <TintBar
              label={t({ zh: '分组框工具', en: 'Frame tools' })}
              value={group.colour}
              onChange={(tint) => dispatch(colourGroup(id, tint))}
            >
              <PinButton id={id} pinned={group.pinned === true} />
              <TintBarButton
                name={t({ zh: '解散分组框（保留节点）', en: 'Remove the frame, keep the nodes' })}
                path={toolPaths.ungroup}
                onClick={() => dispatch(ungroup(id))}
              />
              <TintBarButton
                name={t({ zh: '连同其中的节点一起删除', en: 'Delete with its nodes' })}
                path={toolPaths.remove}
                onClick={() => dispatch(removeItems([...withMembers(document.getState().history.document, [id])]))}
              />
            </TintBar>
          </NodeToolbar>
        </>
      )}
      <header className="frame-head">
        <button
          type="button"
          className="frame-toggle nodrag"
          aria-expanded={!group.collapsed}
          aria-label={`${toggle} ${title}`}
          title={toggle}
          onClick={() => dispatch(collapseGroup(id, !group.collapsed))}
          disabled={!mayEdit}
        >
          <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
            <path d={toolPaths.expand} />
          </svg>
        </button>
        <FrameTitle
          id={id}
          group={group}
          title={title}
          mayEdit={mayEdit}
          onEdit={() => view.setState({ editing: id })}
        />
        {group.pinned && <PinMark />}
        <small>
          {t({ zh: `${nodes} 个节点`, en: `${nodes} nodes` })}
          {group.collapsed && problems > 0 && (
            <span data-problem>{t({ zh: `${problems} 个有问题`, en: `${problems} with problems` })}</span>
          )}
        </small>
      </header>
      {group.collapsed && (
        <>
          <Handle id="in" type="target" position={Position.Left} className="port" isConnectable={false} />
          <Handle id="out" type="source" position={Position.Right} className="port" isConnectable={false} />
        </>
      )}
    </section>
  )
})

interface FrameTitleProps {
  readonly id: string
  readonly group: CanvasGroup
  readonly title: string
  readonly mayEdit: boolean
  readonly onEdit: () => void
}

function FrameTitle({ id, group, title, mayEdit, onEdit }: FrameTitleProps) {
  const t = useText()
  const { view } = useSession()
  const dispatch = useDispatch()
  const settle = useDocumentState((state) => state.settle)
  const editing = useView(({ editing: item }) => item === id) && mayEdit
  if (!editing)
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard renames with Enter on the selected frame.
      <b onDoubleClick={onEdit} data-empty={group.title === '' || undefined}>
        {title}
      </b>
    )

  function stop(): void {
    settle()
    if (view.getState().editing === id) view.setState({ editing: null })
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
    event.stopPropagation()
    const card = event.currentTarget.closest<HTMLElement>('.react-flow__node')
    stop()
    card?.focus({ preventScroll: true })
  }
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: renaming it is what was just asked for.
      autoFocus
      className="nodrag"
      aria-label={t({ zh: '分组名称', en: 'Group name' })}
      value={group.title}
      maxLength={80}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => dispatch(renameGroup(id, event.target.value))}
      onKeyDown={onKeyDown}
      onBlur={stop}
    />
  )
}

const isBroken = (problems: readonly { readonly severity: string }[] | undefined): boolean =>
  problems?.some(({ severity }) => severity === 'error') === true
