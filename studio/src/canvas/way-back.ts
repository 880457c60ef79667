import { useEffect } from 'react'
import { isImeEvent } from './is-ime-event.ts'

const settings = '.inspector'
/** Panels around the canvas: one level below it. */
const panels = ':is(.inspector, .results, .run-panel, .summary-bar)'
const enterable = ':is(input:not([disabled]), textarea, [role="combobox"], button:not([disabled]), [tabindex="0"])'

/** From the one selected card into its form: to what is wrong first, else to the first field. */
export function enterSettings(selected: ReadonlySet<string>): boolean {
  if (selected.size !== 1) return false
  const panel = window.document.querySelector(settings)
  const wrong = panel?.querySelector('.field-problems > [data-severity="error"]')?.closest('.field-problems')
  const field =
    wrong?.parentElement?.querySelector<HTMLElement>(`.inspector-body ${enterable}`) ??
    panel?.querySelector<HTMLElement>(`.inspector-body ${enterable}`) ??
    panel?.querySelector<HTMLElement>(enterable)
  field?.focus()
  return field instanceof HTMLElement
}

/** What Esc closes within a form before it leaves it: a list of choices, and Monaco's own help. */
const helps =
  ':is(.suggest-widget, .parameter-hints-widget, .rename-box, .find-widget.visible, .ant-popover:not(.ant-popover-hidden))'

/** Esc in a panel goes back to the canvas, unless it closes a list or a help that is open there. */
export function useWayBack(focusCanvas: () => void): void {
  useEffect(() => {
    // In the capture phase, while what Esc will close is still open; Monaco keeps the key for itself.
    const leave = (event: KeyboardEvent) => {
      const { target } = event
      if (event.key !== 'Escape' || isImeEvent(event) || !(target instanceof Element)) return
      if (target.closest(panels) === null || target.getAttribute('aria-expanded') === 'true') return
      const open = [...window.document.querySelectorAll(helps)].some((help) => help.checkVisibility())
      if (!open) focusCanvas()
    }
    window.addEventListener('keydown', leave, true)
    return () => window.removeEventListener('keydown', leave, true)
  }, [focusCanvas])
}
