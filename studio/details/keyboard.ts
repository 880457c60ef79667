import type { Page } from 'playwright'
import { focusIsOnCanvas } from './building.ts'

/** What a person does who has only the keyboard. */
export interface Keyboard {
  readonly pressed: () => number
  press(key: string): Promise<void>
  type(text: string): Promise<void>
  /** Tab until the thing with this accessible name has the focus; backwards if it was passed. */
  reach(name: string | RegExp, back?: boolean): Promise<void>
  /** Tab until a link within a table has the focus. */
  reachLinkInTable(): Promise<void>
  /** Esc until the canvas has the focus again. */
  backToCanvas(): Promise<void>
}

const focusedName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    const labelled = element?.getAttribute('aria-labelledby')
    return (
      element?.getAttribute('aria-label') ??
      (labelled ? (document.getElementById(labelled)?.textContent ?? '') : null) ??
      element?.textContent ??
      ''
    ).trim()
  })

/** Waits for what a key should bring about, but not long: somebody who sees nothing happen presses again. */
export async function within(milliseconds: number, happened: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + milliseconds
  while (Date.now() < until && !(await happened())) await new Promise((resolve) => setTimeout(resolve, 40))
}

/** Things on a page that Tab may pass before what is wanted. */
const patience = 60

export function keyboardOf(page: Page): Keyboard {
  let pressed = 0
  const press = async (key: string) => {
    pressed++
    await page.keyboard.press(key)
  }
  return {
    pressed: () => pressed,
    press,
    async type(text) {
      pressed++
      await page.keyboard.type(text)
    },
    async reach(name, back = false) {
      const seen: string[] = []
      for (let steps = 0; steps < patience; steps++) {
        const focused = await focusedName(page)
        if (typeof name === 'string' ? focused === name : name.test(focused)) return
        seen.push(focused.slice(0, 24))
        await press(back ? 'Shift+Tab' : 'Tab')
      }
      throw new Error(`Tab never came to ${name}; it passed ${seen.join(' | ')}`)
    },
    async reachLinkInTable() {
      for (let steps = 0; steps < patience; steps++) {
        if (await page.evaluate(() => document.activeElement?.matches('td a[href]') === true)) return
        await press('Tab')
      }
      throw new Error('Tab never came to a link in a table')
    },
    async backToCanvas() {
      for (let tries = 0; tries < 4; tries++) {
        if (await focusIsOnCanvas(page)) return
        await press('Escape')
        await within(600, () => focusIsOnCanvas(page))
      }
      if (!(await focusIsOnCanvas(page))) throw new Error(`Esc does not lead back: ${await focusedName(page)}`)
    },
  }
}

/** Remembers every pointer event of the page, and every sentence of the live region. */
export async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const pointers: string[] = []
    const said: string[] = []
    Object.assign(window, { pointers, said })
    for (const type of ['pointerdown', 'mousedown', 'touchstart', 'wheel', 'dragstart'])
      window.addEventListener(type, () => pointers.push(type), true)
    const region = document.querySelector('[role="log"][aria-live="polite"]')
    if (!region) throw new Error('There is no live region')
    new MutationObserver(() => said.push((region.textContent ?? '').trim())).observe(region, {
      subtree: true,
      childList: true,
      characterData: true,
    })
  })
}

export const pointersOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as { pointers: string[] }).pointers)

export const saidOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => (window as unknown as { said: string[] }).said)
