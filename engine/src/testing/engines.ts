import { startDuckdb } from './duckdb-engine.ts'
import { startMariadbEngine } from './mariadb-engine.ts'
import { startPostgres } from './postgres-engine.ts'
import type { TestEngine } from './test-engine.ts'

export type { TestColumn, TestEngine, TestStatement } from './test-engine.ts'
export { validateTrino } from './validate-trino.ts'

const starters = { duckdb: startDuckdb, postgres: startPostgres, mariadb: startMariadbEngine } as const

/** Real engines, started side by side. */
export interface TestEngines extends AsyncDisposable {
  readonly all: readonly TestEngine[]
}

export async function startEngines(
  names: readonly TestEngine['name'][] = ['duckdb', 'postgres', 'mariadb'],
): Promise<TestEngines> {
  const started = await Promise.allSettled(names.map((name) => starters[name]()))
  const all = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  const dispose = async () => {
    await Promise.all(all.map((engine) => engine[Symbol.asyncDispose]()))
  }
  const failed = started.find((one) => one.status === 'rejected')
  if (failed) {
    await dispose()
    throw failed.reason
  }
  return { all, [Symbol.asyncDispose]: dispose }
}
