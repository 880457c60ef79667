import { OutOfRangeError } from '../src/expression/index.ts'
import { checkPlan } from '../src/plan/check-plan.ts'
import { interpret } from '../src/plan/reference/interpret.ts'
import { NotSupportedError } from '../src/sql/dialects/index.ts'
import type { Engine } from './engines/engine.ts'
import type { Callable } from './generate/callables.ts'
import { vocabularyFor } from './generate/plans.ts'
import { worldOf } from './generate/world.ts'
import { makeDocumentCase } from './make-document.ts'
import { type Case, makePlanCase, type Vocabulary, worldNumber } from './make-graph.ts'
import { countOccurrences, expectedFeatures, type Occurrences } from './occurrences.ts'
import { agree, type Finding, notAsked, type Oracle, oracles } from './oracles/index.ts'
import { createRandom } from './random.ts'
import { reduce } from './reduce.ts'

export interface FuzzRequest {
  readonly seed: number
  /** Which graphs of the seed, in ascending order. */
  readonly numbers: readonly number[]
  readonly engines: readonly Engine[]
  readonly onDifference?: (difference: Difference) => void
  /** After each graph, how many there have been. */
  readonly onGraph?: (graphs: number) => void
  /** Only these callables, and nothing drawn: graphs that are small and quick; all if nothing is said. */
  readonly callables?: (callable: Callable) => boolean
  /** Ends after the graph at hand. */
  readonly signal?: AbortSignal
  /** Stop at the first difference (planted faults), and do not make it smaller. */
  readonly untilFirst?: boolean
}

export interface Difference {
  readonly seed: number
  readonly number: number
  readonly oracle: string
  readonly engine: string
  readonly finding: Finding
  readonly graph: Case
}

/** Answers compared, and those that an engine does not support or stopped at an overflow. */
export interface Asked {
  compared: number
  unsupported: number
  stopped: number
}

export interface FuzzResult {
  readonly graphs: number
  readonly differences: readonly Difference[]
  readonly occurrences: Occurrences
  readonly asked: Readonly<Record<string, Asked>>
}

/** Every second graph is made of what all engines compute, so that all have to answer; the others of everything that DuckDB does. */
const common = ['duckdb', 'postgres', 'mysql'] as const

/** What must occur if graphs are drawn by all rules. */
export const expectedEverywhere = (): readonly string[] => [
  ...expectedFeatures(vocabularyFor(['duckdb'])),
  ...oracles.map(({ name }) => `oracle ${name}`),
]

export async function runFuzz(request: FuzzRequest): Promise<FuzzResult> {
  const { seed, numbers, engines, onDifference, onGraph, callables, signal, untilFirst } = request
  const narrow = (all: Vocabulary): Vocabulary =>
    callables ? { ...all, callables: all.callables.filter(callables) } : all
  const everything = narrow(vocabularyFor(['duckdb']))
  const shared = narrow(vocabularyFor(common))
  const occurrences = countOccurrences()
  const differences: Difference[] = []
  const asked = Object.fromEntries(engines.map(({ name }) => [name, { compared: 0, unsupported: 0, stopped: 0 }]))
  let loaded = -1
  let graphs = 0
  for (const number of numbers) {
    if (signal?.aborted) break
    const vocabulary = number % 2 === 0 ? everything : shared
    graphs++
    let graph: Case
    try {
      graph =
        number % 4 === 3 && !callables
          ? makeDocumentCase(seed, number, everything)
          : makePlanCase(seed, number, vocabulary)
      occurrences.note(graph, interpret(graph.place(graph.plan), graph.world))
    } catch (error) {
      throw new Error(`Graph ${number} of seed ${seed} cannot be made`, { cause: error })
    }
    const isLoaded = !graph.document && loaded === worldNumber(number)
    if (!graph.document) loaded = worldNumber(number)
    const answered = new Set<string>()
    // The engines answer side by side: each of them waits for itself alone.
    const found = await Promise.all(
      engines.map(async (engine, at) => {
        if (!isLoaded) await load(engine, graph)
        const counts = asked[engine.name] as Asked
        const onAnswer = (oracle: string) => at === 0 && answered.add(oracle)
        return askedOf(graph, at === 0 ? oracles : [agree], {
          engine,
          vocabulary,
          counts,
          reduces: !untilFirst,
          onAnswer,
        })
      }),
    )
    for (const difference of found) {
      if (!difference) continue
      differences.push(difference)
      onDifference?.(difference)
      if (untilFirst) return { graphs, differences, occurrences, asked }
    }
    occurrences.add([...answered].map((oracle) => `oracle ${oracle}`))
    onGraph?.(graphs)
  }
  return { graphs, differences, occurrences, asked }
}

