import { type RefObject, useCallback, useLayoutEffect, useState } from 'react'

interface Rows {
  readonly count: number
  /** Of every row, px. */
  readonly height: number
}

/** Which rows of a long list are in view of what scrolls it, and a little around: the others need not be made. */
export function useWindowedRows(list: RefObject<HTMLElement | null>, { count, height }: Rows) {
  const [range, setRange] = useState({ first: 0, last: Math.min(count, around * 2) })

  useLayoutEffect(() => {
    const element = list.current
    const frame = element === null ? null : scrollerOf(element)
    if (element === null || frame === null) return
    const look = () => {
      const above = frame.getBoundingClientRect().top - element.getBoundingClientRect().top
      const first = Math.max(0, Math.floor(above / height) - around)
      const last = Math.min(count, Math.ceil((above + frame.clientHeight) / height) + around)
      setRange((was) => (was.first === first && was.last === last ? was : { first, last }))
    }
    look()
    const observer = new ResizeObserver(look)
    observer.observe(frame)
    frame.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      frame.removeEventListener('scroll', look)
    }
  }, [list, count, height])

  /** Scrolls only as far as it must. */
  const showRow = useCallback(
    (index: number) => {
      const element = list.current
      const frame = element === null ? null : scrollerOf(element)
      if (element === null || frame === null) return
      const top = element.getBoundingClientRect().top - frame.getBoundingClientRect().top + index * height
      if (top < 0) frame.scrollTop += top
      else if (top + height > frame.clientHeight) frame.scrollTop += top + height - frame.clientHeight
    },
    [list, height],
  )

  return { first: Math.min(range.first, count), last: Math.min(range.last, count), showRow }
}

/** Rows that are made above and below the view. */
const around = 12

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let at: HTMLElement | null = element; at !== null; at = at.parentElement)
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at
  return element.parentElement
}
