import { ProductError } from '@jianmo/connectors/words'
import { accountsText, findingsText } from './print-findings.ts'
import { runDemo } from './run-demo.ts'
import { readSettings } from './settings.ts'
import { startServer } from './start.ts'

/** The process: starts everything, waits for a signal, and ends everything that it started. */
async function main(): Promise<number> {
  const held = new AsyncDisposableStack()
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort())
  const stopped = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()))

  try {
    const settings = readSettings(process.argv.slice(2), process.env)
    const started = await startServer({ settings, held, signal: stop.signal, say })
    if (started.interrupted.length > 0) {
      say(
        `${started.interrupted.length} 次未完成的运行已标为中断。`,
        `${started.interrupted.length} unfinished runs are now interrupted.`,
      )
    }
    if (started.demo) process.stdout.write(findingsText(await runDemo(started.house, stop.signal)))
    say(`打开 ${started.url}`, `open ${started.url}`)
    if (started.demo) process.stdout.write(accountsText())
    if (started.claimPath !== null) {
      say(
        `首次使用：用此一次性链接建立第一位管理员（24 小时内有效）：${started.url}${started.claimPath}`,
        'First use: make the first administrator with this one-time link (valid for 24 hours)',
      )
    }
    if (!settings.once) await stopped
    return 0
  } catch (cause) {
    if (stop.signal.aborted) return 0
    printFailure(cause)
    return 1
  } finally {
    stop.abort()
    await held.disposeAsync()
  }
}

function say(zh: string, en: string): void {
  process.stdout.write(`▸ ${zh}\n  ${en}\n`)
}

function printFailure(cause: unknown): void {
  if (cause instanceof ProductError) process.stderr.write(`\n✗ ${cause.text.zh}\n  ${cause.text.en}\n`)
  else
    process.stderr.write(
      `\n✗ 启动失败（内部错误） · The start failed on an internal error\n${cause instanceof Error ? cause.stack : String(cause)}\n`,
    )
}

// The exit is explicit: a library's idle timer must not keep a stopped server alive.
process.exit(await main())
