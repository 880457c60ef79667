import type { ImportProgress } from './wire.ts'

interface ActiveImport {
  progress: ImportProgress
  readonly abort: AbortController
  readonly watchers: Set<() => void>
  done: Promise<void>
}

/** What an import's work gets: when to stop, and where to say how far it is. */
export interface ImportHandle {
  readonly signal: AbortSignal
  readonly report: (part: Partial<Omit<ImportProgress, 'stagedId'>>) => void
}

/** An import's end stays here a while, so that a watcher who comes late still sees it. */
const keptAfterEnd = 60_000

/** The imports that this server process is reading. A batch is on disk as a whole or not at all; this is only the pulse. */
export class ActiveImports implements AsyncDisposable {
  readonly #imports = new Map<string, ActiveImport>()

  isReading(key: string): boolean {
    return this.#imports.get(key)?.progress.state === 'reading'
  }

  /** Starts `work` and returns at once. `work` reports a final state itself and does not throw. */
  start(key: string, initial: ImportProgress, work: (handle: ImportHandle) => Promise<void>): void {
    const one: ActiveImport = {
      progress: initial,
      abort: new AbortController(),
      watchers: new Set(),
      done: Promise.resolve(),
    }
    this.#imports.set(key, one)
    const report: ImportHandle['report'] = (part) => {
      one.progress = { ...one.progress, ...part }
      for (const wake of one.watchers) wake()
    }
    one.done = work({ signal: one.abort.signal, report }).finally(() => {
      setTimeout(() => this.#imports.get(key) === one && this.#imports.delete(key), keptAfterEnd).unref()
    })
  }

  /** The present and every change from now on; ends with the import or with `signal`. Fast changes are skipped, the last never. */
  async *watch(key: string, signal: AbortSignal | undefined): AsyncGenerator<ImportProgress> {
    const one = this.#imports.get(key)
    if (one === undefined) return
    let wake = () => {}
    const onChange = () => wake()
    one.watchers.add(onChange)
    signal?.addEventListener('abort', onChange)
    try {
      while (signal?.aborted !== true) {
        const seen = one.progress
        yield seen
        if (seen.state !== 'reading') return
        await new Promise<void>((resolve) => {
          wake = resolve
          // Something may have changed while the consumer was busy.
          if (seen !== one.progress || signal?.aborted === true) resolve()
        })
      }
    } finally {
      one.watchers.delete(onChange)
      signal?.removeEventListener('abort', onChange)
    }
  }

  /** Stops an import and waits until nothing of it is left; false if it is not running here. */
  async cancel(key: string): Promise<boolean> {
    const one = this.#imports.get(key)
    if (one?.progress.state !== 'reading') return false
    one.abort.abort()
    await one.done
    return true
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.allSettled([...this.#imports.keys()].map((key) => this.cancel(key)))
  }
}
