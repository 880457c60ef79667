import type { GraphNode } from '@jianmo/engine/graph'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { moveCard } from '../canvas/index.ts'
import { pinItems, useDispatch, useDocumentState, useGraph, useProblems } from '../document/index.ts'
import { useText } from '../text/index.ts'

/** Where a card stands, to be typed: the way to move it without a drag and to the point. */
export function PositionFields({ node }: { readonly node: GraphNode }) {
  const t = useText()
  const document = useGraph()
  const dispatch = useDispatch()
  const problems = useProblems(node.id)
  const mayEdit = useDocumentState((state) => state.mayEdit)
  const title = useId()
  const { x, y } = node.position
  const moveTo = (to: GraphNode['position']) => dispatch(moveCard(document, node, to, { problems, t }))

  return (
    <fieldset className="position-fields" aria-labelledby={title}>
      <span id={title} className="field-label">
        {t({ zh: '位置', en: 'Position' })}
      </span>
      <PlaceInput
        label={t({ zh: '横向', en: 'Across' })}
        value={x}
        readOnly={!mayEdit}
        onChange={(to) => moveTo({ x: to, y })}
      />
      <PlaceInput
        label={t({ zh: '纵向', en: 'Down' })}
        value={y}
        readOnly={!mayEdit}
        onChange={(to) => moveTo({ x, y: to })}
      />
      <label>
        <input
          type="checkbox"
          checked={node.pinned === true}
          disabled={!mayEdit}
          onChange={(event) => dispatch(pinItems(new Set([node.id]), event.target.checked))}
        />
        <span>{t({ zh: '固定', en: 'Pinned' })}</span>
      </label>
    </fieldset>
  )
}

/** A typing error must not send a card where nobody finds it. */
const farthest = 1_000_000

interface PlaceInputProps {
  readonly label: string
  readonly value: number
  readonly readOnly: boolean
  readonly onChange: (value: number) => void
}

/** A whole number; the card moves when Enter is pressed or the field is left, not while it is typed. */
function PlaceInput({ label, value, readOnly, onChange }: PlaceInputProps) {
  const typed = useRef<string | null>(null)
  const [, redraw] = useState(0)

  function type(text: string | null): void {
    typed.current = text
    redraw((times) => times + 1)
  }

  function commit(): void {
    const text = typed.current?.trim() ?? ''
    type(null)
    const next = Math.round(Number(text))
    if (text !== '' && Math.abs(next) <= farthest && next !== value) onChange(next)
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter') commit()
    if (event.key === 'Escape') type(null)
  }

  return (
    <label>
      <span>{label}</span>
      <input
        inputMode="numeric"
        value={typed.current ?? String(Math.round(value))}
        readOnly={readOnly}
        onChange={(event) => type(event.target.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
    </label>
  )
}
