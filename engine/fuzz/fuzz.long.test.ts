import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { findFaults } from './run-faults.ts'

const main = fileURLToPath(new URL('main.ts', import.meta.url))

it('finds no difference between the interpreter, DuckDB, PostgreSQL and MariaDB in 300 graphs', () => {
  const { stdout, status } = spawnSync(process.execPath, [main, '--graphs', '300', '--seed', '1'], { encoding: 'utf8' })
  console.info(stdout)
  expect(stdout.trimEnd().split('\n').at(-1), stdout).toBe('300 graphs, 0 differences')
  expect(status, stdout).toBe(0)
})

it('finds every planted fault', async () => {
  const results = await findFaults({ seed: 7, graphs: 300 })
  expect(results.filter(({ found }) => found === null)).toEqual([])
  expect(results.length).toBeGreaterThanOrEqual(10)
})
