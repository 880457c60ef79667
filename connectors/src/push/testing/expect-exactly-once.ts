import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { killPushes } from './kill-pushes.ts'
import { applied, tableOf } from './model.ts'

/** Kills pushing processes, and holds the log against what was pushed: nothing lost, nothing twice, nothing half. */
export async function expectExactlyOnce(landing: string, options: { readonly kills: number; readonly seed: number }) {
  const killed = await killPushes(landing, options)
  const keys = killed.inLog.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys).toHaveLength(killed.pushes)
  for (const key of killed.answered) expect(keys).toContain(key)
  const { rows, numbers } = await tableOf(landing, join(landing, 'extract.csv'))
  expect(rows).toEqual(applied(killed.inLog.map(({ changes }) => changes)))
  expect(new Set(numbers).size).toBe(numbers.length)
  // Nothing that was written aside and never became a batch is left.
  const numbered = readdirSync(join(landing, 'push')).filter((name) => name.endsWith('.jsonl'))
  expect(readdirSync(join(landing, 'push', 'aside')).length).toBeLessThanOrEqual(numbered.length)
  return killed
}
