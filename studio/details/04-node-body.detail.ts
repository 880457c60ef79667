import { expect } from 'vitest'
import { card, centreOf, drag, port, untilSaved } from '../e2e/canvas-gestures.ts'
import { drawing, filter, source, wiresOf } from './building.ts'
import { detail } from './detail.ts'

detail(4, 'The node body is the drop target', async ({ editor, sentence }) => {
  const { page } = editor
  const modelId = await editor.openModel(
    drawing([
      source('a', '在押人员', [0, 0]),
      source('b', '检察案件', [0, 200], 'T19'),
      filter('f', '未离所', [340, 0]),
      { id: 'j', type: 'join', title: '碰撞', at: [340, 180] },
      { id: 'g', type: 'judge', title: '研判', at: [680, 60] },
      { id: 'o', type: 'lead-output', title: '线索', at: [1000, 60] },
    ]),
  )
  const wires = async () => {
    await untilSaved(page)
    return wiresOf(await editor.savedDocument(modelId))
  }
  /** Lets a wire go over a card: at a share of its width and height. */
  const drop = async (from: string, to: string, across: number, down: number) => {
    const box = await card(page, to).boundingBox()
    if (!box) throw new Error('The card is not on the screen')
    const start = await centreOf(port(page, from, 'source'))
    await drag(page, start, { x: box.x + box.width * across, y: box.y + box.height * down })
  }

  await sentence('Releasing the wire anywhere on a node connects to the nearest *compatible free* port', async () => {
    await drop('在押人员', '未离所', 0.8, 0.3)
    await expect.poll(wires).toEqual(['a.rows → f.rows'])
    // A judge's first output fits only the first input of the leads, wherever it is let go.
    await drop('研判', '线索', 0.6, 0.9)
    await expect.poll(wires).toEqual(['a.rows → f.rows', 'g.leads → o.leads'])
    await page.keyboard.press('Control+z')
    // The other way, from an input back to the card that gives.
    const box = await card(page, '未离所').boundingBox()
    await drag(page, await centreOf(port(page, '研判', 'target')), {
      x: (box?.x ?? 0) + 40,
      y: (box?.y ?? 0) + 20,
    })
    await expect.poll(wires).toEqual(['a.rows → f.rows', 'f.rows → g.rows'])
  })

  await sentence('with a two-input join, upper half → left input, lower half → right', async () => {
    await drop('检察案件', '碰撞', 0.7, 0.8)
    await expect.poll(wires).toContain('b.rows → j.right')
    await page.keyboard.press('Control+z')
    await drop('检察案件', '碰撞', 0.7, 0.2)
    await expect.poll(wires).toContain('b.rows → j.left')
    // The left one is taken now: the upper half still means the nearest free port.
    await drop('在押人员', '碰撞', 0.7, 0.2)
    await expect.poll(wires).toContain('a.rows → j.right')
    expect(await wires()).toHaveLength(4)
  })

  await sentence('(ours) by clicks: the port, then anywhere on the card', async () => {
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    const { x, y } = await centreOf(port(page, '检察案件', 'source'))
    await page.mouse.click(x, y)
    const box = await card(page, '碰撞').boundingBox()
    await page.mouse.click((box?.x ?? 0) + 120, (box?.y ?? 0) + (box?.height ?? 0) * 0.8)
    await expect.poll(wires).toContain('b.rows → j.right')
  })
})
