import { type RefObject, useEffect, useRef } from 'react'

const fields = ':is(input:not([disabled]), textarea, [role="combobox"])'

interface NewItem<List extends HTMLElement> {
  readonly list: RefObject<List | null>
  /** Called before an item is added. */
  readonly expectItem: () => void
}

/** Whoever adds an item wants to fill it in: once it is there, its first field takes the focus. */
export function useNewItem<List extends HTMLElement>(count: number): NewItem<List> {
  const list = useRef<List>(null)
  const expected = useRef<number | null>(null)
  useEffect(() => {
    if (expected.current !== count) return
    expected.current = null
    list.current?.lastElementChild?.querySelector<HTMLElement>(fields)?.focus()
  }, [count])
  return {
    list,
    expectItem() {
      expected.current = count + 1
    },
  }
}
