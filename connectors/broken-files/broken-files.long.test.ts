import { expect, it } from 'vitest'
import { brokenKinds } from './kinds/index.ts'
import { runBrokenFiles } from './run-broken-files.ts'

it('more than 300 broken files lose no row and change no cell', async () => {
  const findings: string[] = []
  const order = {
    seed: 20_261_127,
    kinds: brokenKinds,
    filesOfEach: 8,
    onFinding: (line: string) => findings.push(line),
  }
  const result = await runBrokenFiles(order)
  expect(findings).toEqual([])
  expect(result.files).toBeGreaterThanOrEqual(300)
  expect(result).toMatchObject({ lost: 0, changed: 0, broken: 0 })
})
