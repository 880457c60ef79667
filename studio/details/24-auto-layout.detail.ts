import type { GraphDocument } from '@jianmo/engine/graph'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import { seriousFindings } from '../e2e/axe.ts'
import { card, untilSaved } from '../e2e/canvas-gestures.ts'
import { picture } from '../e2e/house.ts'
import { arrangeButton, movedBetween, positionOf, undoSays, untilArranged } from './arranging.ts'
import { canvasOf, drawing, filter, menuOf, source } from './building.ts'
import { detail } from './detail.ts'
import { generatedGraph } from './generated-graph.ts'

/** Five times the bar of the detail, see README; the bar itself is in `npm run bench:studio`. */
const guard = 5 * 1500
/** Longest time in which a key may wait for the page while a layout is computed and drawn. */
const keyGuard = 1000

/** Two tables, drawn the wrong way round, are filtered and joined; a note, an open frame, and a frame that is collapsed. */
const untidy: GraphDocument = {
  ...drawing(
    [
      source('right', '检察案件', [20, 20], 'T19'),
      source('left', '在押人员', [40, 260]),
      filter('old', '已满三十日', [300, 60]),
      filter('young', '未离所', [330, 290]),
      { id: 'join', type: 'join', title: '碰撞', at: [640, 120], config: { kind: 'semi', keys: [], take: [] } },
      filter('last', '有日期', [500, 420]),
      filter('once', '再筛', [760, 330]),
    ],
    ['right → old', 'left → young', 'young → join.left', 'old → join.right', 'join → last', 'last → once'],
  ),
  formatVersion: 2,
  notes: [{ id: 'why', text: '看守所台账为准', position: { x: 40, y: 190 }, size: { width: 200, height: 56 } }],
  groups: [
    {
      id: 'after',
      title: '碰撞之后',
      colour: 'green',
      position: { x: 470, y: 360 },
      size: { width: 540, height: 200 },
      members: ['last', 'once'],
      collapsed: false,
    },
  ],
}

