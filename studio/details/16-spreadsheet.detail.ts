import { expect } from 'vitest'
import { card, untilSaved } from '../e2e/canvas-gestures.ts'
import { detail } from './detail.ts'
import { generatedGraph } from './generated-graph.ts'

/** As a spreadsheet puts cells on the clipboard. */
const cells = '编码\t身份证号\t名称\t天数\n0012\t100101199001010014\t甲县\t30\n0450\t100101199001020036\t"乙\t县"\t45\n'

detail(16, 'Paste from a spreadsheet makes a node', async ({ editor, sentence }) => {
  const { page } = editor
  const modelId = await editor.openModel({ ...generatedGraph(10), nodes: [], edges: [] })
  // A person's Ctrl+C in the spreadsheet, and Ctrl+V here.
  const search = page.getByRole('searchbox', { name: '添加节点' })
  await page.evaluate((text) => {
    document.addEventListener(
      'copy',
      (event) => {
        event.clipboardData?.setData('text/plain', text)
        event.preventDefault()
        event.stopImmediatePropagation()
      },
      { once: true, capture: true },
    )
  }, cells)
  await search.click()
  await page.keyboard.press('Control+c')
  const canvas = await page.getByRole('region', { name: '画布' }).boundingBox()
  if (!canvas) throw new Error('The canvas is not on the screen')
  await page.mouse.click(canvas.x + 300, canvas.y + 200)
  await page.keyboard.press('Control+v')
  await card(page, '手填表').waitFor()
  await untilSaved(page)
  const [node] = (await editor.savedDocument(modelId)).nodes
  const { columns, rows } = (
    (node?.config ?? {}) as { table: { columns: { label: string; type: string }[]; rows: string[][] } }
  ).table

  await sentence('Paste tab-separated cells on the canvas → inline table node with types guessed', async () => {
    expect(node?.type).toBe('inline-table')
    expect(columns.map(({ label, type }) => [label, type])).toEqual([
      ['编码', 'text'],
      ['身份证号', 'text'],
      ['名称', 'text'],
      ['天数', 'integer'],
    ])
  })
  await sentence('leading zeros and 18-digit numbers kept as text', async () => {
    expect(rows).toEqual([
      ['0012', '100101199001010014', '甲县', '30'],
      ['0450', '100101199001020036', '乙\t县', '45'],
    ])
    await page.keyboard.press('Control+z')
    await card(page, '手填表').waitFor({ state: 'hidden' })
  })
})
