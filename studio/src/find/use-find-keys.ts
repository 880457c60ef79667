import { type RefObject, useEffect, useEffectEvent } from 'react'
import { flushSync } from 'react-dom'

interface FindKeys {
  readonly box: RefObject<HTMLElement | null>
  readonly open: () => void
}

/** Ctrl+F opens the panel, or goes back to its field; from there it is the browser's own find. */
export function useFindKeys({ box, open }: FindKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'f') return
    // Monaco and dialogs have finds of their own.
    if (event.defaultPrevented || box.current?.contains(document.activeElement) === true) return
    if (document.activeElement?.closest('[role="dialog"]') != null) return
    event.preventDefault()
    // Before the next key, which is the first that is looked for.
    if (box.current === null) flushSync(open)
    box.current?.querySelector('input')?.select()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
