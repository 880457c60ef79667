import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectExactlyOnce } from './testing/expect-exactly-once.ts'

let root: string
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jianmo-killed-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

it('has every push exactly once after its process was killed four times, and the table equals the model', async () => {
  const { pushes } = await expectExactlyOnce(root, { kills: 4, seed: 7 })
  expect(pushes).toBe(12)
}, 120_000)
