import { useReactFlow } from '@xyflow/react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { isImeEvent } from './is-ime-event.ts'
import { isTyping } from './is-typing.ts'

/** Held longer than this, Space was for panning even if nothing was panned (milliseconds). */
const short = 250

interface SpacePanProps {
  readonly paneRef: RefObject<HTMLElement | null>
  /** What Space does when it is only pressed. */
  readonly onShortSpace: () => void
}

/** While Space is held, the hand moves the whole drawing, over cards and edges as well. */
export function SpacePan({ paneRef, onShortSpace }: SpacePanProps) {
  const flow = useReactFlow()
  const [held, setHeld] = useState(false)
  const [gripping, setGripping] = useState(false)
  const since = useRef<{ readonly at: number; panned: boolean } | null>(null)

  useEffect(() => {
    const release = () => {
      since.current = null
      setHeld(false)
      setGripping(false)
    }
    const isOurs = (target: EventTarget | null) =>
      target instanceof HTMLElement &&
      paneRef.current?.contains(target) === true &&
      !isTyping(target) &&
      target.closest('button, [role="button"], [role="dialog"]') === null
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== ' ' || isImeEvent(event) || event.ctrlKey || event.metaKey || event.altKey) return
      if (!isOurs(event.target)) return
      event.preventDefault()
      if (event.repeat || since.current !== null) return
      since.current = { at: event.timeStamp, panned: false }
      setHeld(true)
    }
    function onKeyUp(event: KeyboardEvent): void {
      const start = since.current
      if (event.key !== ' ' || start === null) return
      release()
      if (!start.panned && event.timeStamp - start.at < short) onShortSpace()
    }
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('keyup', onKeyUp)
    // Whoever leaves the window with a key held lets it go somewhere else.
    window.addEventListener('blur', release)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('keyup', onKeyUp)
      window.removeEventListener('blur', release)
    }
  }, [onShortSpace, paneRef])

  if (!held) return null
  return (
    <div
      className="space-pan"
      data-gripping={gripping || undefined}
      onPointerDown={(event) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        if (since.current) since.current.panned = true
        setGripping(true)
      }}
      onPointerMove={(event) => {
        if (!gripping) return
        const { x, y, zoom } = flow.getViewport()
        void flow.setViewport({ x: x + event.movementX, y: y + event.movementY, zoom })
      }}
      onPointerUp={() => setGripping(false)}
    />
  )
}
