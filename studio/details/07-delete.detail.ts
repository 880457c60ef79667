import { expect } from 'vitest'
import { card, untilSaved } from '../e2e/canvas-gestures.ts'
import { detail } from './detail.ts'
import { generatedGraph } from './generated-graph.ts'

detail(7, 'Delete and heal', async ({ editor, sentence }) => {
  const { page } = editor
  const modelId = await editor.openModel(generatedGraph(50))
  await card(page, '超期 1').click()
  await page.keyboard.press('Delete')

  await sentence('Select N in A→N→B: Delete leaves A and B unconnected', async () => {
    await untilSaved(page)
    const { nodes, edges } = await editor.savedDocument(modelId)
    expect(nodes.some(({ id }) => id === 'b0-late')).toBe(false)
    expect(edges.filter(({ to }) => to.node === 'b0-once')).toEqual([])
    expect(edges.filter(({ from }) => from.node === 'b0-derive')).toEqual([])
  })
})
