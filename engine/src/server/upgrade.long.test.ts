import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cloneHouse, npm } from './testing/newcomer.ts'

/** The last commit of the issue before this one: what it kept must open here, whole. */
const before = 'c23e4ab260263e057ff762acfc46c942e86797e8'
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
