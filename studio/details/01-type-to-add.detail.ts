import { expect } from 'vitest'
import { seriousFindings } from '../e2e/axe.ts'
import { card, untilSaved } from '../e2e/canvas-gestures.ts'
import { picture } from '../e2e/house.ts'
import { canvasOf, drawing, filter, focusIsOnCanvas, menuOf, optionsOf, placeOn, source } from './building.ts'
import { detail } from './detail.ts'

detail(1, 'Typing on the canvas opens the palette with that letter', async ({ editor, sentence }) => {
  const { page } = editor
  const modelId = await editor.openModel(
    drawing([source('s', '在押人员', [0, 0]), filter('f', '未离所', [290, 0])], ['s → f']),
  )
  const before = await editor.savedDocument(modelId)
  const field = menuOf(page).getByRole('combobox')

  await sentence(
    'With focus on the canvas press `j`; a search box appears at the pointer (or at the centre when the pointer is outside) containing `j`',
    async () => {
      const pointer = await placeOn(page, 420, 300)
      await page.mouse.click(pointer.x, pointer.y)
      await page.keyboard.press('j')
      expect(await field.inputValue()).toBe('j')
      const box = await menuOf(page).boundingBox()
      expect(Math.abs((box?.x ?? 0) - pointer.x)).toBeLessThanOrEqual(24)
      expect(Math.abs((box?.y ?? 0) - pointer.y)).toBeLessThanOrEqual(24)
      await page.keyboard.press('Escape')

      await page.mouse.move(20, 20)
      await page.keyboard.press('j')
      expect(await field.inputValue()).toBe('j')
      const canvas = await canvasOf(page).boundingBox()
      const centred = await menuOf(page).boundingBox()
      const middle = { x: (canvas?.x ?? 0) + (canvas?.width ?? 0) / 2, y: (canvas?.y ?? 0) + (canvas?.height ?? 0) / 2 }
      expect(Math.abs((centred?.x ?? 0) - middle.x)).toBeLessThanOrEqual(24)
      // As much of it above the middle as it takes to stand wholly on the canvas.
      expect(centred?.y ?? 0).toBeLessThanOrEqual(middle.y)
      expect((centred?.y ?? 0) + (centred?.height ?? 0)).toBeLessThanOrEqual((canvas?.y ?? 0) + (canvas?.height ?? 0))
    },
  )

  await sentence('`聚合`, `交集`, `金额` style names whose pinyin starts with j are listed', async () => {
    // Our names: 计算列 jì, 监狱… jiān; first come those that begin so.
    const [first, ...others] = await optionsOf(page)
    expect([first, ...others]).toContain('计算列')
    const initials = /^[计监减解价教金交聚加建检记将基集简结进]/
    expect(first).toMatch(initials)
    await picture(page, 'quick-add-zh')
    expect(await seriousFindings(page)).toEqual([])
  })

  await sentence('While it is open, Delete and Ctrl+Z act on the text, not on the graph', async () => {
    await page.keyboard.press('Escape')
    await card(page, '未离所').click()
    await page.keyboard.type('sx')
    expect(await field.inputValue()).toBe('sx')
    await page.keyboard.press('Home')
    await page.keyboard.press('Delete')
    expect(await field.inputValue()).toBe('x')
    await page.keyboard.press('Control+z')
    expect(await field.inputValue()).toBe('sx')
    await page.keyboard.press('Backspace')
    expect(await card(page, '未离所').count()).toBe(1)
    await page.keyboard.press('Escape')
    expect((await editor.savedDocument(modelId)).nodes).toEqual(before.nodes)
  })

  await sentence('Enter adds the first; Esc closes and focus returns to the canvas', async () => {
    await page.keyboard.press('Escape')
    const pointer = await placeOn(page, 420, 120)
    await page.mouse.click(pointer.x, pointer.y)
    await page.keyboard.type('js')
    await page.keyboard.press('Escape')
    expect(await menuOf(page).count()).toBe(0)
    expect(await focusIsOnCanvas(page)).toBe(true)
    expect((await editor.savedDocument(modelId)).nodes).toEqual(before.nodes)

    await page.keyboard.type('jsl')
    const [first = ''] = await optionsOf(page)
    await page.keyboard.press('Enter')
    expect(await menuOf(page).count()).toBe(0)
    await card(page, first).waitFor()
    await expect.poll(() => focusIsOnCanvas(page)).toBe(true)
    const box = await card(page, first).boundingBox()
    expect(pointer.x).toBeGreaterThan(box?.x ?? 0)
    expect(pointer.x).toBeLessThan((box?.x ?? 0) + (box?.width ?? 0))
    await untilSaved(page)
    expect((await editor.savedDocument(modelId)).nodes).toHaveLength(3)
    await page.keyboard.press('Control+z')
    await card(page, first).waitFor({ state: 'hidden' })
  })

  await sentence('(ours) a click elsewhere closes it and goes where it was meant to', async () => {
    await page.keyboard.press('Escape')
    await page.keyboard.type('js')
    await page.getByRole('textbox', { name: '模型名称' }).click()
    await expect.poll(() => menuOf(page).count()).toBe(0)
    await page.waitForTimeout(100)
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('模型名称')
  })
})
