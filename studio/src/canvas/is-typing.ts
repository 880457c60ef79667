/** A field that has an undo of its own: a switch or a tick box has none. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    isTyping(target) && !(target as HTMLElement).matches('input[type=radio], input[type=checkbox], input[type=range]')
  )
}

/** Keys that go to a text are none of the canvas's business. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, .monaco-editor') !== null)
  )
}
