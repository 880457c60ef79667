import type { Page } from 'playwright'

interface Point {
  readonly x: number
  readonly y: number
}

/** Moves of one gesture; about one a frame. */
const moves = 70

/** Presses, goes back and forth, and lets go, as a hand does: one move a frame. What is measured is the way, not the drop. */
export async function swing<Cost>(
  page: Page,
  { from, reach, measure }: { from: Point; reach: Point; measure: (way: () => Promise<void>) => Promise<Cost> },
): Promise<Cost> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  const cost = await measure(async () => {
    for (let move = 1; move <= moves; move++) {
      const turn = Math.sin((move / moves) * Math.PI * 2)
      await page.mouse.move(from.x + turn * reach.x, from.y + (move / moves) * reach.y)
      await page.waitForTimeout(8)
    }
  })
  await page.mouse.up()
  return cost
}

/** A place of the canvas on which nothing stands. */
export async function emptyPlace(page: Page): Promise<Point> {
  const place = await page.evaluate(() => {
    const box = document.querySelector('.react-flow')?.getBoundingClientRect()
    if (box === undefined) return null
    for (let y = box.top + box.height / 2; y < box.bottom - 120; y += 12)
      for (let x = box.left + box.width / 3; x < box.right - 200; x += 12)
        if (document.elementFromPoint(x, y)?.classList.contains('react-flow__pane') === true) return { x, y }
    return null
  })
  if (place === null) throw new Error('The canvas has no empty place')
  return place
}

/** The middle of the head of a card near the middle of the canvas. */
export async function cardPlace(page: Page): Promise<Point> {
  const place = await page.evaluate(() => {
    const box = document.querySelector('.react-flow')?.getBoundingClientRect()
    const cards = [...document.querySelectorAll('.react-flow__node')].map((card) => card.getBoundingClientRect())
    if (box === undefined) return null
    const middle = { x: box.left + box.width / 2, y: box.top + box.height / 2 }
    const away = (card: DOMRect) => Math.hypot(card.x + card.width / 2 - middle.x, card.y + 14 - middle.y)
    const nearest = cards.sort((a, b) => away(a) - away(b))[0]
    return nearest === undefined ? null : { x: nearest.x + nearest.width / 2, y: nearest.y + 14 }
  })
  if (place === null) throw new Error('The canvas shows no card')
  return place
}

/** Where the canvas looks. */
export const viewportOf = (page: Page): Promise<{ x: number; y: number; zoom: number }> =>
  page.evaluate(() => {
    const element = document.querySelector('.react-flow__viewport')
    const { a, e, f } = new DOMMatrix(element === null ? '' : getComputedStyle(element).transform)
    return { x: e, y: f, zoom: a }
  })
