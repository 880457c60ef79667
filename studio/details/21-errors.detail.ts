import type { Locator } from 'playwright'
import { expect } from 'vitest'
import { seriousFindings } from '../e2e/axe.ts'
import { card, untilSaved } from '../e2e/canvas-gestures.ts'
import { picture } from '../e2e/house.ts'
import { drawing, source } from './building.ts'
import { detail } from './detail.ts'

/** A day is compared with a number in the third of four. */
const third = 'release_date <= 5'
const condition = `admit_date is not null and status = 'in' and ${third} and (stage is null or stage <> '侦查')`

/** So many columns that the last is far below the edge of the panel; the mistake is in the one before it. */
const computed = Array.from({ length: 12 }, (_, index) => ({
  name: `n_${index + 1}`,
  label: `第${index + 1}列`,
  expression: index === 10 ? "admit_date + 'x'" : `days_between(admit_date, $run_date) + ${index}`,
}))

/** More than 64 bits hold: only the database finds out, when it computes. */
const huge = [{ name: 'huge', label: '过大', expression: 'days_between(admit_date, $run_date) * 9000000000000000000' }]

/** The detail's filter is one text here, of which the panel shows each condition as a row. */
detail(21, 'Errors sit where the mistake is', async ({ editor, sentence }) => {
  const { page } = editor
  const at = (id: string, type: string, title: string, place: readonly [number, number], config: object) => ({
    id,
    type,
    title,
    at: place,
    config: { ...config },
  })
  await editor.openModel(
    drawing(
      [
        source('a', '在押人员', [0, 100]),
        at('f', 'filter', '未离所', [300, 0], { condition }),
        at('d', 'derive', '算很多列', [300, 180], { columns: computed }),
        at('h', 'derive', '算得太大', [300, 360], { columns: huge }),
      ],
      ['a → f', 'a → d', 'a → h'],
    ),
  )
  await untilSaved(page)
  const rows = page.getByRole('list', { name: '各条条件' }).locator(':scope > li')
  const entry = (title: string) => page.locator('.problem-list > li', { hasText: title }).first()
  const focused = (within: Locator) => within.evaluate((element) => element.contains(document.activeElement))

  await sentence(
    'A type error in the third condition of a filter: red mark on the node, on that condition row, and in the problem list',
    async () => {
      const marked = page.locator('.node-card[data-state="problem"]')
      await expect.poll(() => marked.locator('.card-head').allTextContents()).toEqual(['未离所', '算很多列'])
      await card(page, '未离所').click()
      await expect.poll(() => rows.count()).toBe(4)
      const failing = await rows.evaluateAll((items) =>
        items.flatMap((item, index) => (item.hasAttribute('data-failing') ? [index] : [])),
      )
      expect(failing).toEqual([2])
      expect(await rows.nth(2).locator('code').textContent()).toBe(third)
      expect(await rows.nth(2).getAttribute('aria-label')).toBe('条件 3，有错误')
      await page.getByRole('tab', { name: /^问题/ }).click()
      expect(await entry('未离所').textContent()).toContain('条件 · 第 3 条')
      expect(await entry('未离所').getAttribute('data-severity')).toBe('error')
      await picture(page, 'errors')
      expect(await seriousFindings(page)).toEqual([])
    },
  )

  await sentence('clicking the list entry opens the panel, scrolls to and focuses the field', async () => {
    await page.keyboard.press('Escape')
    await entry('未离所').locator('.problem-entry').click()
    const field = page.locator('.field[data-path="condition"]')
    await expect.poll(() => focused(field)).toBe(true)
    // Typing goes to the very condition: it takes the place of the number that was wrong.
    await page.keyboard.type('$run_date')
    await expect.poll(() => rows.nth(2).locator('code').textContent()).toBe('release_date <= $run_date')
    await expect.poll(() => page.locator('.problem-list > li', { hasText: '未离所' }).count()).toBe(0)

    await entry('算很多列').locator('.problem-entry').click()
    const far = page.locator('[data-path="columns.10.expression"]')
    await expect.poll(() => focused(far)).toBe(true)
    const [box, panel] = [await far.boundingBox(), await page.locator('.inspector-body').boundingBox()]
    if (!box || !panel) throw new Error('The field is not on the screen')
    expect(box.y).toBeGreaterThan(panel.y)
    expect(box.y + box.height).toBeLessThan(panel.y + panel.height)
    await picture(page, 'error-far-below')
  })

  await sentence('(ours) the keyboard goes the same way', async () => {
    await page.keyboard.press('Escape')
    await entry('算很多列').locator('.problem-entry').focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => focused(page.locator('[data-path="columns.10.expression"]'))).toBe(true)
  })

  await sentence('the text is Chinese, says what to do, and keeps the database\'s own text under "详情"', async () => {
    const said = (await entry('算很多列').locator('.problem-entry span').textContent()) ?? ''
    expect(said).toMatch(/应是.*现在是.*请/)
    expect(said).not.toMatch(/[a-z]{4,} [a-z]{3,} [a-z]{3,}/)

    await card(page, '算得太大').click()
    await page.getByRole('tab', { name: '输出' }).click()
    const failed = page.locator('.results .state', { hasText: '请检查这个节点里的计算' })
    await failed.waitFor()
    const own = failed.locator('.details')
    expect(await own.locator('pre').first().isVisible()).toBe(false)
    await own.getByText('详情').click()
    expect(await own.locator('pre').first().textContent()).toMatch(/overflow|out of range/i)
    expect(await failed.locator('p').textContent()).not.toMatch(/overflow/i)
    await picture(page, 'error-details')
    expect(await seriousFindings(page)).toEqual([])
  })
})