detail(24, 'Auto-layout is polite', async ({ editor, sentence }) => {
  const { page } = editor
  const fetched: string[] = []
  page.on('request', (request) => fetched.push(request.url()))
  const large = await editor.openModel(generatedGraph(300))
  const saved = async (modelId: string) => {
    await untilSaved(page)
    return editor.savedDocument(modelId)
  }
  const before = await saved(large)

  const undone = async () => {
    await canvasOf(page).focus()
    await page.keyboard.press('Control+z')
    expect((await saved(large)).nodes).toEqual(before.nodes)
  }

  await sentence('On `G300` it takes < 1.5 s in a worker', async () => {
    await card(page, '算天数 1').waitFor()
    // Loaded when it is needed, and not before.
    expect(fetched.filter((url) => /elk/.test(url))).toEqual([])
    await watchBusy(page)
    const took: number[] = []
    // The first one loads the library, and the machine may be busy with something else: the best of three counts.
    while (took.length < 3 && !took.some((time) => time < guard)) {
      if (took.length > 0) await undone()
      await arrangeButton(page).click()
      await untilArranged(page)
      took.push(await busyTime(page))
    }
    expect(Math.min(...took)).toBeLessThan(guard)
    expect(page.workers().some((worker) => /elk/.test(worker.url()))).toBe(true)
    expect(movedBetween(before, await saved(large)).length).toBeGreaterThan(250)
    await undone()
  })

  await sentence('with no dropped input (type in a field while it runs)', async () => {
    const label = page.getByRole('textbox', { name: '显示名 1' })
    // Of so large a model the outline holds what is in view: the search leads to the card.
    await page.keyboard.press('Control+f')
    await page.keyboard.type('算天数 1')
    await page.keyboard.press('Enter')
    await label.fill('')
    await watchKeys(page)
    await label.click()
    await page.keyboard.type('入所以来的天数', { delay: 12 })
    const alone = await longestWait(page)
    await label.fill('')
    // A layout is over before a hand is back in the field: the button is pressed for her, the cursor stays where it is.
    await label.click()
    expect(
      await arrangeButton(page).evaluate(async (button: HTMLButtonElement) => {
        button.click()
        await new Promise(requestAnimationFrame)
        return button.ariaBusy
      }),
    ).toBe('true')
    await watchKeys(page)
    await page.keyboard.type('abcdefghijklmnopqrst', { delay: 12 })
    await untilArranged(page)
    expect(await label.inputValue()).toBe('abcdefghijklmnopqrst')
    // What a key costs in so large a model is not the layout's: it may wait no longer than twice as long.
    expect(await longestWait(page)).toBeLessThan(Math.max(keyGuard, 2 * alone))
    const after = await saved(large)
    expect(movedBetween(before, after).length).toBeGreaterThan(250)
    expect(JSON.stringify(after.nodes.find(({ id }) => id === 'b0-derive')?.config)).toContain('abcdefghijklmnopqrst')
  })

  await sentence('respects port order (no crossed join inputs)', async () => {
    const after = await saved(large)
    const joins = after.nodes.filter(({ type }) => type === 'join')
    expect(joins).toHaveLength(30)
    for (const { id } of joins) {
      const feeding = (port: string) =>
        after.edges.find(({ to }) => to.node === id && to.port === port)?.from.node ?? ''
      expect(positionOf(after, feeding('left')).y, id).toBeLessThanOrEqual(positionOf(after, feeding('right')).y)
    }
  })

  const small = await editor.openModel(untidy)
  await card(page, '碰撞').waitFor()
  await canvasOf(page).locator('.canvas-controls').getByRole('button', { name: '适应窗口' }).click()
  await page.waitForTimeout(300)
  await picture(page, 'auto-layout-before')
  await watchCard(page, '未离所')
  await arrangeButton(page).click()
  await untilArranged(page)
  await page.waitForTimeout(400)
  const tidy = await saved(small)
  await picture(page, 'auto-layout')

  await sentence('animates', async () => {
    const places = await placesSeen(page)
    expect(places.length).toBeGreaterThan(3)
    // Each nearer to its end than the one before.
    const end = places.at(-1) ?? { x: 0, y: 0 }
    const ways = places.map(({ x, y }) => Math.hypot(end.x - x, end.y - y))
    expect(ways).toEqual([...ways].sort((a, b) => b - a))
  })

  await sentence('keeps groups and notes with their nodes', () => {
    // The note stands above its card as it did.
    expect(positionOf(tidy, 'why').x - positionOf(tidy, 'left').x).toBe(0)
    expect(positionOf(tidy, 'why').y - positionOf(tidy, 'left').y).toBe(-70)
    const [frame] = tidy.groups ?? []
    expect(frame?.members).toEqual(['last', 'once'])
    const box = { ...(frame?.position ?? { x: 0, y: 0 }), ...(frame?.size ?? { width: 0, height: 0 }) }
    for (const { id, position } of tidy.nodes) {
      const inside =
        position.x > box.x && position.x < box.x + box.width && position.y > box.y && position.y < box.y + box.height
      expect(inside, id).toBe(id === 'last' || id === 'once')
    }
  })

  await sentence('respects port order (no crossed join inputs)', async () => {
    expect(positionOf(tidy, 'young').y).toBeLessThan(positionOf(tidy, 'old').y)
    expect(positionOf(untidy, 'young').y).toBeGreaterThan(positionOf(untidy, 'old').y)
    expect(await crossings(page, ['w-3', 'w-4'])).toBe(0)
  })

  await sentence('is one undo step', async () => {
    expect(await undoSays(page)).toMatch(/^撤销：自动布局 \d+ 个节点$/)
    await canvasOf(page).focus()
    await page.keyboard.press('Control+z')
    expect((await saved(small)).nodes).toEqual(untidy.nodes)
    expect(await undoSays(page)).toBe('撤销')
    await page.keyboard.press('Control+Shift+z')
    expect(await saved(small)).toEqual(tidy)
  })

  await sentence('run twice gives the same positions', async () => {
    await page.keyboard.press('Alt+l')
    await page.getByRole('alert').getByText('已经排好，没有要移动的节点').first().waitFor()
    await untilArranged(page)
    expect(await saved(small)).toEqual(tidy)
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Alt+l')
    await untilArranged(page)
    expect(await saved(small)).toEqual(tidy)
  })

  await sentence('leaves pinned nodes', async () => {
    await page.keyboard.press('Control+z')
    await card(page, '碰撞').click()
    await page
      .getByRole('toolbar', { name: '节点工具' })
      .getByRole('button', { name: /^固定位置/ })
      .click()
    await card(page, '已满三十日').click()
    await page.keyboard.press('Alt+p')
    expect(await canvasOf(page).getByRole('img', { name: '位置已固定' }).count()).toBe(2)
    const pinned = await saved(small)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Alt+l')
    await untilArranged(page)
    const around = await saved(small)
    await page.waitForTimeout(400)
    await picture(page, 'auto-layout-pinned')
    const moved = movedBetween(pinned, around)
    expect(moved).not.toContain('join')
    expect(moved).not.toContain('old')
    expect(moved).toEqual(expect.arrayContaining(['left', 'young', 'last']))
    expect(await seriousFindings(page)).toEqual([])
    for (let steps = 0; steps < 3; steps++) await page.keyboard.press('Control+z')
    expect((await saved(small)).nodes).toEqual(untidy.nodes)
  })

  await sentence('works on a selection only', async () => {
    await card(page, '检察案件').click()
    for (const title of ['已满三十日', '碰撞']) await card(page, title).click({ modifiers: ['Control'] })
    await page.getByRole('button', { name: '自动布局选中的部分' }).click()
    await untilArranged(page)
    const moved = movedBetween(untidy, await saved(small))
    expect(moved.length).toBeGreaterThan(0)
    expect(moved.filter((id) => !['right', 'old', 'join'].includes(id))).toEqual([])
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Escape')
  })

  await sentence('(ours) it is in the list of nodes, too, and who wants no motion sees none', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await watchCard(page, '未离所')
    await canvasOf(page).focus()
    await page.keyboard.type('zdbj')
    await menuOf(page).getByRole('option', { name: '自动布局' }).waitFor()
    await page.keyboard.press('Enter')
    await untilArranged(page)
    expect(await saved(small)).toEqual(tidy)
    expect(await placesSeen(page)).toHaveLength(2)
  })
})

