import type { OpenModel } from '@jianmo/engine/api'
import type { GraphDocument } from '@jianmo/engine/graph'
import type { Browser, CDPSession, Page } from 'playwright'
import { read } from '../e2e/figures.ts'
import { openAs, type Person } from '../e2e/house.ts'
import { openBare } from './bare-flow.ts'
import { costOf, type GestureCost, heapAfterGc, untilPainted } from './frames.ts'
import { cardPlace, emptyPlace, swing, viewportOf } from './gestures.ts'

export interface CanvasFigures {
  /** Document here → cards painted, ms. */
  readonly mount: number
  readonly pan: GestureCost
  readonly drag: GestureCost
  /** Click → the whole model painted, ms. */
  readonly fit: number
  /** Pan while the whole model is in view. */
  readonly fitPan: GestureCost
  readonly heap: number
}

export interface EditorFigures extends CanvasFigures {
  /** Letter → list of nodes painted, ms. */
  readonly palette: number
  /** Document here → columns known, ms. */
  readonly columns: number
}

export interface House {
  readonly url: string
  readonly browser: Browser
  readonly bareHtml: string
}

/** The editor and the bare page with the same document, one after the other, in fresh windows. */
export async function measureBoth(
  { url, browser, bareHtml }: House,
  document: GraphDocument,
): Promise<{ readonly editor: EditorFigures; readonly bare: CanvasFigures }> {
  const person = await openAs(browser, url, 'zhou')
  try {
    const { page } = person
    const modelId = await saveModel(person, url, document)
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
    const { mount, columns } = await openEditor(page, `${url}/models/${modelId}`)
    await workingZoom(page)
    const box = await page.locator('.react-flow').boundingBox()
    const viewport = await viewportOf(page)
    const palette = await openPalette(page)
    const gestures = await measureGestures(page, cdp)
    const fit = await untilPainted(page, {
      event: 'click',
      selector: '.react-flow__node, .overview',
      act: () => page.getByRole('button', { name: '适应窗口' }).click(),
    })
    const editor = { mount, columns, palette, ...gestures, fit, ...(await measureFitted(page, cdp)) }

    const barePage = await person.context.newPage()
    const bareCdp = await person.context.newCDPSession(barePage)
    await bareCdp.send('Performance.enable', { timeDomain: 'threadTicks' })
    await page.close()
    const bareMount = await openBare(barePage, bareHtml, {
      document,
      box: { width: box?.width ?? 0, height: box?.height ?? 0 },
      viewport,
    })
    const bareGestures = await measureGestures(barePage, bareCdp)
    const bareFit = await barePage.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const { jianmoFlow } = window as unknown as { jianmoFlow: { fitView(): void } }
          const start = performance.now()
          jianmoFlow.fitView()
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start))))
        }),
    )
    return {
      editor,
      bare: { mount: bareMount, ...bareGestures, fit: bareFit, ...(await measureFitted(barePage, bareCdp)) },
    }
  } finally {
    await person.context.close()
  }
}

async function measureGestures(page: Page, cdp: CDPSession): Promise<Pick<CanvasFigures, 'pan' | 'drag' | 'heap'>> {
  const measure = (way: () => Promise<void>) => costOf(page, cdp, way)
  const before = await viewportOf(page)
  const pan = await swing(page, { from: await emptyPlace(page), reach: { x: 260, y: 80 }, measure })
  const after = await viewportOf(page)
  if (Math.abs(after.y - before.y - 80) > 8) throw new Error(`The pan moved the view by ${after.y - before.y} px`)
  const grip = await cardPlace(page)
  const drag = await swing(page, { from: grip, reach: { x: 180, y: 60 }, measure })
  const moved = await cardPlace(page)
  if (moved.x === grip.x && moved.y === grip.y) throw new Error('The drag moved no card')
  await page.waitForTimeout(400)
  return { pan, drag, heap: await heapAfterGc(cdp) }
}

async function measureFitted(page: Page, cdp: CDPSession): Promise<Pick<CanvasFigures, 'fitPan'>> {
  await page.waitForTimeout(600)
  const measure = (way: () => Promise<void>) => costOf(page, cdp, way)
  return { fitPan: await swing(page, { from: await emptyPlace(page), reach: { x: 120, y: 40 }, measure }) }
}

/** From the arrival of the last answer that the editor waits for. */
async function openEditor(page: Page, address: string): Promise<{ mount: number; columns: number }> {
  await page.addInitScript(() => {
    const holder = window as { jianmoMounted?: Promise<{ painted: number; known: number }> }
    holder.jianmoMounted = new Promise((resolve) => {
      let painted: number | null = null
      const look = () => {
        const drawn = document.querySelector('.node-card, .overview') !== null
        if (drawn && painted === null) {
          painted = Number.POSITIVE_INFINITY
          setTimeout(() => {
            painted = performance.now()
          })
        }
        const inferring = document.querySelector('[data-inferring]') !== null
        if (painted === null || !Number.isFinite(painted) || inferring) requestAnimationFrame(look)
        else resolve({ painted, known: performance.now() })
      }
      requestAnimationFrame(look)
    })
  })
  await page.goto(address)
  return page.evaluate(async () => {
    const holder = window as { jianmoMounted?: Promise<{ painted: number; known: number }> }
    const mounted = await holder.jianmoMounted
    const opened = performance
      .getEntriesByType('resource')
      .flatMap((entry) =>
        entry instanceof PerformanceResourceTiming && entry.name.includes('models.open') ? [entry.responseEnd] : [],
      )
    const start = Math.min(...opened)
    return { mount: (mounted?.painted ?? Number.NaN) - start, columns: (mounted?.known ?? Number.NaN) - start }
  })
}

/** Large enough to read and work in; the model's beginning is in view. */
async function workingZoom(page: Page): Promise<void> {
  for (let step = 0; step < 8 && (await viewportOf(page)).zoom < 0.75; step++) {
    await page.getByRole('button', { name: '放大' }).click()
    await page.waitForTimeout(250)
  }
  await page.waitForTimeout(400)
}

async function openPalette(page: Page): Promise<number> {
  const times: number[] = []
  const empty = await emptyPlace(page)
  await page.mouse.click(empty.x, empty.y)
  for (let turn = 0; turn < 3; turn++) {
    times.push(
      await untilPainted(page, { event: 'keydown', selector: '.quick-add', act: () => page.keyboard.press('s') }),
    )
    await page.keyboard.press('Escape')
    await page.waitForTimeout(200)
  }
  return Math.min(...times)
}

async function saveModel(person: Person, url: string, document: GraphDocument): Promise<string> {
  const mutate = async <Data>(procedure: string, data: unknown): Promise<Data> => {
    const answer = await person.context.request.post(`${url}/trpc/${procedure}`, {
      headers: { 'x-jianmo': '1' },
      data,
      timeout: 60_000,
    })
    if (!answer.ok()) throw new Error(`${procedure}: ${answer.status()} ${(await answer.text()).slice(0, 400)}`)
    return ((await answer.json()) as { result: { data: Data } }).result.data
  }
  const { modelId } = await mutate<{ modelId: string }>('models.create', {
    title: `${document.title} ${Math.random().toString(36).slice(2, 8)}`,
  })
  const { revision } = await read<OpenModel>(person, url, 'models.open', { modelId })
  await mutate('models.save', { modelId, document, baseRevision: revision })
  return modelId
}
