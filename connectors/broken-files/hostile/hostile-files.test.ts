import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { connectorOf, openLanding } from '../../src/index.ts'
import { harmlessFiles, hostileFiles } from './files.ts'
import { runHostile } from './run-hostile.ts'

it('no hostile office file passes, and each is refused in words and in little memory', async () => {
  const results = await runHostile()
  expect(results.map(({ file, code, batches }) => [file.name, code, batches])).toEqual(
    hostileFiles.map(({ name, code }) => [name, code, 0]),
  )
  for (const { file, words, megabytes } of results) {
    expect(words.zh, file.name).toMatch(/[\u4e00-\u9fff]/)
    expect(words.en, file.name).toMatch(/[a-z]/)
    expect(megabytes, file.name).toBeLessThanOrEqual(100)
  }
  expect(results.length).toBeGreaterThanOrEqual(20)
})

it.each(harmlessFiles.map(({ name, make, rows }) => [name, make, rows] as const))(
  '%s are only values that are declared',
  async (_, make, rows) => {
    const root = await mkdtemp(join(tmpdir(), 'jianmo-harmless-'))
    try {
      const landing = openLanding(root)
      const place = { organizationId: 'a', sourceId: 'b' }
      await landing.importFile({ ...place, kind: 'xlsx', fileName: '表.xlsx', content: make() })
      const signal = new AbortController().signal
      await using source = await connectorOf('xlsx')?.open(
        {},
        { network: { allowed: [], refused: [] }, landing: landing.folder(place), signal },
      )
      expect(await source?.sample('表', 10)).toEqual(rows)
    } finally {
      await rm(root, { recursive: true, force: true })
    }
  },
)
