import type { GraphDocument } from '@jianmo/engine/graph'
import type { Browser, Locator, Page } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { canvasOf, drawing, filter, menuOf, source } from '../details/building.ts'
import { seriousFindings, settled } from './axe.ts'
import { card, untilSaved } from './canvas-gestures.ts'
import { openAs, openBrowser, type Person, picture, type RunningHouse, startHouse } from './house.ts'
import { type Models, modelsOf } from './models.ts'

/** Issue 5 §3: axe finds nothing serious or critical on the editor, whatever state it is in. Each state is a test, and a picture. */

let house: RunningHouse
let browser: Browser
let zhou: Person
let models: Models
let number = 0

beforeAll(async () => {
  house = await startHouse()
  browser = await openBrowser()
  zhou = await openAs(browser, house.url, 'zhou')
  models = modelsOf(zhou, house.url)
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await house?.stop()
})

/** A drawing with something of everything: a join that waits for its keys, a condition that is wrong, a judge, a note. */
const sketch: GraphDocument = {
  ...drawing(
    [
      source('a', '在押人员', [0, 0]),
      filter('f', '未离所', [280, 0]),
      source('b', '检察案件', [0, 220], 'T19'),
      { id: 'w', type: 'filter', title: '写错的条件', at: [280, 220], config: { condition: 'stag = 1' } },
      { id: 'j', type: 'join', title: '碰撞', at: [560, 90] },
      { id: 'g', type: 'judge', title: '研判', at: [840, 90] },
    ],
    ['a → f', 'b → w', 'f → j.left', 'w → j.right', 'j → g'],
  ),
  notes: [{ id: 'n', text: '从入所日算起', position: { x: 840, y: 300 }, size: { width: 208, height: 80 } }],
}

/** A column that was there is gone: three nodes name it. */
const lost = drawing(
  [
    source('a', '在押人员', [0, 0]),
    {
      id: 'd',
      type: 'derive',
      title: '算天数',
      at: [280, 0],
      config: { columns: [{ name: 'days', label: '天数', expression: 'days_between(admit_date, $run_date)' }] },
    },
    { id: 'f', type: 'filter', title: '超期', at: [560, 0], config: { condition: 'held_days > 37' } },
  ],
  ['a → d', 'd → f'],
)

async function openModel(document: GraphDocument, person = zhou): Promise<Page> {
  const page = await person.context.newPage()
  await page.goto(`${house.url}/models/${await models.create('可访问性', document)}`)
  await canvasOf(page).waitFor()
  return page
}

/** The demo's model, which has results of its last run. */
async function openExample(): Promise<Page> {
  const page = await zhou.context.newPage()
  await page.goto(house.url)
  await page.getByRole('link', { name: /M03/ }).first().click()
  await card(page, '检察案件').waitFor()
  await expect.poll(() => card(page, '检察案件').textContent()).toContain('行')
  return page
}

function state(name: string, open: () => Promise<Page>, act: (page: Page) => Promise<unknown> = async () => {}): void {
  it(name, async () => {
    const page = await open()
    try {
      await act(page)
      await settled(page)
      number++
      await picture(page, `state-${String(number).padStart(2, '0')}-${name}`)
      expect(await seriousFindings(page)).toEqual([])
    } finally {
      await zhou.context.setOffline(false)
      await page.close()
    }
  })
}

const select = async (page: Page, title: string) => {
  await card(page, title).click()
  await page.getByRole('textbox', { name: '节点名称' }).waitFor()
}
const tab = (page: Page, name: RegExp): Locator => page.getByRole('tab', { name })
const blank = () => openModel(drawing([]))
const drawn = () => openModel(sketch)

