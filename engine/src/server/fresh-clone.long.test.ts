import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** A newcomer's first minutes, from nothing but the commit: clone, `npm start`, again, `--reset`. Seconds are printed, not judged. */
const execute = promisify(execFile)
const house = new URL('../../..', import.meta.url).pathname
let folder = ''
let clone = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianmo-newcomer-'))
  clone = join(folder, 'jianmo')
  await execute('git', ['clone', '--quiet', '--no-hardlinks', house, clone])
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** Runs an npm script as a person does in a shell of their own. */
function npm(...args: string[]) {
  const { JIANMO_STATE: _state, DATABASE_URL: _url, NODE_ENV: _env, PATH: path = '', ...rest } = process.env
  // The machine's own Node, not the pinned one that this test runs on.
  const env = {
    ...rest,
    PATH: path
      .split(':')
      .filter((entry) => !entry.includes('node_modules'))
      .join(':'),
  }
  const started = performance.now()
  const done = spawnSync('npm', args, { cwd: clone, env, encoding: 'utf8', timeout: 800_000 })
  console.info(`npm ${args.join(' ')}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return { code: done.status, said: done.stdout + done.stderr }
}

describe('a fresh clone', () => {
  it('installs, makes the demo, runs the example model, says what it found, and exits 0', () => {
    const { code, said } = npm('start', '--silent', '--', '--once', '--port', '0')
    expect(said).toMatch(/红 red 20 · 橙 orange 19 · 黄 yellow 3 · 蓝 blue 3/)
    expect(code).toBe(0)
    expect(existsSync(join(clone, '.jianmo', 'catalog', 'PG_VERSION'))).toBe(true)
  })

  it('starts again with what it has, and finds the same', () => {
    const { code, said } = npm('start', '--silent', '--', '--once', '--port', '0')
    expect(said).not.toContain('Making the demo')
    expect(said).toMatch(/红 red 20 · 橙 orange 19 · 黄 yellow 3 · 蓝 blue 3/)
    expect(code).toBe(0)
  })

  it('leaves the checkout clean', () => {
    expect(spawnSync('git', ['status', '--porcelain'], { cwd: clone, encoding: 'utf8' }).stdout).toBe('')
  })

  it('starts over with --reset, which is a demo’s right', () => {
    const { code, said } = npm('start', '--silent', '--', '--reset', '--once', '--port', '0')
    expect(said).toContain('Making the demo')
    expect(code).toBe(0)
  })
})
