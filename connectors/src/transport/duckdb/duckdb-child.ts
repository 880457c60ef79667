import { type ChildProcess, fork } from 'node:child_process'
import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { connectorError } from '../../errors.ts'
import type {
  ArrowColumn,
  DuckdbAnswer,
  DuckdbFailure,
  DuckdbOpening,
  DuckdbOrder,
  DuckdbRequest,
  DuckdbValue,
} from './protocol.ts'

export interface DuckdbOptions {
  /** All that the engine may read or write. It must exist and belong to this run alone. */
  readonly folder: string
  /** Name of the database file inside the folder. */
  readonly databaseFile: string
  readonly readOnly?: boolean
  /**
   * Only loaded scans go to the file; every other table lives in memory (spilling into the folder) and is gone with the
   * child. Writing, compressing and reading back the tables of M03's steps took a third of its time.
   */
  readonly workInMemory?: boolean
  /** As DuckDB writes it, e.g. `2GB`. */
  readonly memoryLimit: string
  readonly threads: number
  /** Aborting interrupts what runs and ends the process within 5 s. */
  readonly signal?: AbortSignal
}

/**
 * An engine in a locked process of its own. Calls may overlap. They reject with ProductError `engine-died` (the process
 * ended), `engine-interrupted`, `engine-out-of-memory`, `statement-not-allowed`, or with a plain Error that carries the
 * engine's message.
 */
export interface DuckdbChild extends AsyncDisposable {
  readonly pid: number
  /** One writing statement: CREATE, INSERT, UPDATE, DELETE, DROP, ALTER, COPY inside the folder. */
  exec(sql: string, parameters?: readonly DuckdbValue[]): Promise<{ rows: number }>
  /** One SELECT. Whole numbers and decimals are numbers while exact, else text; dates and timestamps are ISO text. */
  query(sql: string, parameters?: readonly DuckdbValue[]): Promise<{ columns: string[]; rows: DuckdbValue[][] }>
  /** One SELECT as Arrow IPC stream bytes; see `arrowBytes` for the types. */
  arrow(sql: string, parameters: readonly DuckdbValue[], columns: readonly ArrowColumn[]): Promise<Uint8Array>
  /** Loads an extract file of the folder as `relation`; rejects if it does not hold `expected` rows. Returns the rows. */
  loadScan(file: string, relation: string, columns: readonly string[], expected?: number): Promise<number>
  /** Ends what runs now; the child stays usable. A child that does not obey within 5 s is killed. */
  interrupt(): void
  /** Ends the process; resolves when it is gone. */
  close(): Promise<void>
}

/** From an interrupt or a close to SIGKILL. */
const graceMilliseconds = 4000

