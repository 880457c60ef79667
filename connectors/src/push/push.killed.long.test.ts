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

it.each([1, 2, 3, 4, 5])(
  'has every push exactly once after forty kills, and the table equals the model (seed %i)',
  async (seed) => {
    const { pushes } = await expectExactlyOnce(join(root, String(seed)), { kills: 40, seed })
    expect(pushes).toBe(120)
  },
)
