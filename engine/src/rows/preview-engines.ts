import { type DuckdbChild, openDuckdbChild } from '@jianmo/connectors/transport/duckdb'
import { ProductError } from '@jianmo/connectors/words'
import { runDatabase } from '../execution/index.ts'

interface OpenEngine {
  readonly child: Promise<DuckdbChild>
  /** The last loan: loans of one engine follow each other, because two could make the same table. */
  last: Promise<unknown>
  users: number
  idle: NodeJS.Timeout | undefined
}

/** A click on the next node usually follows within seconds, and a new process costs about 0.3 s. */
const idleMilliseconds = 20_000
const mostEngines = 4

/** Engines over the databases of finished runs, each in its own locked process, kept warm for a short while. They add the
 * tables of previews to the run's database; what the run read and found is not changed by any statement of ours. */
export class PreviewEngines implements AsyncDisposable {
  readonly #engines = new Map<string, OpenEngine>()

  /** Lends the engine of a run's folder. An engine that died is not lent again. */
  async use<Result>(folder: string, act: (child: DuckdbChild) => Promise<Result>): Promise<Result> {
    const engine = this.#engines.get(folder) ?? this.#open(folder)
    engine.users += 1
    clearTimeout(engine.idle)
    try {
      const loan = engine.last.then(async () => act(await engine.child))
      engine.last = loan.catch(() => {})
      return await loan
    } catch (cause) {
      if (cause instanceof ProductError && cause.code === 'engine-died') void this.#close(folder, engine)
      throw cause
    } finally {
      engine.users -= 1
      if (engine.users === 0) {
        engine.idle = setTimeout(() => void this.#close(folder, engine), idleMilliseconds)
        engine.idle.unref()
      }
    }
  }

  /** Closes the engine of a folder that is about to be deleted. */
  async release(folder: string): Promise<void> {
    const engine = this.#engines.get(folder)
    if (engine !== undefined) await this.#close(folder, engine)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#engines].map(([folder, engine]) => this.#close(folder, engine)))
  }

  #open(folder: string): OpenEngine {
    const [oldest] = [...this.#engines].filter(([, { users }]) => users === 0)
    if (this.#engines.size >= mostEngines && oldest !== undefined) void this.#close(...oldest)
    const child = openDuckdbChild({ folder, databaseFile: runDatabase, memoryLimit: '1GB', threads: 2 })
    child.catch(() => this.#engines.delete(folder))
    const engine: OpenEngine = { child, last: Promise.resolve(), users: 0, idle: undefined }
    this.#engines.set(folder, engine)
    return engine
  }

  async #close(folder: string, engine: OpenEngine): Promise<void> {
    clearTimeout(engine.idle)
    if (this.#engines.get(folder) === engine) this.#engines.delete(folder)
    await engine.child.then((child) => child.close()).catch(() => {})
  }
}
