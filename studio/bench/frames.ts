import type { CDPSession, Page } from 'playwright'

/** What a gesture cost: frames as the eye saw them, and the work of the main thread in them. */
export interface GestureCost {
  /** 95th percentile of the time from frame to frame, ms. */
  readonly p95: number
  /** Processor time of the page's main thread a frame, ms: other programs take frames away, but hardly this. */
  readonly work: number
}

interface FrameWindow {
  jianmoFrames?: { readonly times: number[]; recording: boolean }
}

/** Performs a gesture and tells what its frames cost. Both from the page itself, so that the wire to it counts for nothing. */
export async function costOf(page: Page, cdp: CDPSession, gesture: () => Promise<void>): Promise<GestureCost> {
  const before = await taskSeconds(cdp)
  await page.evaluate(() => {
    const record = { times: [] as number[], recording: true }
    ;(window as FrameWindow).jianmoFrames = record
    const tick = (time: number) => {
      record.times.push(time)
      if (record.recording) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  await gesture()
  const times = await page.evaluate(() => {
    const record = (window as FrameWindow).jianmoFrames
    if (record === undefined) return []
    record.recording = false
    return record.times
  })
  const work = ((await taskSeconds(cdp)) - before) * 1000
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0))
  return { p95: percentile(gaps, 0.95), work: work / Math.max(1, gaps.length) }
}

async function taskSeconds(cdp: CDPSession): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

/** Milliseconds from an input event of the page to the first painted frame in which something is there. */
export async function untilPainted(
  page: Page,
  { event, selector, act }: { readonly event: string; readonly selector: string; readonly act: () => Promise<void> },
): Promise<number> {
  await page.evaluate(
    ({ name, wanted }) => {
      const holder = window as { jianmoPainted?: Promise<number> }
      holder.jianmoPainted = new Promise((resolve) => {
        window.addEventListener(
          name,
          ({ timeStamp }) => {
            const look = () => {
              if (document.querySelector(wanted) === null) requestAnimationFrame(look)
              // A frame is painted when the task after it runs.
              else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - timeStamp)))
            }
            look()
          },
          { capture: true, once: true },
        )
      })
    },
    { name: event, wanted: selector },
  )
  await act()
  return page.evaluate(() => (window as { jianmoPainted?: Promise<number> }).jianmoPainted ?? Number.NaN)
}

/** Megabytes in use after everything that can go has gone. */
export async function heapAfterGc(cdp: CDPSession): Promise<number> {
  for (let turn = 0; turn < 3; turn++) await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return usedSize / 1024 / 1024
}
