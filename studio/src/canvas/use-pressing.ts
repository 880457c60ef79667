import { type RefObject, useEffect } from 'react'
import { useSession } from '../document/index.ts'

/** Knows while a pointer is held down on the canvas. */
export function usePressing(paneRef: RefObject<HTMLElement | null>): void {
  const { view } = useSession()
  useEffect(() => {
    const pane = paneRef.current
    const press = () => view.setState({ pressing: true })
    const release = () => {
      if (view.getState().pressing) view.setState({ pressing: false })
    }
    const ends = ['pointerup', 'pointercancel', 'dragend'] as const
    pane?.addEventListener('pointerdown', press, true)
    for (const end of ends) window.addEventListener(end, release, true)
    // Not captured: the press itself takes the focus from elsewhere, and that blur is not the window's.
    window.addEventListener('blur', release)
    return () => {
      pane?.removeEventListener('pointerdown', press, true)
      for (const end of ends) window.removeEventListener(end, release, true)
      window.removeEventListener('blur', release)
      release()
    }
  }, [paneRef, view])
}
