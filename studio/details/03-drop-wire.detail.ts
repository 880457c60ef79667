import { expect } from 'vitest'
import { card, centreOf, drag, port, untilSaved } from '../e2e/canvas-gestures.ts'
import { picture } from '../e2e/house.ts'
import { drawing, focusIsOnCanvas, menuOf, optionsOf, placeOn, source, wiresOf } from './building.ts'
import { detail } from './detail.ts'

detail(3, 'Drag a wire to empty canvas → list of nodes that fit', async ({ editor, sentence }) => {
  const { page } = editor
  const modelId = await editor.openModel(drawing([source('s', '在押人员', [0, 0])]))
  const before = await editor.savedDocument(modelId)
  const release = await placeOn(page, 640, 180)
  const out = await centreOf(port(page, '在押人员', 'source'))

  await sentence(
    'Release from an output port of a table with 身份证号; the list holds only nodes that accept a table',
    async () => {
      await drag(page, out, release)
      await menuOf(page).waitFor()
      const offered = await optionsOf(page)
      expect(offered).toEqual(expect.arrayContaining(['筛选', '计算列', '关联', '应有未有', '分组汇总', '研判']))
      // What has no input, or takes only judged people, is not there; nor are notes.
      for (const other of ['线索输出', '手填表', '看守所在押人员', '便笺', '分组框'])
        expect(offered).not.toContain(other)
      await picture(page, 'wire-dropped')
    },
  )

  await sentence('Esc leaves nothing behind', async () => {
    await page.keyboard.press('Escape')
    expect(await menuOf(page).count()).toBe(0)
    expect(await page.locator('.floating-wire, .react-flow__connection').count()).toBe(0)
    expect(await focusIsOnCanvas(page)).toBe(true)
    expect(await editor.savedDocument(modelId)).toEqual(before)
  })

  for (const [typed, title] of [
    ['sx', '筛选'],
    ['gl', '关联'],
  ] as const) {
    await sentence(
      `picking one creates it so that *its input port lies under the release point* (±4 px) and the edge exists`,
      async () => {
        await drag(page, out, release)
        await menuOf(page).waitFor()
        await page.keyboard.type(typed)
        await page.keyboard.press('Enter')
        await card(page, title).waitFor()
        const input = await centreOf(port(page, title, 'target'))
        expect(Math.abs(input.x - release.x)).toBeLessThanOrEqual(4)
        expect(Math.abs(input.y - release.y)).toBeLessThanOrEqual(4)
        await untilSaved(page)
        const after = await editor.savedDocument(modelId)
        expect(after.nodes).toHaveLength(2)
        expect(after.edges).toHaveLength(1)
        expect(wiresOf(after)[0]).toMatch(/^s\.rows → /)
      },
    )
    await sentence('one Ctrl+Z removes node and edge together', async () => {
      await page.keyboard.press('Control+z')
      await card(page, title).waitFor({ state: 'hidden' })
      await untilSaved(page)
      expect(await editor.savedDocument(modelId)).toEqual(before)
    })
  }

  await sentence('(ours) the same without a drag: click the port, click the empty canvas, click an entry', async () => {
    await page.mouse.click(out.x, out.y)
    await page.mouse.click(release.x, release.y)
    await menuOf(page).getByRole('option', { name: '筛选' }).click()
    await card(page, '筛选').waitFor()
    await untilSaved(page)
    expect((await editor.savedDocument(modelId)).edges).toHaveLength(1)
  })
})
