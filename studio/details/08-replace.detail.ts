import { expect } from 'vitest'
import { card, untilSaved } from '../e2e/canvas-gestures.ts'
import { picture } from '../e2e/house.ts'
import { drawing, filter, menuOf, source, wiresOf } from './building.ts'
import { detail } from './detail.ts'

detail(8, 'Replace a node', async ({ editor, sentence }) => {
  const { page } = editor
  const modelId = await editor.openModel(
    drawing(
      [
        source('a', '在押人员', [0, 0]),
        {
          id: 'd',
          type: 'deduplicate-keep',
          title: '去重保留',
          at: [300, 0],
          config: { key: ['id_no'], order: [{ column: 'admit_date', direction: 'descending' }] },
        },
        filter('f', '未离所', [600, 0]),
      ],
      ['a → d', 'd → f'],
    ),
  )
  const saved = async () => {
    await untilSaved(page)
    return editor.savedDocument(modelId)
  }
  const before = await saved()

  await sentence('`R` on a node, choose another kind: wires stay, settings with the same meaning stay', async () => {
    await card(page, '去重保留').click()
    await page.keyboard.press('r')
    await menuOf(page).waitFor()
    expect(await menuOf(page).getByRole('combobox').inputValue()).toBe('')
    await picture(page, 'replace')
    await page.keyboard.type('fzhz')
    await page.keyboard.press('Enter')
    await card(page, '分组汇总').waitFor()
    const after = await saved()
    expect(wiresOf(after)).toEqual(wiresOf(before))
    const node = after.nodes.find(({ id }) => id === 'd')
    expect(node).toMatchObject({ type: 'aggregate', position: { x: 300, y: 0 } })
    // Both call columns that rows are told apart by.
    expect(node?.config).toMatchObject({ keys: ['id_no'] })
  })

  await sentence('a toast lists the settings that were dropped', async () => {
    const toast = page.locator('.ant-message-notice', { hasText: '已换成“分组汇总”' })
    await toast.waitFor()
    expect(await toast.textContent()).toMatch(/不再有的设置：.*(排序|顺序|先后|哪一行)/)
    await page.keyboard.press('Control+z')
    expect(await saved()).toEqual(before)
  })

  await sentence('(ours) by the button above the card; what would cut wires says so first', async () => {
    await card(page, '去重保留').click()
    await page.getByRole('button', { name: '换成别的节点（R）' }).click()
    const entry = menuOf(page).getByRole('option', { name: /线索输出/ })
    expect(await entry.textContent()).toContain('断')
    await page.keyboard.press('Escape')
    expect(await saved()).toEqual(before)
  })
})
