import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../settings.ts'

export type ServerProcess = ChildProcess & { output(): string }

/** `npm start` without a screen and without a demo, on a state folder of the test's own. */
export function spawnServer(args: readonly string[], env: Record<string, string>): ServerProcess {
  const child = spawn(process.execPath, [join(root, 'engine', 'src', 'server', 'main.ts'), ...args], {
    env: { ...process.env, JIANMO_SKIP_STUDIO: '1', JIANMO_SKIP_DEMO: '1', JIANMO_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
  return Object.assign(child, { output: () => output })
}

/** Waits for the end of a process; gives its exit code. */
export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)))
}

/** The address, and the path of the first administrator's page, once the server says that it is open. */
export async function opened(child: ServerProcess): Promise<{ url: string; claimPath: string | null }> {
  for (let wait = 0; wait < 2400; wait++) {
    const url = /open (http:\S+)/.exec(child.output())?.[1]
    if (url !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      return { url, claimPath: /\/setup\?token=\S+/.exec(child.output())?.[0] ?? null }
    }
    if (child.exitCode !== null) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`The server did not open:\n${child.output()}`)
}
