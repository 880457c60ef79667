import { startEngines } from '../src/testing/engines.ts'
import { engineOf } from './engines/engine.ts'
import { faults } from './faults.ts'
import type { Callable } from './generate/callables.ts'
import { runFuzz } from './run-fuzz.ts'

export interface FaultResult {
  readonly fault: string
  /** The graph that showed it, and by which oracle; null if none did. */
  readonly found: { readonly seed: number; readonly graph: number; readonly oracle: string } | null
}

/** The faults are made in operators and in these: graphs of them alone show a fault within seconds. */
const callables = ({ id, family }: Callable) =>
  family === 'operator' || ['days_between', 'concat', 'coalesce', 'if', 'contains', 'length'].includes(id)

/** Plants each fault in DuckDB's queries and runs the fuzz until it shows. */
export async function findFaults({
  seed,
  graphs,
}: {
  readonly seed: number
  readonly graphs: number
}): Promise<readonly FaultResult[]> {
  await using engines = await startEngines(['duckdb'])
  const sound = engines.all.map((engine) => engineOf(engine))
  const numbers = Array.from({ length: graphs }, (_, number) => number)
  const results: FaultResult[] = []
  for (const { name, bend } of faults) {
    const bent = engines.all.map((engine) => engineOf(engine, bend))
    const { differences } = await runFuzz({ seed, numbers, engines: bent, callables, untilFirst: true })
    const [shown] = differences
    // What differs without the fault, too, is a mistake of ours and no credit to anybody.
    const plain =
      shown && (await runFuzz({ seed, numbers: [shown.number], engines: sound, callables, untilFirst: true }))
    const first = plain?.differences.length === 0 ? shown : undefined
    results.push({ fault: name, found: first ? { seed, graph: first.number, oracle: first.oracle } : null })
  }
  return results
}
