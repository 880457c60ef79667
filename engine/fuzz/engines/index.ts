import { startEngines, type TestEngine } from '../../src/testing/engines.ts'
import { type Engine, engineOf } from './engine.ts'

export const engineNames = ['duckdb', 'postgres', 'mariadb'] as const satisfies readonly TestEngine['name'][]

/** Real engines, started side by side and closed together. */
export async function openEngines(
  names: readonly TestEngine['name'][],
): Promise<AsyncDisposable & { readonly all: readonly Engine[] }> {
  const engines = await startEngines(names)
  return {
    all: engines.all.map((engine) => engineOf(engine)),
    [Symbol.asyncDispose]: () => engines[Symbol.asyncDispose](),
  }
}

export type { Bend, Engine } from './engine.ts'
