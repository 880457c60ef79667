import { describe, expect, it } from 'vitest'
import type { RunProgress } from '../api/wire.ts'
import { ActiveRuns } from './active-runs.ts'

const queued: RunProgress = {
  runId: 'r1',
  state: 'queued',
  sources: [],
  steps: { done: 0, total: 2, nodeId: null },
  seconds: 0,
  problem: null,
}

describe('runs under way', () => {
  it('show a late watcher the whole picture, then every last change, and end with the run', async () => {
    const runs = new ActiveRuns()
    const gate = Promise.withResolvers<void>()
    runs.start(queued, async ({ report }) => {
      report({ state: 'reading' })
      await gate.promise
      for (let done = 1; done <= 2; done++) report({ state: 'computing', steps: { done, total: 2, nodeId: 'n' } })
      report({ state: 'finished' })
    })
    const seen: RunProgress[] = []
    for await (const progress of runs.watch('r1', undefined)) {
      seen.push(progress)
      gate.resolve()
    }
    expect(seen[0]?.state).toBe('reading')
    expect(seen.at(-1)).toMatchObject({ state: 'finished', steps: { done: 2 } })
    expect(runs.size).toBe(0)
    const late: RunProgress[] = []
    for await (const progress of runs.watch('r1', undefined)) late.push(progress)
    expect(late).toMatchObject([{ state: 'finished' }])
  })

  it('hear a cancel, and stop with the server', async () => {
    const runs = new ActiveRuns()
    const untilAborted = async ({ signal, report }: Parameters<Parameters<ActiveRuns['start']>[1]>[0]) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      report({ state: 'cancelled' })
    }
    runs.start(queued, untilAborted)
    runs.start({ ...queued, runId: 'r2' }, untilAborted)
    expect([runs.cancel('r1'), runs.cancel('unknown')]).toEqual([true, false])
    await runs[Symbol.asyncDispose]()
    expect([runs.progress('r1')?.state, runs.progress('r2')?.state, runs.size]).toEqual(['cancelled', 'cancelled', 0])
  })

  it('let a watcher go when the page is closed', async () => {
    const runs = new ActiveRuns()
    const gate = Promise.withResolvers<void>()
    runs.start(queued, () => gate.promise)
    const page = new AbortController()
    const seen: RunProgress[] = []
    setTimeout(() => page.abort(), 20)
    for await (const progress of runs.watch('r1', page.signal)) seen.push(progress)
    expect(seen).toHaveLength(1)
    gate.resolve()
  })
})
