import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..', '..', '..')

export interface ServerStart {
  readonly cold: number | null
  readonly warm: number | null
}

/**
 * Seconds from the command to an answering server: cold on an empty state folder, then warm on the same. Null: it did not
 * start, or was interrupted; then the server is gone when this resolves.
 */
export async function measureServerStart(interrupted: AbortSignal): Promise<ServerStart> {
  const state = await mkdtemp(join(tmpdir(), 'jianmo-bench-state-'))
  try {
    const cold = await startOnce(state, interrupted)
    return { cold, warm: cold === null ? null : await startOnce(state, interrupted) }
  } finally {
    await rm(state, { recursive: true, force: true })
  }
}

async function startOnce(state: string, interrupted: AbortSignal): Promise<number | null> {
  if (interrupted.aborted) return null
  const port = await freePort()
  const began = performance.now()
  const server = spawn(process.execPath, [join(root, 'engine', 'bin', 'start.mjs')], {
    cwd: root,
    env: { ...process.env, JIANMO_STATE: join(state, 'state'), JIANMO_PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  let ended = false
  server.on('exit', () => {
    ended = true
  })
  let seconds: number | null = null
  while (!ended && !interrupted.aborted && seconds === null && performance.now() - began < 300_000) {
    const answers = await fetch(`http://127.0.0.1:${port}/health`).then(
      (response) => response.ok,
      () => false,
    )
    if (answers) seconds = (performance.now() - began) / 1000
    else await new Promise((done) => setTimeout(done, 50))
  }
  server.kill('SIGINT')
  const killing = setTimeout(() => server.kill('SIGKILL'), 20_000)
  while (!ended) await new Promise((done) => setTimeout(done, 50))
  clearTimeout(killing)
  return seconds
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address !== null ? done(address.port) : fail(new Error('no port')),
      )
    })
  })
}
