import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cloneHouse, npm } from './testing/newcomer.ts'

/** The last commit of the issue before this one: what it kept must open here, whole. */
const before = '09e7a0471ed5d5fbb474cdca81d6e5951d5a9eba'
const found = /红 red 20 · 橙 orange 19 · 黄 yellow 3 · 蓝 blue 3/
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianmo-upgrade-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('a state folder that the version before made', () => {
  it('opens here: the demo is not made again, its model runs, and it finds the same', async () => {
    const state = { JIANMO_STATE: join(folder, 'state') }
    const old = npm(await cloneHouse(folder, before), ['start', '--silent', '--', '--once', '--port', '0'], state)
    expect(old.said).toMatch(found)
    expect(old.code).toBe(0)

    const now = npm(await cloneHouse(folder), ['start', '--silent', '--', '--once', '--port', '0'], state)
    expect(now.said).not.toContain('Making the demo')
    expect(now.said).toMatch(found)
    expect(now.code).toBe(0)
  })
})
