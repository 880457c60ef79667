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

describe('a server that is killed while an agency delivers', () => {
  it('has every batch whole or not at all, none twice, and none less than it answered for', async () => {
    const options = { rounds: 1, killAfter: () => 400, recordsPerPush: 4000, rowsPerFile: 60_000 }
    const rounds = await killWhileDelivering(folder, options)
    for (const { pushes, unfinished, fileBatches, fileRows } of rounds) {
      for (const { answered, found, afterRetry } of pushes) {
        expect(answered ? [4000] : [0, 4000]).toContain(found)
        expect(afterRetry).toBe(4000)
      }
      expect([unfinished, fileBatches, fileRows]).toEqual([0, 1, 60_000])
    }
  }, 180_000)
})
