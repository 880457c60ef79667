import type { Page } from 'playwright'
import { expect } from 'vitest'
import { card, untilSaved } from '../e2e/canvas-gestures.ts'
import { detail } from './detail.ts'
import { generatedGraph } from './generated-graph.ts'

async function remove(page: Page, title: string): Promise<void> {
  await page.bringToFront()
  // On a busy machine a click can come before the canvas listens: what is deleted is what was seen to be selected.
  await expect
    .poll(async () => {
      await card(page, title).click()
      return card(page, title).getAttribute('class')
    })
    .toContain('selected')
  await page.keyboard.press('Delete')
  await card(page, title).waitFor({ state: 'hidden' })
}

const stateLine = (page: Page) => page.getByRole('status').first()

detail(13, 'Autosave can never overwrite newer work', async ({ editor, sentence }) => {
  const { page } = editor
  const modelId = await editor.openModel(generatedGraph(50))
  const other = await editor.anotherTab()
  await other.page.goto(page.url())
  await card(other.page, '超期 1').waitFor()
  const ids = async () => (await editor.savedDocument(modelId)).nodes.map(({ id }) => id)

  await sentence(
    'Two tabs edit the same model; the second save is refused with a three-way dialog (mine / theirs / merge), not accepted silently',
    async () => {
      await remove(other.page, '超期 2')
      await untilSaved(other.page)
      await remove(page, '超期 1')
      const dialog = page.getByRole('dialog', { name: '这个模型在别处改过' })
      await dialog.waitFor()
      expect(await ids()).toContain('b0-late')
      expect(await ids()).not.toContain('b1-late')
      for (const choice of ['保留我的', '采用对方的', '合并'])
        expect(await dialog.getByRole('button', { name: choice, exact: true }).isEnabled()).toBe(true)
      expect(await stateLine(page).textContent()).toContain('有冲突')
      await dialog.getByRole('button', { name: '合并', exact: true }).click()
      await untilSaved(page)
      // Neither deletion is lost, and nothing else is.
      expect(await ids()).toHaveLength(48)
      expect(await ids()).not.toContain('b0-late')
      expect(await ids()).not.toContain('b1-late')
    },
  )

  await sentence('offline edits are kept and sent on reconnect', async () => {
    await other.page.close()
    await editor.context.setOffline(true)
    await remove(page, '超期 3')
    await expect.poll(() => stateLine(page).textContent(), { timeout: 15_000 }).toContain('未保存（离线）')
    await editor.context.setOffline(false)
    await untilSaved(page)
    expect(await ids()).not.toContain('b2-late')

    // Offline, and the tab is killed before it comes back.
    await editor.context.setOffline(true)
    await remove(page, '超期 4')
    await expect.poll(() => stateLine(page).textContent(), { timeout: 15_000 }).toContain('未保存（离线）')
    const address = page.url()
    await page.close()
    await editor.context.setOffline(false)
    expect(await ids()).toContain('b3-late')
    const next = await editor.anotherTab()
    await next.page.goto(address)
    await card(next.page, '算天数 1').waitFor()
    await untilSaved(next.page)
    expect(await ids()).not.toContain('b3-late')
    expect(await card(next.page, '超期 4').count()).toBe(0)
  })

  await sentence('the state line always reads one of 已保存 / 正在保存 / 未保存(离线) / 有冲突', async () => {
    const next = await editor.anotherTab()
    await next.page.goto(`${editor.url}/models/${modelId}`)
    await card(next.page, '核身份 1').waitFor()
    await next.page.evaluate(() => {
      const seen = new Set<string>()
      Object.assign(window, { seenStates: seen })
      const line = document.querySelector('.state-line')
      const look = () => seen.add((document.querySelector('.state-line')?.textContent ?? '').replace(/[\d:]+$/, ''))
      if (line?.parentElement)
        new MutationObserver(look).observe(line.parentElement, { subtree: true, childList: true, characterData: true })
      look()
    })
    await remove(next.page, '核身份 1')
    await untilSaved(next.page)
    const seen = await next.page.evaluate(() => [...(window as unknown as { seenStates: Set<string> }).seenStates])
    expect(seen.length).toBeGreaterThan(1)
    for (const text of seen) expect(['已保存', '正在保存', '未保存', '未保存（离线）', '有冲突']).toContain(text)
  })
})
