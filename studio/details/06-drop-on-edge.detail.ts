import type { GraphDocument } from '@jianmo/engine/graph'
import { expect } from 'vitest'
import { card, centreOf, port, untilSaved } from '../e2e/canvas-gestures.ts'
import { picture } from '../e2e/house.ts'
import { canvasOf, drawing, filter, menuOf, source, wiresOf } from './building.ts'
import { detail } from './detail.ts'

const xOf = ({ nodes }: GraphDocument, id: string) => nodes.find((node) => node.id === id)?.position.x ?? Number.NaN

detail(6, 'Drop a node on an edge inserts it', async ({ editor, sentence }) => {
  const { page } = editor
  const modelId = await editor.openModel(
    drawing(
      [
        source('a', '在押人员', [0, 0]),
        filter('b', '未离所', [330, 0]),
        filter('c', '有日期', [620, 0]),
        filter('n', '空着', [165, 220]),
        source('s', '检察案件', [0, 330], 'T19'),
        filter('t', '接着的', [330, 330]),
        { id: 'g', type: 'judge', title: '研判', at: [620, 330] },
        { id: 'o', type: 'lead-output', title: '线索', at: [910, 330] },
      ],
      ['a → b', 'b → c', 's → t', 'g.leads → o.leads'],
    ),
  )
  const saved = async () => {
    await untilSaved(page)
    return editor.savedDocument(modelId)
  }
  const before = await saved()
  const between = async (left: string, right: string) => {
    const from = await centreOf(port(page, left, 'source'))
    const to = await centreOf(port(page, right, 'target'))
    return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }
  }
  const shown = canvasOf(page).locator('.edge-line[data-drop]')
  const hold = async (title: string, place: { x: number; y: number }) => {
    const box = await card(page, title).boundingBox()
    await page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + 15)
    await page.mouse.down()
    await page.mouse.move(place.x, place.y - 30, { steps: 6 })
    await page.mouse.move(place.x, place.y, { steps: 6 })
  }

  await sentence('During the drag the edge is highlighted only if both new connections are legal', async () => {
    await hold('空着', await between('研判', '线索'))
    await page.waitForTimeout(100)
    expect(await shown.count()).toBe(0)
    const place = await between('在押人员', '未离所')
    await page.mouse.move(place.x, place.y, { steps: 8 })
    await expect.poll(() => shown.count()).toBe(1)
    await picture(page, 'drop-on-edge')
    await page.mouse.move(place.x, place.y + 120, { steps: 4 })
    await expect.poll(() => shown.count()).toBe(0)
    await page.mouse.move(place.x, place.y, { steps: 4 })
    await expect.poll(() => shown.count()).toBe(1)
    await page.mouse.up()
  })

  await sentence('on drop A→B becomes A→N→B, nodes to the right shift only as far as needed', async () => {
    const after = await saved()
    expect(wiresOf(after)).toEqual(
      ['a.rows → n.rows', 'n.rows → b.rows', 'b.rows → c.rows', 's.rows → t.rows', 'g.leads → o.leads'].sort(),
    )
    // A card is 208 wide, the gap beside an inserted one 72: B stands just so far, and the rest moved by as much.
    expect(xOf(after, 'n')).toBe(280)
    expect(xOf(after, 'b')).toBe(560)
    expect(xOf(after, 'c')).toBe(850)
    expect(xOf(after, 'a')).toBe(0)
    expect(await shown.count()).toBe(0)
  })

  await sentence('one undo restores all', async () => {
    await page.keyboard.press('Control+z')
    expect(await saved()).toEqual(before)
  })

  await sentence('a node that already has edges is not inserted', async () => {
    await hold('接着的', await between('未离所', '有日期'))
    await page.waitForTimeout(100)
    expect(await shown.count()).toBe(0)
    await page.mouse.up()
    expect(wiresOf(await saved())).toEqual(wiresOf(before))
    await page.keyboard.press('Control+z')
    expect(await saved()).toEqual(before)
  })

  await sentence('Same from palette and from paste', async () => {
    const place = await between('在押人员', '未离所')
    const canvas = await canvasOf(page).boundingBox()
    const target = { x: place.x - (canvas?.x ?? 0), y: place.y - (canvas?.y ?? 0) }
    await page.getByRole('button', { name: '添加 筛选' }).dragTo(canvasOf(page), { targetPosition: target })
    const dragged = await saved()
    expect(dragged.edges).toHaveLength(before.edges.length + 1)
    expect(xOf(dragged, 'b')).toBe(560)
    await page.keyboard.press('Control+z')
    expect(await saved()).toEqual(before)

    await card(page, '空着').click()
    await page.keyboard.press('Control+c')
    const again = await between('在押人员', '未离所')
    await page.mouse.move(again.x, again.y, { steps: 3 })
    await page.keyboard.press('Control+v')
    const pasted = await saved()
    expect(pasted.nodes).toHaveLength(before.nodes.length + 1)
    expect(pasted.edges).toHaveLength(before.edges.length + 1)
    expect(xOf(pasted, 'b')).toBe(560)
    await page.keyboard.press('Control+z')
    expect(await saved()).toEqual(before)
  })

  await sentence(
    '(ours) the same without a drag: the sign on the selected edge, or a card and an edge with Ctrl+L',
    async () => {
      const place = await between('在押人员', '未离所')
      await page.mouse.click(place.x, place.y)
      await page.getByRole('button', { name: '在这条线上插入节点' }).click()
      await menuOf(page).getByRole('option', { name: '计算列' }).click()
      expect(wiresOf(await saved())).toHaveLength(before.edges.length + 1)
      await page.keyboard.press('Control+z')

      await page.keyboard.press('Escape')
      await card(page, '空着').click()
      const edge = await between('在押人员', '未离所')
      await page.keyboard.down('Control')
      await page.mouse.click(edge.x, edge.y)
      await page.keyboard.up('Control')
      await page.keyboard.press('Control+l')
      expect(wiresOf(await saved())).toContain('a.rows → n.rows')
      expect(xOf(await saved(), 'b')).toBe(560)
      await page.keyboard.press('Control+z')
      expect(await saved()).toEqual(before)

      await page.keyboard.press('Escape')
      await card(page, '在押人员').click()
      await page.keyboard.press('Insert')
      await page.keyboard.type('sx')
      await page.keyboard.press('Enter')
      const inserted = wiresOf(await saved())
      expect(inserted).toHaveLength(before.edges.length + 1)
      expect(inserted).not.toContain('a.rows → b.rows')
      await page.keyboard.press('Control+z')
      expect(await saved()).toEqual(before)
    },
  )
})
