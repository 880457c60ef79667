import type { Locator, Page } from 'playwright'
import { drag } from './canvas-gestures.ts'

type Place = { readonly x: number; readonly y: number }

/** What a person does who has only a mouse, and types nothing but text into fields that were clicked. */
export interface Mouse {
  /** Presses and releases, drags, turns of the wheel, and fields filled. */
  readonly made: () => number
  click(place: Locator): Promise<void>
  drag(from: Place, to: Place): Promise<void>
  /** Clicks a field and types: two gestures. */
  fill(field: Locator, text: string): Promise<void>
}

export function mouseOf(page: Page): Mouse {
  let made = 0
  /** Nobody clicks what cannot be seen: bringing it into view is a turn of the wheel. */
  const show = async (place: Locator) => {
    await place.waitFor()
    const seen = await place.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      const top = document.elementFromPoint(x + width / 2, y + height / 2)
      return top !== null && (element.contains(top) || top.contains(element))
    })
    if (seen) return
    made++
    await place.scrollIntoViewIfNeeded()
  }
  const mouse: Mouse = {
    made: () => made,
    async click(place) {
      await show(place)
      made++
      await place.click()
    },
    async drag(from, to) {
      made++
      await drag(page, from, to)
    },
    async fill(field, text) {
      await mouse.click(field)
      made++
      await page.keyboard.type(text)
    },
  }
  return mouse
}

/** Remembers every key that was no text for a field. */
export async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const keys: string[] = []
    Object.assign(window, { keys })
    const listen = ({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      const isField = target instanceof HTMLElement && target.matches('input, textarea')
      const isText = [...key].length === 1 && !(ctrlKey || metaKey || altKey)
      if (!isField || !isText) keys.push(key)
    }
    window.addEventListener('keydown', listen, true)
  })
}

export const keysOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as { keys: string[] }).keys)
