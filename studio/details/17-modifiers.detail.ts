import { expect } from 'vitest'
import { card, drag } from '../e2e/canvas-gestures.ts'
import { canvasOf, drawing, filter, menuOf, placeOn, source } from './building.ts'
import { detail } from './detail.ts'

detail(17, 'Modifier keys cannot get stuck', async ({ editor, sentence }) => {
  const { page } = editor
  await editor.openModel(drawing([source('a', '在押人员', [0, 0]), filter('f', '未离所', [320, 0])], ['a → f']))
  const viewport = canvasOf(page).locator('.react-flow__viewport')
  const where = () => viewport.evaluate((element) => getComputedStyle(element).transform)
  const selected = () => canvasOf(page).locator('.react-flow__node.selected').count()
  const from = await placeOn(page, 300, 120)
  const to = await placeOn(page, 480, 220)

  await sentence(
    'Hold Shift, move focus to another window (dispatch `blur`), release, come back: the canvas is not in selection mode',
    async () => {
      await page.mouse.click(from.x, from.y)
      // While it is held, Shift draws a box: the canvas knows it.
      await page.keyboard.down('Shift')
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(to.x, to.y, { steps: 4 })
      expect(await canvasOf(page).locator('.react-flow__selection').count()).toBe(1)
      await page.mouse.up()
      // The key is let go in the other window: this one never hears of it.
      await page.evaluate(() => {
        window.dispatchEvent(new Event('blur'))
        window.addEventListener('keyup', (event) => event.stopImmediatePropagation(), { capture: true, once: true })
      })
      await page.keyboard.up('Shift')
      const before = await where()
      await page.mouse.move(from.x, from.y)
      await page.mouse.down()
      await page.mouse.move(to.x, to.y, { steps: 4 })
      expect(await canvasOf(page).locator('.react-flow__selection').count()).toBe(0)
      await page.mouse.up()
      expect(await where()).not.toBe(before)
      await card(page, '在押人员').click()
      await card(page, '未离所').click()
      expect(await selected()).toBe(1)
    },
  )

  await sentence('Holding Space pans', async () => {
    await canvasOf(page).focus()
    const before = await where()
    await page.keyboard.down('Space')
    // Over a card as well: it is the drawing that moves, not the card.
    const box = await card(page, '未离所').boundingBox()
    const middle = { x: (box?.x ?? 0) + 100, y: (box?.y ?? 0) + 20 }
    await drag(page, middle, { x: middle.x + 60, y: middle.y + 40 })
    await page.keyboard.up('Space')
    expect(await where()).not.toBe(before)
    const moved = await card(page, '未离所').boundingBox()
    expect(Math.round((moved?.x ?? 0) - (box?.x ?? 0))).toBe(60)
    expect(Math.round((moved?.y ?? 0) - (box?.y ?? 0))).toBe(40)
    expect(await menuOf(page).count()).toBe(0)
    expect(await page.getByRole('button', { name: /^撤销/ }).isDisabled()).toBe(true)

    // Space that is let go in another window is no longer held either.
    await page.keyboard.down('Space')
    await page.locator('.space-pan').waitFor()
    await page.evaluate(() => window.dispatchEvent(new Event('blur')))
    await page.locator('.space-pan').waitFor({ state: 'hidden' })
    await page.keyboard.up('Space')
    expect(await menuOf(page).count()).toBe(0)
  })

  await sentence('a short Space does the bound action', async () => {
    await page.keyboard.press('Escape')
    await canvasOf(page).focus()
    await page.keyboard.press('Space')
    await menuOf(page).waitFor()
    expect(await menuOf(page).getAttribute('aria-label')).toBe('添加节点')
    await page.keyboard.press('Escape')
    await card(page, '未离所').click()
    await page.keyboard.press('Space')
    expect(await menuOf(page).getAttribute('aria-label')).toBe('接在“未离所”之后')
    await page.keyboard.press('Escape')
  })
})
