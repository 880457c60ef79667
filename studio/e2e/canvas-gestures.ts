import type { Locator, Page } from 'playwright'
import { expect } from 'vitest'

/** Mouse gestures on the canvas, as a person makes them: press, move in steps, release. */

export function card(page: Page, title: string): Locator {
  return page.getByRole('region', { name: '画布' }).getByRole('group', { name: title, exact: true })
}

export async function centreOf(place: Locator): Promise<{ x: number; y: number }> {
  const box = await place.boundingBox()
  if (!box) throw new Error('The place is not on the screen')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

export async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 })
  await page.mouse.move(to.x, to.y, { steps: 6 })
  await page.mouse.up()
}

/** Drags an entry of the palette to a place of the canvas (HTML drag and drop with real mouse moves). */
export async function dragFromPalette(page: Page, entry: string, target: { x: number; y: number }): Promise<void> {
  const canvas = page.getByRole('region', { name: '画布' })
  const box = await canvas.boundingBox()
  if (!box) throw new Error('The canvas is not on the screen')
  await page
    .getByRole('button', { name: `添加 ${entry}` })
    .dragTo(canvas, { targetPosition: { x: target.x - box.x, y: target.y - box.y } })
}

export function port(page: Page, title: string, side: 'source' | 'target', index = 0): Locator {
  return card(page, title).locator(`.react-flow__handle.${side}`).nth(index)
}

export async function connect(page: Page, from: string, to: string, toIndex = 0): Promise<void> {
  await drag(page, await centreOf(port(page, from, 'source')), await centreOf(port(page, to, 'target', toIndex)))
}

export async function untilSaved(page: Page): Promise<void> {
  await expect.poll(() => page.getByRole('status').first().textContent(), { timeout: 15_000 }).toContain('已保存')
}
