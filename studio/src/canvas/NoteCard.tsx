import type { CanvasNote } from '@jianmo/engine/graph'
import { type Node, type NodeProps, NodeResizer, NodeToolbar, Position } from '@xyflow/react'
import { type KeyboardEvent, memo } from 'react'
import {
  colourNote,
  editNote,
  removeItems,
  resizeNote,
  useDispatch,
  useDocumentState,
  useSession,
  useView,
} from '../document/index.ts'
import { useText } from '../text/index.ts'
import { PinButton, PinMark } from './PinButton.tsx'
import { TintBar, TintBarButton, toolPaths } from './TintBar.tsx'

export type NoteNode = Node<{ readonly note: CanvasNote }, 'note'>

/**
 * A paper note on the canvas: why this step is there, which article it rests on. It is plain text, taken by the whole card; a
 * double click or Enter writes in it, Escape leaves it.
 */
export const NoteCard = memo(function NoteCard({ id, data: { note }, selected }: NodeProps<NoteNode>) {
  const t = useText()
  const { view } = useSession()
  const dispatch = useDispatch()
  const mayEdit = useDocumentState((state) => state.mayEdit)
  const settle = useDocumentState((state) => state.settle)
  const editing = useView(({ editing: item }) => item === id) && mayEdit
  const colour = note.colour ?? 'yellow'
  const label = t({ zh: '便笺', en: 'Note' })

  function stop(): void {
    settle()
    if (view.getState().editing === id) view.setState({ editing: null })
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.nativeEvent.isComposing || event.key !== 'Escape') return
    event.stopPropagation()
    const card = event.currentTarget.closest<HTMLElement>('.react-flow__node')
    stop()
    card?.focus({ preventScroll: true })
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard writes in it with Enter on the selected note.
    <div
      className="note-card"
      data-tint={colour}
      data-selected={selected || undefined}
      onDoubleClick={() => view.setState({ editing: id })}
    >
      {mayEdit && (
        <>
          <NodeResizer
            isVisible={selected}
            minWidth={120}
            minHeight={56}
            onResizeEnd={(_, { x, y, width, height }) =>
              dispatch(resizeNote(id, { width: Math.round(width), height: Math.round(height) }, { x, y }))
            }
          />
          <NodeToolbar isVisible={selected} position={Position.Top} offset={8}>
            <TintBar
              label={t({ zh: '便笺工具', en: 'Note tools' })}
              value={colour}
              onChange={(tint) => dispatch(colourNote(id, tint))}
            >
              <PinButton id={id} pinned={note.pinned === true} />
              <TintBarButton
                name={t({ zh: '删除便笺', en: 'Delete note' })}
                path={toolPaths.remove}
                onClick={() => dispatch(removeItems([id]))}
              />
            </TintBar>
          </NodeToolbar>
        </>
      )}
      {note.pinned && <PinMark />}
      {editing ? (
        <textarea
          ref={enter}
          className="nodrag nowheel"
          aria-label={label}
          placeholder={t({ zh: '写下这一步的理由…', en: 'Why this step is here…' })}
          value={note.text}
          maxLength={4000}
          onFocus={(event) => event.currentTarget.setSelectionRange(note.text.length, note.text.length)}
          onChange={(event) => dispatch(editNote(id, event.target.value))}
          onKeyDown={onKeyDown}
          onBlur={stop}
        />
      ) : (
        <p className="note-text" data-empty={note.text === '' || undefined}>
          {note.text === '' ? t({ zh: '空便笺，双击填写', en: 'Empty note: double-click to write' }) : note.text}
        </p>
      )}
    </div>
  )
})

/** Writing in it is what was just asked for; the canvas must not scroll under a note at its edge. */
const enter = (area: HTMLTextAreaElement | null) => area?.focus({ preventScroll: true })
