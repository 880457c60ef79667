import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { engineNames } from './engines/index.ts'
import { type Report, runJob, runJobs } from './jobs.ts'
import { report } from './occurrences.ts'
import { showAsked } from './print.ts'
import { findFaults } from './run-faults.ts'
import { expectedEverywhere } from './run-fuzz.ts'

const { values } = parseArgs({
  options: {
    graphs: { type: 'string', default: '300' },
    /** The first of them, to go on where a run was stopped. */
    from: { type: 'string', default: '0' },
    seed: { type: 'string' },
    /** One graph of a seed again. */
    graph: { type: 'string' },
    engines: { type: 'string', default: engineNames.join() },
    jobs: { type: 'string', default: String(Math.min(2, availableParallelism())) },
    faults: { type: 'boolean', default: false },
  },
})
const say = (text: string) => process.stdout.write(`${text}\n`)
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const isOne = values.graph !== undefined
const [first, graphs] = isOne ? [Number(values.graph), 1] : [Number(values.from), Number(values.graphs)]

if (values.faults) {
  const results = await findFaults({ seed, graphs })
  for (const { fault, found } of results)
    say(found ? `found: ${fault} (seed ${found.seed}, graph ${found.graph}, ${found.oracle})` : `NOT FOUND: ${fault}`)
  say(`${results.filter(({ found }) => found).length} of ${results.length} planted faults found`)
  process.exit(results.every(({ found }) => found) ? 0 : 1)
}
const engines = engineNames.filter((name) => values.engines.split(',').includes(name))
const jobs = isOne ? 1 : Number(values.jobs)
say(`seed ${seed}, ${engines.join(', ')}${jobs > 1 ? `, ${jobs} processes` : ''}`)
const started = performance.now()
const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`
let told = 0
const tell = (one: Report) => {
  if ('shown' in one) say(one.shown)
  if (!('graphs' in one) || one.graphs < told + 500) return
  told = one.graphs
  say(`${told} of ${graphs} graphs, ${seconds()}`)
}
const ended = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => ended.abort())
const job = { seed, numbers: Array.from({ length: graphs }, (_, at) => first + at), engines }
const { differences, tally, asked } = await (jobs > 1
  ? runJobs({ ...job, jobs }, tell, ended.signal)
  : runJob(job, tell, ended.signal))
const { lines, failures } = report(tally, expectedEverywhere())
for (const line of [...(isOne ? [] : lines), ...showAsked(asked), ...(isOne ? [] : failures)]) say(line)
say(seconds())
say(`${tally.graphs} graphs, ${differences} differences`)
if (ended.signal.aborted) say(`stopped before all ${graphs} were made`)
process.exitCode = ended.signal.aborted || differences > 0 || (!isOne && failures.length > 0) ? 1 : 0
