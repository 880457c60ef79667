import { expect } from 'vitest'
import { card, untilSaved } from '../e2e/canvas-gestures.ts'
import { detail } from './detail.ts'
import { generatedGraph } from './generated-graph.ts'

detail(12, 'Undo survives save and reload', async ({ editor, sentence }) => {
  const { page } = editor
  const modelId = await editor.openModel(generatedGraph(50))
  const before = await editor.savedDocument(modelId)
  await card(page, '超期 1').click()
  await page.keyboard.press('Delete')
  await untilSaved(page)
  const after = await editor.savedDocument(modelId)
  expect(after.nodes.length).toBe(before.nodes.length - 1)

  await sentence('Save, reload the page, Ctrl+Z still works', async () => {
    await page.reload()
    await card(page, '算天数 1').waitFor()
    expect(await card(page, '超期 1').count()).toBe(0)
    await page.keyboard.press('Control+z')
    await card(page, '超期 1').waitFor()
    await untilSaved(page)
    expect(await editor.savedDocument(modelId)).toEqual(before)
    await page.reload()
    await card(page, '超期 1').waitFor()
    await page.keyboard.press('Control+Shift+z')
    await card(page, '超期 1').waitFor({ state: 'hidden' })
    await untilSaved(page)
    expect(await editor.savedDocument(modelId)).toEqual(after)
  })

  await sentence('(history kept in IndexedDB, bound to the saved revision)', async () => {
    // Another tab saves: the steps of this one led to a revision that is no longer the newest, so they are no more use.
    const other = await editor.anotherTab()
    await other.page.goto(page.url())
    await card(other.page, '超期 2').click()
    await other.page.keyboard.press('Delete')
    await untilSaved(other.page)
    await other.page.close()
    await page.reload()
    await card(page, '算天数 1').waitFor()
    expect(await card(page, '超期 2').count()).toBe(0)
    await page.keyboard.press('Control+z')
    expect(await page.getByRole('button', { name: /^撤销/ }).isDisabled()).toBe(true)
    expect(await card(page, '超期 1').count()).toBe(0)
  })
})
