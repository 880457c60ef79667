import { useEffect, useEffectEvent } from 'react'

/** The parts of the editor in the order of work; F6 goes around. */
const regions = ['.canvas', '.inspector', '.run-panel', '.summary-bar', '.results', '.editor-bar', '.palette']
const enterable = 'a[href], button:not([disabled]), input:not([disabled]), textarea, [tabindex="0"]'

interface RegionKeys {
  /** Null while there is nothing to run, or a run is under way. */
  readonly onRun: (() => void) | null
  /** Null while no card can be counted again. */
  readonly onRecount: (() => void) | null
}

/** F6 and Shift+F6 go from one part of the editor to the next; Ctrl+Enter runs, with Shift it counts stale cards only. */
export function useRegionKeys({ onRun, onRecount }: RegionKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'F6' && !event.ctrlKey && !event.altKey) enterNextRegion(event.shiftKey ? -1 : 1)
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) (event.shiftKey ? onRecount : onRun)?.()
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

function enterNextRegion(by: 1 | -1): void {
  const shown = regions.flatMap((name) => window.document.querySelector<HTMLElement>(`.editor ${name}`) ?? [])
  const at = shown.findIndex((region) => region.contains(window.document.activeElement))
  const next = shown[(at + by + shown.length) % shown.length]
  const selected = next?.querySelector<HTMLElement>('.react-flow__node[tabindex="0"]')
  const first = next?.tabIndex === 0 ? next : next?.querySelector<HTMLElement>(enterable)
  ;(selected ?? first)?.focus()
}
