import { expect } from 'vitest'
import { card, centreOf, drag, untilSaved } from '../e2e/canvas-gestures.ts'
import { arrangeButton, undoSays, untilArranged } from './arranging.ts'
import { canvasOf, drawing, filter, source } from './building.ts'
import { detail } from './detail.ts'

/** Arrows alone walk from card to card (detail 10); with Alt or Ctrl they move what is selected. */
detail(14, 'History and saving hang on state, not on gestures', async ({ editor, sentence }) => {
  const { page } = editor
  const modelId = await editor.openModel(
    drawing(
      [source('a', '在押人员', [0, 0]), filter('b', '未离所', [300, 60]), filter('c', '有日期', [640, 20])],
      ['a → b', 'b → c'],
    ),
  )
  const saved = async () => {
    await untilSaved(page)
    return editor.savedDocument(modelId)
  }

  /** What a gesture did is on the server, one undo takes all of it back, and one redo brings it again. */
  async function movesOnce(name: string, gesture: () => Promise<void>): Promise<void> {
    const before = await saved()
    const said = await undoSays(page)
    await gesture()
    await expect.poll(() => undoSays(page)).toBe(`撤销：${name}`)
    const after = await saved()
    expect(after.nodes.map(({ position }) => position)).not.toEqual(before.nodes.map(({ position }) => position))
    expect({ ...after, nodes: [] }).toEqual({ ...before, nodes: [] })
    await canvasOf(page).focus()
    await page.keyboard.press('Control+z')
    expect(await saved()).toEqual(before)
    expect(await undoSays(page)).toBe(said)
    await page.keyboard.press('Control+y')
    expect(await saved()).toEqual(after)
    expect(await undoSays(page)).toBe(`撤销：${name}`)
  }

  await card(page, '未离所').click()
  await sentence('Move a node by arrow keys', async () => {
    await movesOnce('移动节点', () => page.keyboard.press('Alt+ArrowDown'))
    await card(page, '未离所').click()
    await movesOnce('移动节点', () => page.keyboard.press('Control+ArrowRight'))
  })

  await sentence('by drag', async () => {
    await movesOnce('移动节点', async () => {
      const from = await centreOf(card(page, '有日期'))
      await drag(page, from, { x: from.x + 40, y: from.y + 90 })
    })
  })

  await sentence('by the position field', async () => {
    await card(page, '有日期').click()
    const down = page.getByRole('textbox', { name: '纵向' })
    await movesOnce('移动节点', async () => {
      await down.fill('400')
      await down.press('Enter')
    })
    expect((await saved()).nodes[2]?.position.y).toBe(400)
    // What is no place is not taken, and the field says again where the card is.
    await card(page, '有日期').click()
    await down.fill('远一点')
    await down.press('Enter')
    expect(await down.inputValue()).toBe('400')
  })

  await sentence('and by auto-layout', async () => {
    await page.keyboard.press('Escape')
    await movesOnce('自动布局 2 个节点', async () => {
      await arrangeButton(page).click()
      await untilArranged(page)
    })
  })

  await sentence('each yields exactly one history entry', async () => {
    // One entry each is asserted with every gesture above; presses in quick succession are one as well.
    await card(page, '未离所').click()
    await movesOnce('移动节点', async () => {
      for (let press = 0; press < 5; press++) await page.keyboard.press('Alt+ArrowDown')
    })
    // All that was done, and nothing else: two by keys, a drag, a field, a layout, and this.
    let entries = 0
    while ((await undoSays(page)) !== '撤销') {
      await page.keyboard.press('Control+z')
      entries++
      expect(entries).toBeLessThan(8)
    }
    expect(entries).toBe(6)
  })

  await sentence('and reaches the server', async () => {
    // As each did above; another window of the same person sees the last state, too.
    for (let entry = 0; entry < 6; entry++) await page.keyboard.press('Control+y')
    const end = await saved()
    const other = await editor.anotherTab()
    await other.page.goto(page.url())
    await card(other.page, '有日期').click()
    const { x, y } = end.nodes[2]?.position ?? { x: 0, y: 0 }
    expect(await other.page.getByRole('textbox', { name: '横向' }).inputValue()).toBe(String(x))
    expect(await other.page.getByRole('textbox', { name: '纵向' }).inputValue()).toBe(String(y))
  })
})
