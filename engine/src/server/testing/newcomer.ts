import { execFile, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const house = new URL('../../../..', import.meta.url).pathname

/** A clone of this checkout's history in `folder`, at a commit if one is given. */
export async function cloneHouse(folder: string, commit?: string): Promise<string> {
  const clone = join(folder, commit ?? 'jianmo')
  await execute('git', ['clone', '--quiet', '--no-hardlinks', house, clone])
  if (commit !== undefined) await execute('git', ['-C', clone, 'checkout', '--quiet', commit])
  return clone
}

/** Runs an npm script as a person does in a shell of their own, on the machine's own Node. Seconds are printed, not judged. */
export function npm(clone: string, args: readonly string[], own: Readonly<Record<string, string>> = {}) {
  const { JIANMO_STATE: _state, DATABASE_URL: _url, NODE_ENV: _env, PATH: path = '', ...rest } = process.env
  const machine = path
    .split(':')
    .filter((entry) => !entry.includes('node_modules'))
    .join(':')
  const started = performance.now()
  const done = spawnSync('npm', args, {
    cwd: clone,
    env: { ...rest, PATH: machine, ...own },
    encoding: 'utf8',
    timeout: 800_000,
  })
  console.info(`npm ${args.join(' ')}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return { code: done.status, said: done.stdout + done.stderr }
}
