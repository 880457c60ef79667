import { fork } from 'node:child_process'
import { join } from 'node:path'
import { connectorError } from '../errors.ts'
import type { EncodingReading } from '../text/encoding-readings.ts'
import { ProductError } from '../words/errors.ts'
import { watchMemory } from './memory-watch.ts'
import type { ParseAnswer, ParseMessage } from './parse-process.ts'
import type { ParseOrder } from './parser.ts'
import type { ParseProgress } from './progress.ts'
import type { ParsedTable } from './table-writer.ts'

export interface ParseLimits {
  /** Resident memory of the parsing process: beyond it the process is ended. The heap may have all but 250 MB of it. */
  readonly memoryMegabytes: number
  readonly signal?: AbortSignal
  readonly onProgress?: ((progress: ParseProgress) => void) | undefined
  /** Previews of text files: the encodings that they may have, told before parsing begins. */
  readonly onEncodings?: (readings: readonly EncodingReading[]) => void
}

/** Parses in a process of its own. Throws the parser's ProductError, `import-died`, or `import-cancelled`. */
export async function parseFile(order: ParseOrder, limits: ParseLimits): Promise<readonly ParsedTable[]> {
  const { signal, memoryMegabytes, onProgress, onEncodings } = limits
  const compileCache = process.env['NODE_COMPILE_CACHE']
  const child = fork(join(import.meta.dirname, 'parse-process.ts'), [], {
    // What Node made of the TypeScript may be kept between imports; nothing else of the server's environment is told.
    env: compileCache === undefined ? {} : { NODE_COMPILE_CACHE: compileCache },
    cwd: order.folder,
    execArgv: [
      `--max-old-space-size=${Math.max(64, memoryMegabytes - 250)}`,
      '--max-semi-space-size=32',
      '--disable-warning=ExperimentalWarning',
    ],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let lastWords = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-2000)
  })
  const kill = () => child.kill('SIGKILL')
  signal?.addEventListener('abort', kill, { once: true })
  using memory = watchMemory(child.pid ?? 0, memoryMegabytes, kill)
  try {
    const answer = await new Promise<ParseAnswer | string>((resolve) => {
      let heard: ParseAnswer | null = null
      child.on('message', (message: ParseMessage) => {
        if (message.kind === 'progress') onProgress?.({ rows: message.rows, bytes: message.bytes })
        else if (message.kind === 'encodings') onEncodings?.(message.readings)
        else heard = message
      })
      child.on('error', (cause) => resolve(cause.message))
      child.on('close', (code, killedBy) => resolve(heard ?? killedBy ?? `exit ${code}`))
      child.send(order, () => undefined)
    })
    if (signal?.aborted) throw connectorError('import-cancelled', {})
    if (typeof answer === 'string') {
      const full = memory.exceeded || /heap out of memory|Allocation failed/.test(lastWords)
      throw connectorError(
        'import-died',
        { file: order.fileName, detail: full ? 'out of memory' : answer },
        { cause: new Error(lastWords) },
      )
    }
    if (answer.kind === 'refused') throw new ProductError(answer.error.code, answer.error.text, answer.error.data)
    if (answer.kind === 'failed') throw new Error(`Parsing ${order.kind} failed: ${answer.message}`)
    return answer.tables
  } finally {
    signal?.removeEventListener('abort', kill)
    if (child.exitCode === null && child.signalCode === null) kill()
  }
}