interface Asking {
  readonly engine: Engine
  readonly vocabulary: Vocabulary
  readonly counts: Asked
  readonly reduces: boolean
  /** An oracle had something to ask, and the answer was right. */
  readonly onAnswer: (oracle: string) => void
}

/** The first difference that one of the oracles finds, made smaller. */
async function askedOf(
  graph: Case,
  asked: readonly Oracle[],
  { engine, vocabulary, counts, reduces, onAnswer }: Asking,
): Promise<Difference | null> {
  for (const oracle of asked) {
    const verdict = await judged(graph, { oracle, engine, vocabulary })
    if (verdict === notAsked) continue
    if (verdict === null) onAnswer(oracle.name)
    if (verdict === 'unsupported') counts.unsupported++
    else if (verdict === 'stopped') counts.stopped++
    else counts.compared++
    if (verdict === null || typeof verdict === 'string') continue
    const { seed, number } = graph
    const found = { seed, number, oracle: oracle.name, engine: engine.name, finding: verdict, graph }
    if (!reduces) return found
    const difference = await smallest(found, { oracle, engine, vocabulary })
    await load(engine, graph)
    return difference
  }
  return null
}

async function load(engine: Engine, { tables }: Pick<Case, 'tables'>): Promise<void> {
  for (const table of tables) await engine.load(table)
}

interface Court {
  readonly oracle: Oracle
  readonly engine: Engine
  readonly vocabulary: Vocabulary
}

type Verdict = Finding | typeof notAsked | 'unsupported' | 'stopped' | null

async function judged(graph: Case, { oracle, engine, vocabulary }: Court): Promise<Verdict> {
  const { plan, place, world, seed, number, document } = graph
  const [broken] = checkPlan(plan)
  if (broken) return { what: `the plan breaks an invariant: ${broken}`, plan }
  try {
    const rows = interpret(place(plan), world)
    const random = createRandom(seed, 3, number, oracles.indexOf(oracle))
    return await oracle.check({
      plan,
      place,
      world,
      rows,
      engine,
      random,
      vocabulary,
      ...(document && plan === document.plan ? { drawn: document } : {}),
    })
  } catch (error) {
    if (error instanceof NotSupportedError) return 'unsupported'
    // A result that does not fit: the interpreter stops, or an engine that computes a value that nobody asked for.
    if (error instanceof OutOfRangeError || engine.isOverflow(error)) return 'stopped'
    return {
      what: `${engine.name}: ${error instanceof Error ? error.message : String(error)}`,
      plan,
      ...textOf(graph, engine),
    }
  }
}

function textOf({ plan, place }: Case, engine: Engine): { readonly sql?: string } {
  try {
    return { sql: engine.text(place(plan)) }
  } catch {
    return {}
  }
}

/** The case without what does not matter. If a plan that an oracle made differs by itself, that plan is the case. */
async function smallest(difference: Difference, court: Court): Promise<Difference> {
  const { graph, finding } = difference
  const isFinding = (verdict: Verdict): verdict is Finding => verdict !== null && typeof verdict !== 'string'
  const simple = { ...graph, plan: finding.plan }
  const byItself = court.oracle === agree ? null : await judged(simple, { ...court, oracle: agree })
  const [start, oracle] = isFinding(byItself) ? [simple, agree] : [graph, court.oracle]
  let last = isFinding(byItself) ? byItself : finding
  const reduced = await reduce(start, async (smaller) => {
    const one = { ...smaller, world: worldOf(smaller.tables) }
    if (one.tables !== start.tables) await load(court.engine, one)
    const verdict = await judged(one, { ...court, oracle })
    if (!isFinding(verdict) || kindOf(verdict) !== kindOf(last)) return false
    last = verdict
    return true
  })
  return { ...difference, oracle: oracle.name, finding: last, graph: reduced }
}

/** An engine's complaint may not turn into another one on the way. */
const kindOf = ({ what }: Finding) => what.replace(/[0-9"'`].*$/s, '').slice(0, 40)