/** From now on remembers how long the page says that it is arranging. */
async function watchBusy(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { times })
    const bar = document.querySelector('.canvas-controls')
    if (!bar) throw new Error('There are no tools')
    new MutationObserver(() => times.push(performance.now())).observe(bar, {
      subtree: true,
      attributeFilter: ['aria-busy'],
    })
  })
}

/** Between the last two changes, in milliseconds. */
const busyTime = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const [began = 0, ended = 0] = (window as unknown as { times: number[] }).times.slice(-2)
    return ended - began
  })

/** From now on remembers how long each key waited for the page. */
async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const waits: number[] = []
    Object.assign(window, { waits })
    window.addEventListener('keydown', (event) => waits.push(performance.now() - event.timeStamp), true)
  })
}

const longestWait = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, ...(window as unknown as { waits: number[] }).waits))

/** From now on remembers where a card was drawn in each frame. */
async function watchCard(page: Page, title: string): Promise<void> {
  await page.evaluate((wanted) => {
    const places: string[] = []
    Object.assign(window, { places })
    const look = () => {
      const shown = document.querySelector<HTMLElement>(`.react-flow__node[aria-label="${wanted}"]`)?.style.transform
      if (shown && shown !== places.at(-1)) places.push(shown)
      if ((window as unknown as { places: string[] }).places === places) requestAnimationFrame(look)
    }
    look()
  }, title)
}

async function placesSeen(page: Page): Promise<readonly { x: number; y: number }[]> {
  const places = await page.evaluate(() => (window as unknown as { places: string[] }).places)
  return places.map((text) => {
    const [x = 0, y = 0] = [...text.matchAll(/-?[\d.]+(?=px)/g)].map(Number)
    return { x, y }
  })
}

/** How often two wires cross as they are drawn, without where they run on top of each other. */
async function crossings(page: Page, ids: readonly [string, string]): Promise<number> {
  return page.evaluate((wires) => {
    const [one, other] = wires.map((id) => {
      const path = document.querySelector<SVGPathElement>(`.react-flow__edge[data-id="${id}"] path`)
      if (!path) throw new Error(`The wire ${id} is not drawn`)
      const length = path.getTotalLength()
      return Array.from({ length: 201 }, (_, step) => path.getPointAtLength((length * step) / 200))
    })
    let found = 0
    const side = (a: DOMPoint, b: DOMPoint, c: DOMPoint) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    for (let at = 1; at < 201; at++)
      for (let there = 1; there < 201; there++) {
        const [a, b, c, d] = [one?.[at - 1], one?.[at], other?.[there - 1], other?.[there]]
        if (!a || !b || !c || !d) continue
        if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) found++
      }
    return found
  }, ids)
}
