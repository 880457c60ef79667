import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cloneHouse, npm as npmIn } from './testing/newcomer.ts'

/** A newcomer's first minutes, from nothing but the commit: clone, `npm start`, again, `--reset`. Seconds are printed, not judged. */
let folder = ''
let clone = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianmo-newcomer-'))
  clone = await cloneHouse(folder)
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const npm = (...args: string[]) => npmIn(clone, args)

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
