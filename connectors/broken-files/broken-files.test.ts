import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Landing, openLanding } from '../src/landing/index.ts'
import { checkFile } from './check-file.ts'
import { faults } from './faults.ts'
import { brokenKinds } from './kinds/index.ts'
import { createRandom } from './random.ts'
import { runBrokenFiles } from './run-broken-files.ts'

let root: string
let landing: Landing

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'jianmo-broken-test-'))
  // Ninety processes parse the same few modules: half of their time, if nobody keeps what Node made of them.
  process.env['NODE_COMPILE_CACHE'] ??= join(root, 'compile-cache')
  landing = openLanding(join(root, 'landing'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

describe('broken files', () => {
  it('of every kind lose no row and change no cell', async () => {
    const findings: string[] = []
    const result = await runBrokenFiles({
      seed: 5,
      kinds: brokenKinds,
      filesOfEach: 1,
      onFinding: (line) => findings.push(line),
    })
    expect(findings).toEqual([])
    expect(result).toMatchObject({ files: brokenKinds.length, lost: 0, changed: 0, broken: 0 })
    expect(brokenKinds.length).toBeGreaterThanOrEqual(25)
    expect(new Set(brokenKinds.map(({ name }) => name)).size).toBe(brokenKinds.length)
  })

  it('are refused only where no row of them can be trusted', async () => {
    const refused = brokenKinds.filter(({ make }) => 'refused' in make(createRandom(1)).truth)
    expect(refused.map(({ name }) => name)).toEqual([
      'broken-header',
      'not-text',
      'xlsx-string-index',
      'xlsx-cut-off',
      'xlsx-wrong-bytes',
      'xlsx-twice',
    ])
  })
})

describe('the check of broken files', () => {
  const samples = ['scientific-ids', 'short-rows', 'needless-quotes', 'xlsx-numeric-ids', 'xlsx-footers']

  it.each(faults.map(({ name, tamper }) => [name, tamper] as const))('finds an importer that %s', async (_, tamper) => {
    const kinds = brokenKinds.filter(({ name }) => samples.includes(name))
    let spoilt = 0
    let found = 0
    for (const kind of kinds) {
      let touched = false
      const findings = await checkFile(landing, kind, kind.make(createRandom(3)), (landed) => {
        const after = tamper(landed)
        touched = JSON.stringify(after) !== JSON.stringify(landed)
        return after
      })
      if (touched) spoilt++
      if (findings.lost.length + findings.changed.length + findings.broken.length > 0) found++
      if (found > 0) break
    }
    expect([spoilt > 0, found]).toEqual([true, spoilt === 0 ? 0 : 1])
  })
})
