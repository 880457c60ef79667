import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { serverError } from './errors.ts'
import { root } from './settings.ts'

interface Seed {
  readonly url: string
  readonly setupToken: string
  /** Superuser connection of the demo agencies' cluster. */
  readonly agencyUrl: string
  readonly signal: AbortSignal
}

/** Makes the demo province through the public API, as a person would. @throws seed-failed with what the seed said */
export function seedDemo({ url, setupToken, agencyUrl, signal }: Seed): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'examples', 'demo', 'seed.ts')], {
    cwd: root,
    env: { ...process.env, JIANMO_SERVER: url, JIANMO_SETUP_TOKEN: setupToken, JIANMO_AGENCY_URL: agencyUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGTERM',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-4000)
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', (cause) => reject(serverError('seed-failed', { detail: cause.message }, { cause })))
    child.on('exit', (code) => (code === 0 ? resolve() : reject(serverError('seed-failed', { detail: output }))))
  })
}
