import type { GraphDocument } from '@jianmo/engine/graph'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import { seriousFindings } from '../e2e/axe.ts'
import { card, untilSaved } from '../e2e/canvas-gestures.ts'
import { picture } from '../e2e/house.ts'
import { canvasOf, menuOf } from './building.ts'
import { detail } from './detail.ts'
import { generatedGraph } from './generated-graph.ts'

/**
 * “Notes” are found as well as the remarks of nodes; a column is found at the node where it begins, and where a setting names it:
 * otherwise every node that a column goes through would be found, which is most of the model.
 * A colleague of another organisation does not open a draft, so the address is opened by the same person in a browser that
 * remembers nothing.
 */
detail(25, 'Where am I and how do I get back', async ({ editor, sentence }) => {
  const { page } = editor
  const drawn = generatedGraph(100)
  const document: GraphDocument = {
    ...drawn,
    notes: [{ id: 'note-1', text: '羁押期限的由来', position: { x: 300, y: 2400 }, size: { width: 200, height: 90 } }],
  }
  const modelId = await editor.openModel(document)
  const viewport = (of: Page) =>
    canvasOf(of)
      .locator('.react-flow__viewport')
      .evaluate((element) => getComputedStyle(element).transform)
  const selected = (of: Page) =>
    canvasOf(of)
      .locator('.react-flow__node.selected')
      .evaluateAll((cards) => cards.map((found) => found.getAttribute('data-id')))
  const panel = page.getByRole('region', { name: '查找' })
  const field = panel.getByRole('combobox')
  const hits = async () => (await panel.getByRole('option').allTextContents()).map((text) => text.trim())
  const ring = canvasOf(page).locator('.found-ring')
  /** Presses Ctrl+F. Resolves with whether the page took the key, so that the browser's own find does not come. */
  const ctrlF = async () => {
    await page.evaluate(() => {
      window.addEventListener(
        'keydown',
        (event) =>
          setTimeout(() => {
            if (event.key === 'f') window.document.body.dataset['took'] = String(event.defaultPrevented)
          }),
        { capture: true },
      )
    })
    await page.keyboard.press('Control+f')
    await page.waitForTimeout(100)
    return page.evaluate(() => window.document.body.dataset['took'])
  }

  await sentence('Reload restores viewport and selection per user, not per model', async () => {
    await canvasOf(page).hover()
    await page.mouse.wheel(0, 900)
    await card(page, '核身份 8').click()
    await expect.poll(() => page.url()).toContain('node=b7-identity')
    const before = await viewport(page)
    await page.reload()
    await card(page, '核身份 8').waitFor()
    await expect.poll(() => viewport(page)).toBe(before)
    expect(await selected(page)).toEqual(['b7-identity'])
    await untilSaved(page)
    // It is on her side: the document knows nothing of it.
    expect(await editor.savedDocument(modelId)).toEqual(document)
    const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('jianmo.views.')))
    expect(kept).toHaveLength(1)
    // Somebody else who sits down at this computer begins at the beginning.
    const personId = kept[0]?.replace('jianmo.views.', '')
    expect(personId).toMatch(/\w/)
  })

  await sentence('Ctrl+F searches names, column names, constants, notes and SQL and jumps with highlight', async () => {
    await page.keyboard.press('Control+f')
    await field.waitFor()
    expect(await field.evaluate((element) => element.ownerDocument.activeElement === element)).toBe(true)
    await page.keyboard.type('定级 10')
    await expect.poll(hits).toEqual(['定级 10名称'])
    await ring.waitFor()
    expect(await ring.getAttribute('data-node')).toBe('b9-level')
    await expect.poll(() => isInView(page, 'b9-level')).toBe(true)
    // Looking is no choosing.
    expect(await selected(page)).toEqual(['b7-identity'])

    const first = async (query: string) => {
      await field.fill(query)
      await expect.poll(async () => (await hits())[0] ?? '').toContain(query)
      return (await hits())[0]
    }
    expect(await first('天数9')).toBe('算天数 9列天数9 days_8')
    expect(await first('late_6 > 30')).toContain("if(late_6 > 30, '红', '黄')")
    expect(await first('羁押期限')).toBe('便笺便笺羁押期限的由来')
    await field.fill('partition by')
    await expect.poll(async () => (await hits())[0] ?? '', { timeout: 60_000 }).toMatch(/SQL.*partition by/i)
    await picture(page, 'find')
    expect(await seriousFindings(page)).toEqual([])

    await field.fill('有日期 7')
    await expect.poll(hits).toEqual(['有日期 7名称'])
    await page.keyboard.press('Enter')
    await panel.waitFor({ state: 'hidden' })
    await expect.poll(() => selected(page)).toEqual(['b6-last'])
    await expect.poll(() => isInView(page, 'b6-last')).toBe(true)
    expect(await ring.getAttribute('data-node')).toBe('b6-last')
    await expect.poll(() => focusedCard(page)).toBe('b6-last')
  })

  await sentence('pressing Ctrl+F again gives the browser’s own find', async () => {
    expect(await ctrlF()).toBe('true')
    await field.waitFor()
    expect(await ctrlF()).toBe('false')
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'hidden' })
  })

  await sentence('the URL of a selected node can be sent to a colleague and opens there', async () => {
    await expect.poll(() => page.url()).toContain('node=b6-last')
    const fresh = await editor.ofPerson('zhou')
    await fresh.page.goto(page.url())
    await expect.poll(() => selected(fresh.page)).toEqual(['b6-last'])
    await expect.poll(() => isInView(fresh.page, 'b6-last')).toBe(true)
    expect(await fresh.page.getByRole('textbox', { name: '节点名称' }).inputValue()).toBe('有日期 7')
    await fresh.context.close()
  })

  await sentence('Esc always goes one level back (menu → panel → selection)', async () => {
    await card(page, '有日期 7').click()
    // A menu in a panel: the list of a form.
    await page.keyboard.press('Space')
    await menuOf(page).waitFor()
    await page.keyboard.press('Escape')
    await menuOf(page).waitFor({ state: 'hidden' })
    expect(await selected(page)).toEqual(['b6-last'])
    // A panel: the form, the results, the search.
    for (const enter of [
      () => page.getByRole('textbox', { name: '节点名称' }).focus(),
      () => page.getByRole('tab', { name: '列' }).focus(),
      () => page.keyboard.press('Control+f'),
    ]) {
      await enter()
      await page.keyboard.press('Escape')
      await expect.poll(() => focusedCard(page)).toBe('b6-last')
      expect(await selected(page)).toEqual(['b6-last'])
    }
    await page.keyboard.press('Escape')
    await expect.poll(() => selected(page)).toEqual([])
    await expect.poll(() => page.url()).not.toContain('node=')
  })
})

const focusedCard = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('.react-flow__node')?.getAttribute('data-id') ?? null)

/** Whether a card stands wholly on the canvas. */
const isInView = (page: Page, id: string) =>
  page.evaluate((nodeId) => {
    const box = document.querySelector('.react-flow')?.getBoundingClientRect()
    const found = document.querySelector(`.react-flow__node[data-id="${nodeId}"]`)?.getBoundingClientRect()
    if (box === undefined || found === undefined) return false
    return found.left >= box.left && found.right <= box.right && found.top >= box.top && found.bottom <= box.bottom
  }, id)
