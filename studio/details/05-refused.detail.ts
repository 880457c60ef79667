import { expect } from 'vitest'
import { seriousFindings } from '../e2e/axe.ts'
import { card, centreOf, port, untilSaved } from '../e2e/canvas-gestures.ts'
import { picture } from '../e2e/house.ts'
import { canvasOf, drawing, filter, menuOf, source } from './building.ts'
import { detail } from './detail.ts'

/**
 * "A number column into a date slot" is no wire here: wires carry whole tables, and a column is chosen in a card's form, where
 * a wrong type is a problem at the field (detail 21). What a wire can get wrong by kind is another: plain rows into a port that
 * takes only judged people. A lead must come from a judge, so that its law and its deadline are known.
 */
detail(5, 'A refused connection says why, at the cursor', async ({ editor, sentence }) => {
  const { page } = editor
  const modelId = await editor.openModel(
    drawing(
      [
        source('a', '在押人员', [0, 0]),
        source('b', '检察案件', [0, 190], 'T19'),
        filter('f', '未离所', [320, 0]),
        filter('l', '有日期', [640, 0]),
        filter('k', '空着', [320, 190]),
        { id: 'o', type: 'lead-output', title: '线索', at: [960, 90] },
      ],
      ['k → l', 'a → f'],
    ),
  )
  const before = await editor.savedDocument(modelId)
  const reason = canvasOf(page).locator('.connection-reason')
  const texts: string[] = []

  /** Holds a wire over a place, reads what it says there, lets it go. */
  const hover = async (from: string, place: { x: number; y: number }, look?: () => Promise<void>) => {
    const start = await centreOf(port(page, from, 'source'))
    await page.mouse.move(start.x, start.y)
    await page.mouse.down()
    await page.mouse.move(place.x, place.y, { steps: 8 })
    await reason.waitFor()
    texts.push((await reason.textContent()) ?? '')
    const box = await reason.boundingBox()
    if (!box) throw new Error('The sentence is not on the screen')
    // To the right of the pointer, or to its left where the canvas ends.
    const aside = Math.min(Math.abs(box.x - place.x), Math.abs(box.x + box.width - place.x))
    expect(aside, 'the sentence stands at the pointer').toBeLessThan(24)
    expect(Math.abs(box.y - place.y), 'the sentence stands at the pointer').toBeLessThan(24)
    await look?.()
    await page.mouse.up()
    await reason.waitFor({ state: 'hidden' })
  }

  await sentence(
    'Drag output → output, a cycle, a second table into a one-input node, a number column into a date slot: each shows its own sentence while hovering',
    async () => {
      await hover('检察案件', await centreOf(port(page, '空着', 'source')))
      await hover('有日期', await centreOf(port(page, '空着', 'target')))
      await hover('检察案件', await centreOf(card(page, '未离所')), () => picture(page, 'refused'))
      await hover('检察案件', await centreOf(card(page, '线索')))
      // A wire that is refused at its end says so for the whole card as well as for its port.
      expect(texts[0]).toBe('输出要连到输入')
      expect(texts[1]).toContain('环')
      expect(texts[2]).toContain('只能接一条线')
      expect(texts[3]).toContain('只接研判节点')
    },
  )

  await sentence('incompatible targets are dimmed', async () => {
    const start = await centreOf(port(page, '检察案件', 'source'))
    await page.mouse.move(start.x, start.y)
    await page.mouse.down()
    await page.mouse.move(start.x + 40, start.y + 120, { steps: 4 })
    const dimmed = async (title: string) =>
      Number(
        await card(page, title)
          .locator('.node-card')
          .evaluate((element) => getComputedStyle(element).opacity),
      )
    for (const title of ['在押人员', '未离所', '有日期', '线索']) expect(await dimmed(title)).toBeLessThan(0.6)
    for (const title of ['检察案件', '空着']) expect(await dimmed(title)).toBe(1)
    expect(await seriousFindings(page)).toEqual([])
    // Back on the port it came from: nothing is made.
    await page.mouse.move(start.x, start.y)
    await page.mouse.up()
  })

  await sentence('nothing is created', async () => {
    expect(await menuOf(page).count()).toBe(0)
    await untilSaved(page)
    expect(await editor.savedDocument(modelId)).toEqual(before)
  })

  await sentence('Assert four different texts', () => {
    expect(texts).toHaveLength(4)
    expect(new Set(texts).size).toBe(4)
  })
})
