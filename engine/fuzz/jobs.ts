import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type engineNames, openEngines } from './engines/index.ts'
import { worldNumber } from './make-graph.ts'
import type { Tally } from './occurrences.ts'
import { showDifference } from './print.ts'
import { type Asked, runFuzz } from './run-fuzz.ts'

export interface Job {
  readonly seed: number
  readonly numbers: readonly number[]
  readonly engines: readonly (typeof engineNames)[number][]
}

/** What jobs found, added up; plain, so that it crosses from one process to another. */
export interface Summary {
  readonly differences: number
  readonly tally: Tally
  readonly asked: Readonly<Record<string, Asked>>
}

export type Report = { readonly shown: string } | { readonly graphs: number } | { readonly summary: Summary }

/** Graphs in this process; differences are told as they are found. */
export async function runJob(
  { seed, numbers, engines: names }: Job,
  tell: (report: Report) => void,
  signal: AbortSignal,
): Promise<Summary> {
  await using engines = await openEngines(names)
  const { differences, occurrences, asked } = await runFuzz({
    seed,
    numbers,
    signal,
    engines: engines.all,
    onDifference: (difference) => tell({ shown: showDifference(difference) }),
    onGraph: (graphs) => tell({ graphs }),
  })
  return { differences: differences.length, tally: occurrences.tally, asked }
}

/** The same in several processes. A graph is the same whichever of them makes it; graphs over the same tables stay together. */
export async function runJobs(
  { jobs, ...job }: Job & { readonly jobs: number },
  tell: (report: Report) => void,
  signal: AbortSignal,
): Promise<Summary> {
  const parts = Array.from({ length: jobs }, (_, at) =>
    job.numbers.filter((number) => worldNumber(number) % jobs === at),
  )
  const made = new Map<number, number>()
  const summaries = await Promise.all(
    parts
      .filter(({ length }) => length > 0)
      .map((numbers, at) => {
        const sum = (report: Report) => {
          if (!('graphs' in report)) return tell(report)
          made.set(at, report.graphs)
          tell({ graphs: [...made.values()].reduce((all, count) => all + count, 0) })
        }
        return runChild({ ...job, numbers }, sum, signal)
      }),
  )
  return summaries.reduce(sumOf)
}

const entry = fileURLToPath(new URL('job.ts', import.meta.url))

function runChild(job: Job, tell: (report: Report) => void, signal: AbortSignal): Promise<Summary> {
  return new Promise((resolve, reject) => {
    const child = fork(entry)
    let found: Summary | null = null
    child.on('message', (report: Report) => {
      if ('summary' in report) found = report.summary
      else tell(report)
    })
    child.once('error', reject)
    child.once('exit', (code) => (found ? resolve(found) : reject(new Error(`A job ended with ${code}`))))
    signal.addEventListener('abort', () => child.kill())
    child.send(job)
  })
}

function sumOf(one: Summary, other: Summary): Summary {
  const added = <Key extends string>(a: Readonly<Record<Key, number>>, b: Readonly<Record<Key, number>>) =>
    Object.fromEntries(
      [...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => [
        key,
        (a[key as Key] ?? 0) + (b[key as Key] ?? 0),
      ]),
    ) as Record<Key, number>
  return {
    differences: one.differences + other.differences,
    tally: {
      graphs: one.tally.graphs + other.tally.graphs,
      withRows: one.tally.withRows + other.tally.withRows,
      counts: added(one.tally.counts, other.tally.counts),
    },
    asked: Object.fromEntries(
      Object.entries(one.asked).map(([name, counts]) => [
        name,
        added({ ...counts }, { ...(other.asked[name] ?? counts) }),
      ]),
    ),
  }
}
