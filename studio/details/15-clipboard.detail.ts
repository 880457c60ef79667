import { expect } from 'vitest'
import { card, untilSaved } from '../e2e/canvas-gestures.ts'
import { detail } from './detail.ts'
import { generatedGraph } from './generated-graph.ts'

detail(15, 'Copy–paste between two models', async ({ editor, sentence }) => {
  const { page } = editor
  await editor.openModel(generatedGraph(50))
  const other = await editor.anotherTab()
  const otherModel = await other.openModel({ ...generatedGraph(10), nodes: [], edges: [], parameters: [] })

  await page.bringToFront()
  await card(page, '未离所 1').click()
  for (const title of ['算天数 1', '超期 1']) await card(page, title).click({ modifiers: ['Control'] })
  await page.keyboard.press('Control+c')
  await other.page.bringToFront()
  const canvas = other.page.getByRole('region', { name: '画布' })
  const box = await canvas.boundingBox()
  if (!box) throw new Error('The canvas is not on the screen')
  const pointer = { x: box.x + 120, y: box.y + 200 }
  await other.page.mouse.click(pointer.x, pointer.y)
  await other.page.keyboard.press('Control+v')
  await card(other.page, '未离所 1').waitFor()
  await untilSaved(other.page)
  const pasted = await editor.savedDocument(otherModel)

  await sentence('Copy 3 nodes with 2 edges in tab A, paste in tab B: positions relative to the pointer', async () => {
    expect(pasted.nodes.map(({ title }) => title)).toEqual(['未离所 1', '算天数 1', '超期 1'])
    const corner = await card(other.page, '未离所 1').boundingBox()
    expect(Math.abs((corner?.x ?? 0) - pointer.x)).toBeLessThanOrEqual(4)
    expect(Math.abs((corner?.y ?? 0) - pointer.y)).toBeLessThanOrEqual(4)
    const [first, second] = pasted.nodes
    expect((second?.position.x ?? 0) - (first?.position.x ?? 0)).toBe(290)
  })
  await sentence('all selected after paste', async () => {
    expect(await other.page.locator('.react-flow__node.selected').count()).toBe(3)
  })
  await sentence('new ids, inner edges kept, dangling edges dropped', async () => {
    const ids = new Set(pasted.nodes.map(({ id }) => id))
    expect(pasted.edges).toHaveLength(2)
    expect(pasted.edges.every(({ from, to }) => ids.has(from.node) && ids.has(to.node))).toBe(true)
    await other.page.keyboard.press('Control+v')
    await untilSaved(other.page)
    const twice = await editor.savedDocument(otherModel)
    expect(new Set(twice.nodes.map(({ id }) => id)).size).toBe(6)
    expect(twice.edges).toHaveLength(4)
    await other.page.keyboard.press('Control+z')
  })
  await sentence('source nodes marked "待绑定" if B lacks the source', async () => {
    // District B has bound nothing yet.
    await page.bringToFront()
    await card(page, '在押人员 1').click()
    await page.keyboard.press('Control+c')
    const district = await editor.ofPerson('ha')
    await district.openModel({ ...generatedGraph(10), nodes: [], edges: [] })
    await district.page.mouse.click(pointer.x, pointer.y)
    await district.page.keyboard.press('Control+v')
    await expect.poll(() => card(district.page, '在押人员 1').textContent()).toContain('待绑定')
    await district.context.close()
  })
  const search = other.page.getByRole('searchbox', { name: '添加节点' })
  await sentence('the clipboard also holds readable text', async () => {
    await other.page.bringToFront()
    await card(other.page, '超期 1').click()
    await other.page.keyboard.press('Control+c')
    await search.click()
    await other.page.keyboard.press('Control+v')
    expect(await search.inputValue()).toBe('超期 1（筛选）：late_0 > 0')
  })
  await sentence('Selecting text in a panel and Ctrl+C copies *the text*', async () => {
    await other.page.keyboard.press('Escape')
    await card(other.page, '超期 1').click()
    const word = other.page
      .getByRole('complementary', { name: '属性' })
      .locator('.field-label')
      .getByText('条件', { exact: true })
    await word.dblclick()
    await other.page.keyboard.press('Control+c')
    await search.fill('')
    await search.click()
    await other.page.keyboard.press('Control+v')
    expect((await search.inputValue()).trim()).toBe('条件')
  })
})
