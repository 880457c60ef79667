import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { killWhileDelivering } from './testing/killed-deliveries.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jianmo-killed-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('a server that is killed at thirty moments of a delivery', () => {
  it('has every batch whole or not at all, none twice, and none less than it answered for', async () => {
    const options = { rounds: 30, killAfter: (round: number) => 40 * round, recordsPerPush: 2000, rowsPerFile: 30_000 }
    const rounds = await killWhileDelivering(folder, options)
    const seen = new Set<string>()
    for (const { pushes, unfinished, fileBatches, fileRows } of rounds) {
      for (const { answered, found, afterRetry } of pushes) {
        seen.add(`${answered ? 'answered' : 'unanswered'} ${found}`)
        expect(answered ? [2000] : [0, 2000]).toContain(found)
        expect(afterRetry).toBe(2000)
      }
      expect([unfinished, fileBatches, fileRows]).toEqual([0, 1, 30_000])
    }
    expect([...seen]).toEqual(expect.arrayContaining(['answered 2000', 'unanswered 0']))
  }, 900_000)
})
