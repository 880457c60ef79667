import { expect, it } from 'vitest'
import { openEngines } from './engines/index.ts'
import { showDifference } from './print.ts'
import { runFuzz } from './run-fuzz.ts'

it('finds no difference between the interpreter and DuckDB in 40 graphs', async () => {
  await using engines = await openEngines(['duckdb'])
  const { graphs, differences } = await runFuzz({ seed: 1, numbers: [...Array(40).keys()], engines: engines.all })
  expect(differences.map(showDifference)).toEqual([])
  expect(graphs).toBe(40)
}, 180_000)
