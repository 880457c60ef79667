/** Safari tells of the Enter that ended a composition only after `compositionend`, by a few milliseconds. */
const afterglow = 50

let endedAt = Number.NEGATIVE_INFINITY
if (typeof window !== 'undefined') {
  window.addEventListener(
    'compositionend',
    (event) => {
      endedAt = event.timeStamp
    },
    true,
  )
}

interface KeyLike {
  readonly key: string
  readonly keyCode: number
  readonly timeStamp: number
  readonly isComposing?: boolean
  readonly nativeEvent?: { readonly isComposing: boolean }
}

/** While an input method composes, Enter, Esc and arrows belong to its list of candidates. */
export function isImeEvent(event: KeyLike): boolean {
  if (event.isComposing || event.nativeEvent?.isComposing || event.keyCode === 229) return true
  return event.key === 'Enter' && event.timeStamp - endedAt < afterglow
}
