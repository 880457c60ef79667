import type { Span } from '@jianmo/engine/expression'

/** Scrolls to what stands at a dotted path of the config and enters it; at the place in its text, if there is one. Opens what is
 * folded around it. */
export function enterField(root: HTMLElement, path: string, span: Span | null): void {
  const found = nearest(root, path)
  if (found === null) return
  const folded = found.dataset.path === path ? null : found.querySelector<HTMLElement>('button[aria-expanded="false"]')
  if (folded !== null) {
    folded.click()
    requestAnimationFrame(() => enter(nearest(root, path) ?? found, span))
    return
  }
  enter(found, span)
}

function nearest(root: HTMLElement, path: string): HTMLElement | null {
  const parts = path.split('.')
  for (let length = parts.length; length > 0; length--) {
    const found = root.querySelector<HTMLElement>(`[data-path="${parts.slice(0, length).join('.')}"]`)
    if (found) return found
  }
  return null
}

function enter(found: HTMLElement, span: Span | null): void {
  found.scrollIntoView({ block: 'center' })
  enterText(found, span)
}

/** Enters the first field of a part, at a place in its text. */
export function enterText(found: HTMLElement, span: Span | null): void {
  const field = found.querySelector<HTMLElement>('textarea, input, select')
  // The editor that takes the place of the text area takes its selection too.
  if (field instanceof HTMLTextAreaElement && span !== null) field.setSelectionRange(span.start, span.end)
  field?.focus()
}
