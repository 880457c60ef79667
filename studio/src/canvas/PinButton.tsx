import { pinItems, useDispatch } from '../document/index.ts'
import { useText } from '../text/index.ts'

export const pinPath = 'M6 2.5h4M6.8 2.5v4L5 8.8h6L9.2 6.5v-4M8 8.8v4.7'

interface PinButtonProps {
  readonly id: string
  readonly pinned: boolean
}

/** In the bar above a card, a note or a frame: holds it where it is. */
export function PinButton({ id, pinned }: PinButtonProps) {
  const t = useText()
  const dispatch = useDispatch()
  const name = t({ zh: '固定位置，自动布局时不动（Alt+P）', en: 'Pin: auto-layout leaves it (Alt+P)' })
  return (
    <button
      type="button"
      className="tint-tool"
      aria-label={name}
      aria-pressed={pinned}
      title={name}
      onClick={() => dispatch(pinItems(new Set([id]), !pinned))}
    >
      <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
        <path d={pinPath} />
      </svg>
    </button>
  )
}

/** On what is pinned, so that one sees why it did not move. */
export function PinMark() {
  const t = useText()
  const name = t({ zh: '位置已固定', en: 'Pinned' })
  return (
    <svg
      className="pin-mark"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      role="img"
      aria-label={name}
    >
      <title>{name}</title>
      <path d={pinPath} />
    </svg>
  )
}
