import type { Page } from 'playwright'
import { expect } from 'vitest'
import { card } from '../e2e/canvas-gestures.ts'
import { menuOf, optionsOf } from './building.ts'
import { type Keyboard, within } from './keyboard.ts'

/** What somebody does who draws by keys. */
export interface KeyboardBuilder {
  /** Types in the list of nodes, and takes what is first, which is this one. */
  choose(typed: string, label: string): Promise<void>
  /** The next step of the selected card, looked for by its name. */
  next(typed: string, label: string): Promise<void>
  /** The next step of the selected card as the list proposes it: `place` counts from 0. */
  nextProposed(label: string, place?: number): Promise<void>
  /** Connects the selected card to a port, as the hint calls it. */
  connectTo(port: RegExp, arrow?: string): Promise<void>
  /** Choices in a list of columns: type a part of the name, Enter. */
  pick(...names: readonly string[]): Promise<void>
  /** Arrows from card to card, as the eye goes. */
  walkTo(title: string, key: string): Promise<void>
  focusedCard(): Promise<string>
}

export function keyboardBuilderOf(page: Page, keys: Keyboard): KeyboardBuilder {
  const focusedCard = () =>
    page.evaluate(() => document.activeElement?.closest('.react-flow__node')?.getAttribute('aria-label') ?? '')
  const hint = async () => (await page.locator('.connect-hint').textContent()) ?? ''
  const chosen = async (label: string) => {
    await card(page, label).first().waitFor()
    await expect.poll(() => menuOf(page).count()).toBe(0)
    await expect.poll(focusedCard).toBe(label)
  }
  const open = async () => {
    await keys.press('Space')
    await menuOf(page).waitFor()
  }
  const builder: KeyboardBuilder = {
    focusedCard,
    async choose(typed, label) {
      await keys.type(typed)
      await expect.poll(async () => (await optionsOf(page))[0]).toBe(label)
      await keys.press('Enter')
      await chosen(label)
    },
    async next(typed, label) {
      await open()
      await builder.choose(typed, label)
    },
    async nextProposed(label, place = 0) {
      await open()
      expect((await optionsOf(page))[place]).toBe(label)
      for (let step = 0; step < place; step++) await keys.press('ArrowDown')
      await keys.press('Enter')
      await chosen(label)
    },
    async connectTo(port, arrow = 'c') {
      await keys.press('c')
      await page.locator('.connect-hint').waitFor()
      for (let tries = 0; tries < 4 && !port.test(await hint()); tries++) await keys.press(arrow)
      expect(await hint()).toMatch(port)
      await keys.press('Enter')
    },
    async pick(...names) {
      for (const name of names) {
        await keys.type(name)
        await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().waitFor()
        await keys.press('Enter')
      }
    },
    async walkTo(title, key) {
      for (let steps = 0; steps < 8 && (await focusedCard()) !== title; steps++) {
        const before = await focusedCard()
        await keys.press(key)
        await within(600, async () => (await focusedCard()) !== before)
      }
      expect(await focusedCard()).toBe(title)
    },
  }
  return builder
}