state('空白', blank)
state('有问题', drawn, async (page) => {
  await select(page, '写错的条件')
  await tab(page, /^问题/).click()
})
state('建议的碰撞键', drawn, async (page) => {
  await select(page, '碰撞')
  await page.getByRole('button', { name: '采用建议（Alt+Enter）' }).first().waitFor()
})
state('快速添加', blank, async (page) => {
  await canvasOf(page).focus()
  await page.keyboard.press('Space')
  await menuOf(page).waitFor()
})
state('快速添加-接下一步', drawn, async (page) => {
  await select(page, '在押人员')
  await page.getByRole('button', { name: '接下一步（空格）' }).click()
  await menuOf(page).getByText('接下来常用').waitFor()
})
// With an input that is still free.
const halfDrawn = () => openModel({ ...sketch, edges: sketch.edges.slice(0, 3) })

state('连线模式', halfDrawn, async (page) => {
  await select(page, '在押人员')
  await page.keyboard.press('c')
  await page.locator('.connect-hint').waitFor()
})
state('快捷键', drawn, async (page) => {
  await canvasOf(page).focus()
  await page.keyboard.press('?')
  await page.locator('.key-help').waitFor()
})
state('条件补全', drawn, async (page) => {
  await select(page, '未离所')
  await page.getByRole('textbox', { name: '条件' }).click()
  await page.locator('.monaco-editor').first().waitFor()
  await page.keyboard.type(' and adm')
  await page.locator('.suggest-widget').first().waitFor()
})
state('研判规则', drawn, async (page) => {
  await select(page, '研判')
  await page.getByRole('button', { name: '规则', exact: true }).click()
  await page.getByRole('textbox', { name: '规则 1：名称' }).waitFor()
})
state('参数', drawn, async (page) => {
  await page.getByRole('button', { name: /^参数/ }).click()
  await page.getByRole('dialog', { name: '参数' }).waitFor()
})
state('冲突', drawn, async (page) => {
  const other = await zhou.context.newPage()
  await other.goto(page.url())
  for (const [one, title] of [
    [other, '研判'],
    [page, '碰撞'],
  ] as const) {
    await one.bringToFront()
    await select(one, title)
    await one.keyboard.press('Delete')
    await card(one, title).waitFor({ state: 'hidden' })
    if (one === other) await untilSaved(one)
  }
  await other.close()
  await page
    .getByRole('dialog', { name: '这个模型在别处改过' })
    .getByRole('button', { name: '合并', exact: true })
    .waitFor()
})
state(
  '修复',
  () => openModel(lost),
  async (page) => {
    await select(page, '超期')
    await tab(page, /^问题/).click()
    const repair = page.getByRole('button', { name: /^修复“held_days”/ }).first()
    await repair.click()
    await page.getByRole('region', { name: '修复“held_days”' }).waitFor()
  },
)
state('便笺在写', drawn, async (page) => {
  await canvasOf(page).locator('.note-text').dblclick()
  await canvasOf(page).locator('textarea').waitFor()
})
state('选中分组框', drawn, async (page) => {
  await card(page, '在押人员').click()
  await card(page, '未离所').click({ modifiers: ['Control'] })
  await page.keyboard.press('Control+g')
  await page.locator('.react-flow__node-frame').waitFor()
  await page.keyboard.press('Escape')
})
state('多选', drawn, async (page) => {
  await card(page, '在押人员').click()
  await card(page, '未离所').click({ modifiers: ['Control'] })
  await card(page, '碰撞').click({ modifiers: ['Control'] })
})
state('选中连线', drawn, async (page) => {
  const middle = await page.evaluate(() => {
    const path = document.querySelector<SVGPathElement>('path.react-flow__edge-interaction')
    const point = path?.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM() ?? undefined)
    return { x: point?.x ?? 0, y: point?.y ?? 0 }
  })
  await page.mouse.click(middle.x, middle.y)
  await page.locator('.react-flow__edge.selected').waitFor({ state: 'attached' })
})
state('离线', drawn, async (page) => {
  await zhou.context.setOffline(true)
  await select(page, '研判')
  await page.keyboard.press('Delete')
  await expect.poll(() => page.getByRole('status').first().textContent()).toContain('未保存（离线）')
})
state(
  '只读',
  async () => {
    const keeper = await openAs(browser, house.url, 'shuju-a')
    return openModel(sketch, keeper)
  },
  async (page) => {
    await select(page, '碰撞')
    expect(await page.getByRole('button', { name: '采用建议（Alt+Enter）' }).count()).toBe(0)
  },
)
state('运行中', openExample, async (page) => {
  // The demo's run is over before anybody has looked at it: its news are held back.
  await page.route(/runs\.watch/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 30_000))
    await route.continue().catch(() => undefined)
  })
  await page.getByRole('button', { name: '运行到线索', exact: true }).click()
  await page.getByRole('region', { name: '运行进度' }).waitFor()
})
state('运行结束', openExample, async (page) => {
  await page.getByRole('button', { name: '运行到线索', exact: true }).click()
  await page.getByRole('region', { name: '运行进度' }).waitFor()
  await page.getByRole('region', { name: '运行结果' }).waitFor({ timeout: 120_000 })
  await card(page, '看守所在押人员').click()
  await page
    .getByText(/前 \d+ 行|共 \d+ 行/)
    .first()
    .waitFor({ timeout: 60_000 })
})
state('SQL', openExample, async (page) => {
  await card(page, '看守所在押人员').click()
  await tab(page, /^SQL/).click()
  await page
    .getByText(/select/i)
    .first()
    .waitFor()
})
state('列与未匹配', openExample, async (page) => {
  await card(page, '碰撞二：在押名册').click()
  await tab(page, /^未匹配/).click()
  await page.waitForTimeout(1_000)
  expect(await seriousFindings(page)).toEqual([])
  await tab(page, /^列/).click()
})
state('为什么没有', openExample, async (page) => {
  await page.keyboard.press('Control+Shift+f')
  await page.getByRole('textbox', { name: '证件号码', exact: true }).waitFor()
})
state('适配层', openExample, async (page) => {
  await page.getByRole('button', { name: '适配层', exact: true }).click()
  await page
    .getByRole('region', { name: /^适配层 T/ })
    .first()
    .waitFor()
})
state('提交审核', openExample, async (page) => {
  await page.getByRole('button', { name: '提交审核…' }).click()
  await page.getByRole('dialog', { name: '提交审核' }).waitFor()
})

