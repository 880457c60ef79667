import { parseArgs } from 'node:util'
import { engineNames, openEngines } from './engines/index.ts'
import { report } from './occurrences.ts'
import { showAsked, showDifference } from './print.ts'
import { findFaults } from './run-faults.ts'
import { runFuzz } from './run-fuzz.ts'

const { values } = parseArgs({
  options: {
    graphs: { type: 'string', default: '300' },
    seed: { type: 'string' },
    /** One graph of a seed again. */
    graph: { type: 'string' },
    engines: { type: 'string', default: engineNames.join() },
    faults: { type: 'boolean', default: false },
  },
})
const say = (text: string) => process.stdout.write(`${text}\n`)
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const first = Number(values.graph ?? 0)
const graphs = values.graph === undefined ? Number(values.graphs) : 1

if (values.faults) {
  const results = await findFaults({ seed, graphs })
  for (const { fault, found } of results)
    say(found ? `found: ${fault} (seed ${found.seed}, graph ${found.graph}, ${found.oracle})` : `NOT FOUND: ${fault}`)
  say(`${results.filter(({ found }) => found).length} of ${results.length} planted faults found`)
  process.exit(results.every(({ found }) => found) ? 0 : 1)
}
await using engines = await openEngines(engineNames.filter((name) => values.engines.split(',').includes(name)))
say(`seed ${seed}, ${engines.all.map(({ name }) => name).join(', ')}`)
const started = performance.now()
const result = await runFuzz({
  seed,
  first,
  graphs,
  engines: engines.all,
  onDifference: (one) => say(showDifference(one)),
})
const { lines, failures } = report(result.occurrences, result.expected)
if (values.graph === undefined) for (const line of lines) say(line)
for (const line of showAsked(result.asked)) say(line)
if (values.graph === undefined) for (const failure of failures) say(failure)
say(`${((performance.now() - started) / 1000).toFixed(1)} s`)
say(`${result.graphs} graphs, ${result.differences.length} differences`)
process.exitCode = result.differences.length > 0 || (values.graph === undefined && failures.length > 0) ? 1 : 0
