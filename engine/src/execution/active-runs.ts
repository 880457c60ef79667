import type { RunProgress } from '../api/wire.ts'
import { engineError } from './errors.ts'

/** What a run's work gets: when to stop, and where to say how far it is. */
export interface RunHandle {
  readonly signal: AbortSignal
  readonly report: (part: Partial<Omit<RunProgress, 'runId' | 'seconds'>>) => void
}

interface ActiveRun {
  progress: RunProgress
  readonly startedAt: number
  readonly abort: AbortController
  readonly watchers: Set<() => void>
  ended: boolean
  done: Promise<void>
}

const finalStates: ReadonlySet<RunProgress['state']> = new Set(['finished', 'failed', 'cancelled', 'interrupted'])

/** A run's last progress stays here a while, so that a watcher who comes late still sees how it ended. */
const keptAfterEnd = 60_000

/** The runs that this server process is executing. The truth about a run is in the catalogue; this is its pulse. */
export class ActiveRuns implements AsyncDisposable {
  readonly #runs = new Map<string, ActiveRun>()

  get size(): number {
    return [...this.#runs.values()].filter(({ ended }) => !ended).length
  }

  /** Starts `work` and returns at once. `work` reports a final state itself and does not throw. */
  start(initial: RunProgress, work: (handle: RunHandle) => Promise<void>): void {
    const run: ActiveRun = {
      progress: initial,
      startedAt: performance.now(),
      abort: new AbortController(),
      watchers: new Set(),
      ended: false,
      done: Promise.resolve(),
    }
    this.#runs.set(initial.runId, run)
    const report: RunHandle['report'] = (part) => {
      run.progress = { ...run.progress, ...part, seconds: secondsSince(run.startedAt) }
      for (const wake of run.watchers) wake()
    }
    run.done = work({ signal: run.abort.signal, report }).finally(() => this.#end(initial.runId, run))
  }

  /** The newest progress; undefined if this process does not know the run. */
  progress(runId: string): RunProgress | undefined {
    return this.#runs.get(runId)?.progress
  }

  /** Every change from now on, the present first; ends with the run or with `signal`. Fast changes are skipped, the
   * last one never. */
  async *watch(runId: string, signal: AbortSignal | undefined): AsyncGenerator<RunProgress> {
    const run = this.#runs.get(runId)
    if (run === undefined) return
    let wake = () => {}
    const onChange = () => wake()
    run.watchers.add(onChange)
    signal?.addEventListener('abort', onChange)
    try {
      while (signal?.aborted !== true) {
        const seen = run.progress
        yield seen
        if (finalStates.has(seen.state) || (run.ended && seen === run.progress)) return
        if (seen !== run.progress) continue
        await new Promise<void>((resolve) => {
          wake = resolve
          // Something may have changed while the consumer was busy.
          if (seen !== run.progress || run.ended || signal?.aborted === true) resolve()
        })
        await new Promise((resolve) => setTimeout(resolve, 60))
      }
    } finally {
      run.watchers.delete(onChange)
      signal?.removeEventListener('abort', onChange)
    }
  }

  /** Asks a run to stop; false if it is not running here. The engine child is gone within 5 s. */
  cancel(runId: string): boolean {
    const run = this.#runs.get(runId)
    if (run === undefined || run.ended) return false
    run.abort.abort()
    return true
  }

  /** Stops every run as interrupted, because the server ends, and waits for their children to be gone. */
  async [Symbol.asyncDispose](): Promise<void> {
    const running = [...this.#runs.values()].filter(({ ended }) => !ended)
    for (const { progress, abort } of running) abort.abort(engineError('run-interrupted', { runId: progress.runId }))
    await Promise.allSettled(running.map(({ done }) => done))
  }

  #end(runId: string, run: ActiveRun): void {
    run.ended = true
    for (const wake of run.watchers) wake()
    setTimeout(() => this.#runs.delete(runId), keptAfterEnd).unref()
  }
}

function secondsSince(start: number): number {
  return Math.round((performance.now() - start) / 100) / 10
}
