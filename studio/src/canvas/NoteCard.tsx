import type { CanvasNote } from '@jianmo/engine/graph'
import { type Node, type NodeProps, NodeResizer } from '@xyflow/react'
import { memo } from 'react'
import { editNote, resizeNote, useDispatch, useDocumentState } from '../document/index.ts'
import { useText } from '../text/index.ts'

export type NoteNode = Node<{ readonly note: CanvasNote }, 'note'>

/** A paper note on the canvas: why this step is there, which article it rests on. */
export const NoteCard = memo(function NoteCard({ id, data: { note }, selected }: NodeProps<NoteNode>) {
  const t = useText()
  const dispatch = useDispatch()
  const mayEdit = useDocumentState((state) => state.mayEdit)
  const settle = useDocumentState((state) => state.settle)
  return (
    <div className="note-card" data-selected={selected || undefined}>
      {mayEdit && (
        <NodeResizer
          isVisible={selected}
          minWidth={120}
          minHeight={60}
          onResizeEnd={(_, { width, height }) =>
            dispatch(resizeNote(id, { width: Math.round(width), height: Math.round(height) }))
          }
        />
      )}
      <textarea
        className="nodrag nowheel"
        aria-label={t({ zh: '便笺', en: 'Note' })}
        placeholder={t({ zh: '写下这一步的理由…', en: 'Why this step is here…' })}
        value={note.text}
        readOnly={!mayEdit}
        onChange={(event) => dispatch(editNote(id, event.target.value))}
        onBlur={settle}
      />
    </div>
  )
})
