import { expect } from 'vitest'
import { seriousFindings } from '../e2e/axe.ts'
import { card, untilSaved } from '../e2e/canvas-gestures.ts'
import { picture } from '../e2e/house.ts'
import { drawing, wiresOf } from './building.ts'
import { detail } from './detail.ts'
import { keyboardOf, pointersOf, saidOn, watch } from './keyboard.ts'
import { keyboardBuilderOf } from './keyboard-building.ts'

/** The output of a supervision model is its leads, and a lead comes from a judge: so a judge stands between the two. */
detail(10, 'Whole model from the keyboard', async ({ editor, sentence }) => {
  const { page } = editor
  const modelId = await editor.openModel(drawing([]))
  await watch(page)
  const keys = keyboardOf(page)
  const said = async () => (await saidOn(page)).join('\n')
  const saved = async () => {
    await untilSaved(page)
    return editor.savedDocument(modelId)
  }
  const { choose, next, connectTo, pick, walkTo } = keyboardBuilderOf(page, keys)

  await sentence('Script: source → filter → join with second source → aggregate → output', async () => {
    await keys.press('F6')
    // Which keys there are is a key, too.
    await keys.press('?')
    await page.locator('.key-help').getByText('连接两个选中的节点', { exact: false }).waitFor()
    await picture(page, 'key-help')
    expect(await seriousFindings(page)).toEqual([])
    await keys.press('Escape')
    await page.locator('.key-help').waitFor({ state: 'hidden' })
    await choose('kss', '看守所在押人员')
    await next('sx', '筛选')
    await next('czy', '存在于')
    // The second source: its name typed on the canvas, then C, and an arrow to the join.
    await choose('jcaj', '检察案件')
    await connectTo(/存在于.*右侧/, 'ArrowRight')
    // The second source began a row of its own. Arrows walk: to the join.
    await walkTo('存在于', 'ArrowRight')
    await next('fzhz', '分组汇总')
    await next('yp', '研判')
    await next('xssc', '线索输出')
    expect(wiresOf(await saved())).toEqual(
      [
        'source-1.rows → filter-2.rows',
        'filter-2.rows → join-3.left',
        'source-4.rows → join-3.right',
        'join-3.rows → aggregate-5.rows',
        'aggregate-5.rows → judge-6.rows',
        'judge-6.leads → lead-output-7.leads',
        // What cannot be determined belongs to the leads, and comes along.
        'judge-6.undetermined → lead-output-7.undetermined',
      ].sort(),
    )
    await picture(page, 'keyboard-built')
    expect(await seriousFindings(page)).toEqual([])
  })

  await sentence('configure each', async () => {
    await keys.press('Enter')
    await keys.reach('线索名称')
    await keys.press('Control+a')
    await keys.type('在押且有在办案件')
    await keys.backToCanvas()

    await walkTo('筛选', 'ArrowLeft')
    await keys.press('Enter')
    await keys.type('admit_date <= $run_date')
    await keys.backToCanvas()

    // The keys are proposed, and wait for somebody to say so.
    await walkTo('存在于', 'ArrowRight')
    await expect.poll(() => card(page, '存在于').textContent()).toContain('建议碰撞键：证件号码 = 证件号码')
    await keys.press('Alt+Enter')
    await expect.poll(() => card(page, '存在于').textContent()).not.toContain('建议')

    await walkTo('分组汇总', 'ArrowRight')
    await keys.press('Enter')
    await keys.reach('分组列', true)
    await pick('id_no', 'person_name')
    await keys.press('Escape')
    await keys.reach('添加汇总列')
    await keys.press('Enter')
    await keys.backToCanvas()

    await walkTo('研判', 'ArrowRight')
    await keys.press('Enter')
    // Whom it judges was not known when the judge came; a first rule is there already, and Enter goes to what it lacks.
    await keys.reach('监督对象：证件号列', true)
    await pick('id_no')
    await keys.reach('监督对象：姓名列')
    await pick('person_name')
    await keys.reach('规则 1：名称')
    await keys.type('在押又有在办案件')
    await keys.reach('规则 1：当')
    await keys.type('rows >= 1')
    await keys.press('Escape')
    await keys.reach('规则 1：算不出时')
    await keys.type('次数不明')
    await keys.backToCanvas()
    await expect.poll(() => page.getByRole('button', { name: '运行到线索', exact: true }).isEnabled()).toBe(true)
  })

  await sentence('run, open a lead', async () => {
    await saved()
    await keys.press('Control+Enter')
    const summary = page.getByRole('region', { name: '运行结果' })
    await summary.waitFor({ timeout: 120_000 })
    await expect.poll(said, { timeout: 20_000 }).toMatch(/运行结束：线索 [1-9]/)
    for (let regions = 0; regions < 7; regions++) {
      const inSummary = await page.evaluate(
        () => document.activeElement?.closest('.summary-bar') !== null && document.activeElement !== document.body,
      )
      if (inSummary) break
      await keys.press('F6')
    }
    await keys.press('Enter')
    await page.waitForURL(/\/runs\//)
    await page.getByRole('table').first().waitFor()
    await keys.reachLinkInTable()
    await keys.press('Enter')
    await page.waitForURL(/leads\/./)
    await page.getByText('在押又有在办案件').first().waitFor()
  })

  await sentence('with no pointer event at all', async () => {
    expect(await pointersOf(page)).toEqual([])
  })

  await sentence('the aria-live region announces each step', async () => {
    const heard = await said()
    for (const words of [
      '添加“看守所在押人员”',
      '添加“筛选”，“看守所在押人员”接到“筛选”的“行”',
      '添加“存在于”，“筛选”接到“存在于”的“左侧”',
      '添加“检察案件”',
      '连到“存在于”的“右侧”',
      '连线，“检察案件”接到“存在于”的“右侧”',
      '添加“分组汇总”',
      '添加“研判”',
      '添加“线索输出”，“研判”接到“线索输出”的“疑似与预警”',
      '修改“条件”',
      '采用建议“存在于”',
      '修改“分组列”',
      '修改“规则”',
      '没有问题了',
      '运行结束',
    ])
      expect(heard).toContain(words)
  })
})
