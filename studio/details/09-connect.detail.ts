import { expect } from 'vitest'
import { seriousFindings } from '../e2e/axe.ts'
import { card, centreOf, port, untilSaved } from '../e2e/canvas-gestures.ts'
import { picture } from '../e2e/house.ts'
import { canvasOf, drawing, filter, source, wiresOf } from './building.ts'
import { detail } from './detail.ts'

detail(9, 'Connect without dragging', async ({ editor, sentence }) => {
  const { page } = editor
  const modelId = await editor.openModel(
    drawing([
      source('a', '在押人员', [0, 0]),
      source('b', '检察案件', [0, 230], 'T19'),
      filter('f', '未离所', [320, 0]),
      { id: 'j', type: 'join', title: '碰撞', at: [640, 100] },
      { id: 'o', type: 'lead-output', title: '线索', at: [960, 100] },
    ]),
  )
  const wires = async () => {
    await untilSaved(page)
    return wiresOf(await editor.savedDocument(modelId))
  }
  const undo = async () => {
    await page.keyboard.press('Control+z')
    await expect.poll(wires).toEqual([])
  }
  const hint = canvasOf(page).locator('.connect-hint')

  await sentence('Click an output port, click an input port → edge (React Flow `connectOnClick`)', async () => {
    const from = await centreOf(port(page, '在押人员', 'source'))
    await page.mouse.click(from.x, from.y)
    await expect.poll(() => hint.textContent()).toContain('点一个节点连上')
    const to = await centreOf(port(page, '碰撞', 'target', 1))
    await page.mouse.click(to.x, to.y)
    await expect.poll(wires).toEqual(['a.rows → j.right'])
    expect(await hint.count()).toBe(0)
    await undo()
    // A refusal says why here, too.
    await page.mouse.click(from.x, from.y)
    const leads = await centreOf(port(page, '线索', 'target'))
    await page.mouse.click(leads.x, leads.y)
    await page.locator('.ant-message-notice', { hasText: '只接研判节点' }).waitFor()
    expect(await wires()).toEqual([])
  })

  await sentence('select two nodes and Ctrl+L → edge', async () => {
    await card(page, '碰撞').click()
    await card(page, '检察案件').click({ modifiers: ['Control'] })
    await page.keyboard.press('Control+l')
    // From the left one to the right one, whichever was selected first.
    await expect.poll(wires).toEqual(['b.rows → j.left'])
    await page.keyboard.press('Control+Shift+l')
    await expect.poll(wires).toEqual([])
  })

  await sentence(
    'Also by keyboard only: `C` on a node enters "connect mode", arrows choose a legal target, Enter connects',
    async () => {
      await card(page, '在押人员').click()
      await page.keyboard.press('c')
      await expect.poll(() => hint.textContent()).toContain('未离所')
      await page.keyboard.press('ArrowRight')
      await expect.poll(() => hint.textContent()).toMatch(/碰撞.*左侧/)
      await page.keyboard.press('ArrowDown')
      await expect.poll(() => hint.textContent()).toMatch(/碰撞.*右侧/)
      await picture(page, 'connect-mode-zh')
      expect(await seriousFindings(page)).toEqual([])
      // The leads take only judged people: no arrow goes there.
      await page.keyboard.press('ArrowRight')
      expect(await hint.textContent()).toMatch(/碰撞.*右侧/)
      await page.keyboard.press('Enter')
      await expect.poll(wires).toEqual(['a.rows → j.right'])
      expect(await hint.count()).toBe(0)

      await page.keyboard.press('c')
      await hint.waitFor()
      await page.keyboard.press('Escape')
      expect(await hint.count()).toBe(0)
      expect(await wires()).toEqual(['a.rows → j.right'])
      await undo()
    },
  )

  await sentence(
    '(ours) the mode has a button above the card, and looks right in the dark and in English',
    async () => {
      await page.getByRole('button', { name: 'Switch to English' }).click()
      await page.getByRole('button', { name: 'Dark theme' }).click()
      await page.locator('.react-flow__node[data-id="a"]').click()
      await page.getByRole('button', { name: 'Connect to another card (C)' }).click()
      const english = page.locator('.connect-hint')
      await english.waitFor()
      await page.keyboard.press('ArrowRight')
      await expect.poll(() => english.textContent()).toMatch(/碰撞.*Left.*Enter connects/)
      await picture(page, 'connect-mode-en-dark')
      expect(await seriousFindings(page)).toEqual([])
      // The mouse may finish it: a click on a card.
      await page.locator('.react-flow__node[data-id="f"]').click()
      await expect.poll(async () => wiresOf(await editor.savedDocument(modelId))).toEqual(['a.rows → f.rows'])
      expect(await english.count()).toBe(0)
      await page.mouse.move(500, 300)
      await page.keyboard.type('fi')
      expect(await page.locator('.quick-add input').inputValue()).toBe('fi')
      await picture(page, 'quick-add-en-dark')
      expect(await seriousFindings(page)).toEqual([])
      await page.keyboard.press('Escape')
    },
  )
})