const inEnglish = async (page: Page) => page.getByRole('button', { name: 'Switch to English' }).click()
const inTheDark = async (page: Page) => page.getByRole('button', { name: /换成深色|Dark theme/ }).click()
const back = async (page: Page) => {
  for (const name of [/换成浅色|Light theme/, /切换到中文/]) {
    const button = page.getByRole('button', { name })
    if ((await button.count()) > 0) await button.click()
  }
}

it('the same in the dark and in English', async () => {
  const page = await drawn()
  const findings: string[] = []
  const look = async (name: string) => {
    await settled(page)
    await picture(page, `state-dark-${name}`)
    findings.push(...(await seriousFindings(page)).map((finding) => `${name}: ${finding}`))
  }
  await inEnglish(page)
  await inTheDark(page)
  await page.locator('.react-flow__node[data-id="j"]').click()
  await look('proposed')
  await page.keyboard.press('Space')
  await page.locator('.quick-add').waitFor()
  await look('quick-add')
  await page.keyboard.press('Escape')
  await page.locator('.react-flow__node[data-id="w"]').click()
  await page.getByRole('textbox', { name: 'Condition' }).click()
  await page.locator('.monaco-editor').first().waitFor()
  await look('problem')
  await canvasOfEnglish(page).focus()
  await page.keyboard.press('?')
  await page.locator('.key-help').waitFor()
  await look('keys')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Parameters/ }).click()
  await page.getByRole('dialog', { name: 'Parameters' }).waitFor()
  await look('parameters')
  await page.close()
  const example = await zhou.context.newPage()
  await example.goto(house.url)
  await example.getByRole('link', { name: /M03/ }).first().click()
  await example.locator('.react-flow__node[data-id="in-register"]').click()
  await settled(example)
  await picture(example, 'state-dark-example')
  findings.push(...(await seriousFindings(example)))
  await back(example)
  await example.close()
  expect(findings).toEqual([])
})

const canvasOfEnglish = (page: Page) => page.getByRole('region', { name: 'Canvas' })
