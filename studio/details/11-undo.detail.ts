import { expect } from 'vitest'
import { card, centreOf, drag, untilSaved } from '../e2e/canvas-gestures.ts'
import { arrangeButton, undoSays, untilArranged } from './arranging.ts'
import { canvasOf, drawing, filter, menuOf, placeOn, source } from './building.ts'
import { detail } from './detail.ts'

const twenty = 'abcdefghijklmnopqrst'

/**
 * "Change a binding": what a logical table is bound to belongs to the district and not to the model, so it is no step of a model's
 * history (it has its own log). What a model says of it is which logical table a source reads, and changing that is a step.
 *
 * "The menu": undo and redo are two buttons in the bar; what the next would do is their name and their tip.
 */
detail(11, 'Undo is complete, grouped and named', async ({ editor, sentence }) => {
  const { page } = editor
  const modelId = await editor.openModel(
    drawing(
      [
        source('a', '在押人员', [0, 0]),
        filter('b', '未离所', [290, 0]),
        {
          id: 'c',
          type: 'derive',
          title: '算天数',
          at: [580, 0],
          config: { columns: [{ name: 'days', label: '', expression: 'days_between(admit_date, $run_date)' }] },
        },
        filter('d', '超期', [870, 0]),
        source('s', '检察案件', [0, 220], 'T19'),
        filter('e', '空着', [290, 220]),
      ],
      ['a → b', 'b → c', 'c → d'],
    ),
  )
  const saved = async () => {
    await untilSaved(page)
    return editor.savedDocument(modelId)
  }
  const start = await saved()
  const canvas = canvasOf(page)
  const panel = page.getByRole('complementary', { name: '属性' })
  const press = (key: string) => page.keyboard.press(key)
  const select = async (...titles: readonly string[]) => {
    for (const [index, title] of titles.entries())
      await card(page, title).click({ modifiers: index === 0 ? [] : ['Control'], position: { x: 90, y: 12 } })
  }
  const pointAt = async (x: number, y: number) => {
    const place = await placeOn(page, x, y)
    await page.mouse.move(place.x, place.y)
  }
  const choose = async (option: string) => {
    await menuOf(page).getByRole('option', { name: option, exact: false }).first().click()
    await menuOf(page).waitFor({ state: 'hidden' })
  }
  /** What the bar said after each action. */
  const names: string[] = []
  const act = async (name: RegExp, gesture: () => Promise<void>) => {
    await gesture()
    await expect.poll(() => undoSays(page), { message: `after ${names.length} actions` }).toMatch(name)
    names.push((await undoSays(page)) ?? '')
  }

  await act(/添加“筛选”$/, async () => {
    await canvas.focus()
    await pointAt(500, 560)
    await page.keyboard.type('sx')
    await press('Enter')
  })
  await act(/移动节点$/, () => press('Alt+ArrowDown'))
  await act(/复制节点$/, () => press('Control+d'))
  await act(/删除节点$/, () => press('Delete'))
  await act(/重命名节点$/, async () => {
    await select('未离所')
    await page.getByRole('textbox', { name: '节点名称' }).fill('在所人员')
    await press('Enter')
  })

  await sentence('typing 20 characters is one step', async () => {
    await select('算天数')
    await act(/修改“新列”$/, async () => {
      await page.getByRole('textbox', { name: '显示名 1' }).click()
      await page.keyboard.type(twenty)
    })
    expect(await page.getByRole('textbox', { name: '显示名 1' }).inputValue()).toBe(twenty)
    await canvas.focus()
    await press('Control+z')
    expect(await undoSays(page)).toBe(names.at(-2))
    expect((await saved()).nodes.find(({ id }) => id === 'c')?.config).toEqual(start.nodes[2]?.config)
    await press('Control+y')
    expect(await page.getByRole('textbox', { name: '显示名 1' }).inputValue()).toBe(twenty)
  })

  await act(/修改“数据表”$/, async () => {
    await select('在押人员')
    await panel.getByRole('combobox', { name: '数据表' }).click()
    await page.keyboard.type('T04')
    await press('Enter')
  })

  await sentence('the menu reads "撤销:移动 5 个节点"', async () => {
    await select('在押人员', '在所人员', '算天数', '超期', '检察案件')
    await act(/^撤销：移动 5 个节点$/, async () => {
      const from = await centreOf(card(page, '算天数'))
      await drag(page, { x: from.x, y: from.y - 30 }, { x: from.x + 20, y: from.y + 30 })
    })
    await page.getByRole('button', { name: '撤销：移动 5 个节点' }).hover()
    await page.getByRole('tooltip').getByText('撤销：移动 5 个节点').waitFor()
  })

  await act(/粘贴 5 项$/, async () => {
    await canvas.focus()
    await press('Control+c')
    await pointAt(60, 420)
    await press('Control+v')
  })
  await act(/删除 5 个节点$/, () => press('Delete'))
  await act(/自动布局 \d+ 个节点$/, async () => {
    await arrangeButton(page).click()
    await untilArranged(page)
  })
  await select('检察案件', '空着')
  await act(/连线$/, () => press('Control+l'))
  await act(/断开连线|删除连线/, () => press('Control+Shift+l'))
  await act(/添加分组框$/, () => press('Control+g'))
  await act(/重命名分组框$/, async () => {
    await page.keyboard.type('另一路')
    await press('Enter')
  })
  await act(/更改分组框颜色$/, () =>
    page.getByRole('toolbar', { name: '分组框工具' }).getByRole('button', { name: '绿' }).click(),
  )
  await act(/收起分组框$/, () => page.getByRole('button', { name: '收起 另一路' }).click())
  await act(/展开分组框$/, () => page.getByRole('button', { name: '展开 另一路' }).click())
  await act(/移动 3 个节点$/, async () => {
    await canvas.focus()
    await press('Alt+ArrowDown')
  })
  await act(/解散分组框$/, () => press('Control+Shift+g'))
  await act(/添加便笺$/, async () => {
    await canvas.focus()
    await pointAt(700, 560)
    await page.keyboard.type('bj')
    await choose('便笺')
  })
  await act(/编辑便笺$/, async () => {
    await page.getByRole('textbox', { name: '便笺' }).waitFor()
    await page.keyboard.type(twenty)
    await press('Escape')
  })
  await act(/更改便笺颜色$/, () =>
    page.getByRole('toolbar', { name: '便笺工具' }).getByRole('button', { name: '紫' }).click(),
  )
  await act(/固定 1 个节点的位置$/, async () => {
    await canvas.focus()
    await press('Alt+p')
  })
  await act(/移动节点$/, async () => {
    await select('空着')
    const down = page.getByRole('textbox', { name: '纵向' })
    await down.fill('-130')
    await down.press('Enter')
  })
  await act(/替换“超期”$/, async () => {
    await page.getByRole('button', { name: '适应窗口' }).click()
    await select('超期')
    await press('r')
    await choose('排序取前')
  })
  await act(/插入“筛选”$/, async () => {
    await select('在所人员')
    await press('Insert')
    await page.keyboard.type('sx')
    await press('Enter')
  })
  await act(/并接上前后$/, async () => {
    await canvas.focus()
    await press('Control+Delete')
  })
  await act(/重命名模型$/, async () => {
    await page.getByRole('textbox', { name: '模型名称' }).fill('全部撤销')
    await press('Enter')
  })
  await act(/自动布局 \d+ 个节点$/, async () => {
    await select('检察案件', '空着')
    await page.getByRole('button', { name: '自动布局选中的部分' }).click()
    await untilArranged(page)
  })
  expect(names).toHaveLength(30)
  const end = await saved()

  await sentence('selection and viewport are not steps', async () => {
    await select('在所人员', '算天数')
    await canvas.focus()
    await press('Escape')
    await page.mouse.wheel(120, 90)
    await page.getByRole('button', { name: '缩小' }).click()
    await page.getByRole('button', { name: '适应窗口' }).click()
    await page.waitForTimeout(200)
    expect(await undoSays(page)).toBe(names.at(-1))
    expect(await saved()).toEqual(end)
  })

  await sentence('After 30 mixed actions 30 undos bring back a document *deeply equal* to the start', async () => {
    await canvas.focus()
    for (const name of [...names].reverse()) {
      expect(await undoSays(page)).toBe(name)
      await press('Control+z')
    }
    expect(await page.getByRole('button', { name: '撤销', exact: true }).isDisabled()).toBe(true)
    expect(await saved()).toEqual(start)
  })

  await sentence('30 redos the end', async () => {
    await canvas.focus()
    for (const name of names) {
      await press('Control+y')
      expect(await undoSays(page)).toBe(name)
    }
    expect(await page.getByRole('button', { name: '重做', exact: true }).isDisabled()).toBe(true)
    expect(await saved()).toEqual(end)
  })
})
