import type { Recount } from '@jianmo/engine/api'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import { seriousFindings } from '../e2e/axe.ts'
import { card, untilSaved } from '../e2e/canvas-gestures.ts'
import { picture } from '../e2e/house.ts'
import { collision, paneOf, resultsOf, run } from './data-model.ts'
import { detail } from './detail.ts'

/** Cards that say that they are stale, by icon and in words, and those that say it in one way only. */
async function staleCards(page: Page) {
  const said: string[] = []
  const halves: string[] = []
  for (const { title } of collision.nodes) {
    const icon = (await card(page, title).getByRole('img', { name: '已过时' }).count()) > 0
    const word = (await card(page, title).locator('.card-aside').allTextContents()).includes('已过时')
    if (icon && word) said.push(title)
    else if (icon || word) halves.push(title)
  }
  return { said, halves }
}

/** Counts frames, and remembers in which one a key came and in which one the last card turned stale. */
async function countFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = { frame: 0, input: -1, stale: -1 }
    Object.assign(window, { seen })
    const next = () => {
      seen.frame += 1
      requestAnimationFrame(next)
    }
    requestAnimationFrame(next)
    window.addEventListener('input', () => (seen.input = seen.frame), true)
    const canvas = document.querySelector('.canvas')
    if (canvas === null) throw new Error('There is no canvas')
    new MutationObserver(() => {
      if (document.querySelectorAll('.node-card[data-state="stale"]').length > 0 && seen.stale < 0)
        seen.stale = seen.frame
    }).observe(canvas, { subtree: true, attributes: true, attributeFilter: ['data-state'] })
  })
}

const framesUntilStale = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { seen } = window as unknown as { seen: { input: number; stale: number } }
    return seen.stale < 0 ? Number.POSITIVE_INFINITY : seen.stale - seen.input
  })

/** The field becomes an editor when it is entered. */
async function enterCondition(page: Page): Promise<void> {
  const editor = page.locator('.inspector .monaco-editor').first()
  if ((await editor.count()) === 0) await page.getByRole('textbox', { name: '条件' }).click()
  await editor.click()
}

/** Writes the filter's condition anew, in one keystroke's worth of input. */
async function writeCondition(page: Page, text: string): Promise<void> {
  await enterCondition(page)
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(text)
}

const after = ['近期入所', '碰监狱', '研判', '线索']

