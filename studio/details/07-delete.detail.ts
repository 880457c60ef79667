import { expect } from 'vitest'
import { card, untilSaved } from '../e2e/canvas-gestures.ts'
import { detail } from './detail.ts'
import { generatedGraph } from './generated-graph.ts'

detail(7, 'Delete and heal', async ({ editor, sentence }) => {
  const { page } = editor
  const modelId = await editor.openModel(generatedGraph(50))
  const before = await editor.savedDocument(modelId)
  const into = async (node: string) =>
    (await editor.savedDocument(modelId)).edges.filter(({ to }) => to.node === node).map(({ from }) => from.node)

  await sentence('Select N in A→N→B: Delete leaves A and B unconnected and B shows "缺少输入"', async () => {
    await card(page, '超期 1').click()
    await page.keyboard.press('Delete')
    await untilSaved(page)
    expect(await into('b0-once')).toEqual([])
    await expect.poll(() => card(page, '每人一行 1').textContent()).toMatch(/缺少输入/)
    await page.keyboard.press('Control+z')
    await untilSaved(page)
    expect(await editor.savedDocument(modelId)).toEqual(before)
  })

  await sentence('Ctrl/⌘+Delete makes A→B when types allow, otherwise says why not', async () => {
    await card(page, '超期 1').click()
    await page.keyboard.press('Control+Delete')
    await untilSaved(page)
    expect(await into('b0-once')).toEqual(['b0-derive'])
    await card(page, '在押人员 2').click()
    await page.keyboard.press('Control+Delete')
    await page.getByText('“核身份 2”没有接上：被删的节点前面没有数据').waitFor()
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await untilSaved(page)
    expect(await editor.savedDocument(modelId)).toEqual(before)
  })
})
