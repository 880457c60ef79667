import { expect } from 'vitest'
import { seriousFindings } from '../e2e/axe.ts'
import { card } from '../e2e/canvas-gestures.ts'
import { picture } from '../e2e/house.ts'
import { collision, openTab, paneOf, resultsOf, run } from './data-model.ts'
import { detail } from './detail.ts'

// “Sampled” is not what we do: rows follow from all data, and the total is of all data; only the list on the screen ends after
// 200 rows. The header says so in those words, and never calls a part of the list a result.
detail(19, 'Click a node, see its data', async ({ editor, sentence }) => {
  const { page } = editor
  // Nothing has run, and nothing collects leads: a new model shows its data all the same.
  const started = {
    ...collision,
    nodes: collision.nodes.filter(({ type }) => type !== 'lead-output'),
    edges: collision.edges.slice(0, 5),
  }
  await editor.openModel(started)
  const recent = paneOf(page, '近期入所的输出')

  await sentence('Select a configured node: the output table is visible in < 1 s for a sample on DuckDB', async () => {
    // The first look reads the tables themselves; then the engine is there, as it is while somebody works.
    await card(page, '核身份').click()
    await paneOf(page, '核身份的输出').rows.first().waitFor()
    const from = Date.now()
    await card(page, '近期入所').click()
    await recent.rows.first().waitFor()
    const milliseconds = Date.now() - from
    expect(milliseconds).toBeLessThan(5000)
    expect(await resultsOf(page).textContent()).not.toMatch(/\d{17}[\dXx]/)
  })

  await sentence(
    'the header states rows shown / rows total / sampled or full / computed when / where it ran',
    async () => {
      const shown = await recent.rows.count()
      const facts = (await recent.facts.textContent()) ?? ''
      expect(shown).toBe(200)
      expect(facts).toMatch(/显示 200 行，共 \d{3} 行/)
      expect(facts).toContain('只列前 200 行')
      expect(facts).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d 计算/)
      expect(facts).toMatch(/数据读于 \d{4}-\d\d-\d\d \d\d:\d\d/)
      expect(facts).toContain('本机引擎 DuckDB')
      await recent.facts.getByText('只列前 200 行').hover()
      await page.getByText('不能当作全部结果').waitFor()
      await picture(page, '19-header')
      // All rows of a small output: the header says that, too.
      await card(page, '碰监狱').click()
      const met = paneOf(page, '碰监狱的输出')
      await met.rows.first().waitFor()
      const all = await met.rows.count()
      expect(await met.facts.textContent()).toContain(`全量显示 ${all} 行，共 ${all} 行`)
    },
  )

  await sentence('input and output can be shown side by side', async () => {
    await card(page, '近期入所').click()
    await resultsOf(page).getByRole('button', { name: '对照输入' }).click()
    const input = paneOf(page, '近期入所的输入')
    await input.rows.first().waitFor()
    await recent.rows.first().waitFor()
    const [before, after] = [await input.facts.textContent(), await recent.facts.textContent()].map((text) =>
      Number(/共 ([\d,]+) 行/.exec(text ?? '')?.[1]?.replace(',', '')),
    )
    expect(before).toBeGreaterThan(after ?? 0)
    const boxes = [await input.facts.boundingBox(), await recent.facts.boundingBox()]
    expect(boxes[0]?.x).toBeLessThan(boxes[1]?.x ?? 0)
    // A join has two inputs; either can be looked at.
    await card(page, '碰监狱').click()
    const arriving = paneOf(page, '碰监狱的输入')
    await arriving.rows.first().waitFor()
    await page.getByRole('radiogroup', { name: '输入端口' }).getByText('右侧').click()
    await resultsOf(page).getByText('来自“监狱收押”').waitFor()
    await arriving.rows.first().waitFor()
    await picture(page, '19-beside')
    expect(await seriousFindings(page)).toEqual([])
    await resultsOf(page).getByRole('button', { name: '收起输入' }).click()
  })

  await sentence('a join can show unmatched left rows', async () => {
    await openTab(page, /未匹配/)
    const unmatched = paneOf(page, '碰监狱的左侧未匹配行')
    await unmatched.rows.first().waitFor()
    const missed = Number(/共 ([\d,]+) 行/.exec((await unmatched.facts.textContent()) ?? '')?.[1])
    expect(missed).toBeGreaterThan(0)
    // Its columns are those of the left side, masked as everywhere.
    expect(await resultsOf(page).getByRole('table').textContent()).toContain('身份证号 · 脱敏')
    expect(await resultsOf(page).textContent()).not.toMatch(/\d{17}[\dXx]/)

    // After a run the number is the run's own.
    await editor.openModel(collision)
    await card(page, '碰监狱').waitFor()
    await run(page)
    await card(page, '碰监狱').click()
    await openTab(page, /未匹配/)
    await unmatched.rows.first().waitFor()
    expect(await unmatched.facts.textContent()).toContain(`共 ${missed} 行`)
    await expect.poll(() => resultsOf(page).locator('dd').nth(1).textContent()).toContain(String(missed))
    expect(await unmatched.facts.textContent()).toMatch(/数据由 .* 的运行读入/)
    await picture(page, '19-unmatched')
    expect(await seriousFindings(page)).toEqual([])
  })
})