// What “re-running” means is ours to say. A run (试算, 正式) is a dated record of what the sources said: it reads them and computes
// everything, always, or its date would be untrue. What recomputes only the stale cards is a button of its own, 只重新计算: it asks
// over the data of the last run, about the stale cards and nothing else, and leaves the leads to the next run. They stay marked.
detail(20, 'Staleness is visible and traced', async ({ editor, sentence }) => {
  const { page } = editor
  await editor.openModel(collision)
  await card(page, '线索').waitFor()
  await run(page)
  expect(await staleCards(page)).toEqual({ said: [], halves: [] })
  await card(page, '近期入所').click()
  const rows = paneOf(page, '近期入所的输出')
  await rows.rows.first().waitFor()
  const before = await rows.facts.textContent()

  await sentence(
    'Change a filter: downstream nodes turn stale within one frame (icon and text, not only colour)',
    async () => {
      await enterCondition(page)
      await countFrames(page)
      await writeCondition(page, "admit_date >= date '2025-09-01'")
      await expect.poll(() => staleCards(page)).toEqual({ said: after, halves: [] })
      expect(await framesUntilStale(page)).toBeLessThanOrEqual(1)
    },
  )

  await sentence('the tooltip names the edit', async () => {
    await card(page, '研判').hover()
    const tip = page.getByRole('tooltip').filter({ hasText: '已过时' })
    await tip.waitFor()
    expect(await tip.textContent()).toContain('“近期入所”：修改“条件”')
    await picture(page, '20-tip')
    await card(page, '核身份').hover()
    await tip.waitFor({ state: 'hidden' })

    // What is stale is stale after a reload, too, and still knows why.
    await untilSaved(page)
    await page.reload()
    await card(page, '线索').waitFor()
    await expect.poll(() => staleCards(page)).toEqual({ said: after, halves: [] })
    await card(page, '碰监狱').hover()
    await tip.waitFor()
    expect(await tip.textContent()).toContain('“近期入所”：修改“条件”')
  })

  await sentence('old rows stay readable but are greyed and stamped', async () => {
    await card(page, '近期入所').click()
    await rows.rows.first().waitFor()
    const body = resultsOf(page).locator('.output-body')
    await expect.poll(() => body.getAttribute('data-stale')).toBeNull()
    const fresh = await rows.facts.textContent()
    expect(fresh).not.toBe(before)
    const first = await rows.rows.first().textContent()
    // Half a condition: there is nothing new to show, so the old rows stay.
    await writeCondition(page, 'admit_date >=')
    await body.getByText('旧数据').waitFor()
    expect(await body.textContent()).toContain('“近期入所”：修改“条件”')
    expect(await rows.rows.first().textContent()).toBe(first)
    expect(await rows.facts.textContent()).toBe(fresh)
    const colour = (place: string) =>
      resultsOf(page)
        .locator(place)
        .first()
        .evaluate((element) => getComputedStyle(element).color)
    expect(await colour('.output-body tbody td:nth-child(2)')).toBe(await colour('.output-body thead small'))
    await picture(page, '20-old-rows')
    expect(await seriousFindings(page)).toEqual([])
    await writeCondition(page, "admit_date >= date '2025-12-01'")
    await expect.poll(() => body.getAttribute('data-stale'), { timeout: 20_000 }).toBeNull()
    expect(await rows.facts.textContent()).not.toBe(fresh)
  })

  await sentence('re-running recomputes only stale nodes (assert by counting executed queries)', async () => {
    const again = async (press: () => Promise<void>): Promise<Recount> => {
      const asked = page.waitForResponse((response) => response.url().includes('models.recount'))
      await press()
      const answer = (await (await asked).json()) as
        | readonly { result: { data: Recount } }[]
        | { result: { data: Recount } }
      return ('result' in answer ? answer : answer[0])?.result.data as Recount
    }
    const first = await again(() => page.getByRole('button', { name: '只重新计算 3 个过时节点' }).click())
    expect([...first.nodeIds].sort()).toEqual(['judge', 'met', 'recent'])
    // One query an output of a stale card, one for what a join saw, one for the rules of a judge: not one about another card.
    expect(new Set(first.counts.map(({ nodeId }) => nodeId))).toEqual(new Set(first.nodeIds))
    expect(first.questions).toBe(first.counts.length + first.joins.length + 1)
    await expect.poll(() => staleCards(page)).toEqual({ said: ['线索'], halves: [] })
    await page.getByText(/重新计算了 3 个节点，线索仍是运行时的/).waitFor()
    await picture(page, '20-recounted')
    const rowsOf = (recount: Recount, id: string) => recount.counts.find(({ nodeId }) => nodeId === id)?.rows
    await expect.poll(() => card(page, '近期入所').textContent()).toContain(`${rowsOf(first, 'recent')} 行`)

    // Of the next change only what lies behind it is computed; the keyboard does it, too.
    await card(page, '碰监狱').click()
    await page.getByRole('complementary', { name: '属性' }).getByText('存在于', { exact: true }).click()
    await expect.poll(() => staleCards(page)).toEqual({ said: ['碰监狱', '研判', '线索'], halves: [] })
    const second = await again(() => page.keyboard.press('Control+Shift+Enter'))
    expect([...second.nodeIds].sort()).toEqual(['judge', 'met'])
    expect(second.questions).toBeLessThan(first.questions)
    await expect.poll(() => staleCards(page)).toEqual({ said: ['线索'], halves: [] })
    // What was computed once is not computed again.
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await staleCards(page)).said.length).toBe(3)
    expect((await again(() => page.keyboard.press('Control+Shift+Enter'))).tables.made).toBe(0)

    // A run makes the leads new; then nothing is stale.
    await page.getByRole('button', { name: '运行到线索', exact: true }).click()
    await expect.poll(() => staleCards(page), { timeout: 60_000 }).toEqual({ said: [], halves: [] })
    expect(await seriousFindings(page)).toEqual([])
  })
})