export async function openDuckdbChild(options: DuckdbOptions): Promise<DuckdbChild> {
  const { signal } = options
  if (signal?.aborted) throw connectorError('engine-interrupted', {})
  const opening: DuckdbOpening = {
    folder: await realpath(options.folder),
    databaseFile: options.databaseFile,
    readOnly: options.readOnly ?? false,
    workInMemory: options.workInMemory ?? false,
    memoryLimit: options.memoryLimit,
    threads: options.threads,
  }
  const child = fork(join(import.meta.dirname, 'child-process.ts'), [], {
    env: {},
    cwd: opening.folder,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const link = linkTo(child, options.memoryLimit)
  const onAbort = () => {
    link.interrupt()
    void link.close()
  }
  signal?.addEventListener('abort', onAbort, { once: true })
  void link.gone.then(() => signal?.removeEventListener('abort', onAbort))
  await link.open(opening)

  let nextId = 0
  const ask = <Answer>(request: (id: number) => DuckdbRequest) => link.ask(request(nextId++)) as Promise<Answer>
  return {
    pid: child.pid ?? 0,
    exec: (sql, parameters = []) => ask((id) => ({ id, kind: 'exec', sql, parameters })),
    query: (sql, parameters = []) => ask((id) => ({ id, kind: 'query', sql, parameters })),
    arrow: (sql, parameters, columns) => ask((id) => ({ id, kind: 'arrow', sql, parameters, columns })),
    loadScan: (file, relation, columns, expected) =>
      ask((id) => ({ id, kind: 'load', file, relation, columns, expected: expected ?? null })),
    interrupt: link.interrupt,
    close: link.close,
    [Symbol.asyncDispose]: link.close,
  }
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (cause: unknown) => void
}

/** The wire to one child: pairs answers with requests, and settles every request when the process ends. */
function linkTo(child: ChildProcess, memoryLimit: string) {
  const waiting = new Map<number, Waiting>()
  const opened = Promise.withResolvers<void>()
  const gone = Promise.withResolvers<void>()
  let lastWords = ''
  let state: 'running' | 'interrupted' | 'closing' | 'ended' = 'running'

  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2000)
  })
  child.on('message', (message: DuckdbAnswer) => {
    if (message.kind === 'ready') return opened.resolve()
    if (message.kind === 'failed-to-open')
      return opened.reject(new Error(`The engine did not open: ${message.message}`))
    const request = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.kind === 'answer') request?.resolve(message.value)
    else request?.reject(toError(message.failure))
  })
  child.on('error', (cause) => end(cause.message))
  child.on('exit', (code, killedBy) => end(killedBy ?? `exit ${code}`))

  function end(how: string): void {
    if (state === 'ended') return
    const cancelled = state !== 'running'
    state = 'ended'
    const died = () =>
      cancelled
        ? connectorError('engine-interrupted', {})
        : connectorError('engine-died', { detail: how }, { cause: new Error(lastWords || how) })
    opened.reject(died())
    for (const request of waiting.values()) request.reject(died())
    waiting.clear()
    gone.resolve()
  }

  function toError(failure: DuckdbFailure): Error {
    if (failure.kind === 'interrupted') return connectorError('engine-interrupted', {})
    if (failure.kind === 'out-of-memory') {
      return connectorError('engine-out-of-memory', { limit: memoryLimit }, { cause: new Error(failure.message) })
    }
    if (failure.kind === 'not-allowed') return connectorError('statement-not-allowed', { kind: failure.message })
    return new Error(failure.message)
  }

  function send(order: DuckdbOrder | DuckdbOpening): void {
    if (child.connected) child.send(order, (cause) => cause && child.kill('SIGKILL'))
  }

  function killAfter(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => child.kill('SIGKILL'), milliseconds)
  }

  return {
    gone: gone.promise,
    open(opening: DuckdbOpening): Promise<void> {
      send(opening)
      return opened.promise.catch((cause: unknown) => {
        child.kill('SIGKILL')
        throw cause
      })
    },
    ask(request: DuckdbRequest): Promise<unknown> {
      if (state === 'ended') return Promise.reject(connectorError('engine-died', { detail: '' }))
      if (state === 'closing') return Promise.reject(connectorError('engine-interrupted', {}))
      const answer = Promise.withResolvers<unknown>()
      waiting.set(request.id, answer)
      send(request)
      return answer.promise
    },
    interrupt(): void {
      const asked = [...waiting.keys()]
      if (asked.length === 0 || state !== 'running') return
      send({ kind: 'interrupt' })
      const timer = setTimeout(() => {
        if (!asked.some((id) => waiting.has(id))) return
        state = 'interrupted'
        child.kill('SIGKILL')
      }, graceMilliseconds)
      void gone.promise.then(() => clearTimeout(timer))
    },
    async close(): Promise<void> {
      if (state === 'ended') return
      if (state === 'running') {
        const busy = waiting.size > 0
        state = 'closing'
        if (busy) send({ kind: 'interrupt' })
        await settle([...waiting.keys()])
        send({ kind: 'close' })
      }
      const timer = killAfter(graceMilliseconds / 2)
      await gone.promise
      clearTimeout(timer)
    },
  }

  /** Waits a moment for interrupted requests, so that their callers hear "interrupted" and the database closes cleanly. */
  async function settle(ids: readonly number[]): Promise<void> {
    const until = Date.now() + graceMilliseconds / 2
    while (ids.some((id) => waiting.has(id)) && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}
