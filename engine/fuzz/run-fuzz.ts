import { OutOfRangeError } from '../src/expression/index.ts'
import { checkPlan } from '../src/plan/check-plan.ts'
import { interpret } from '../src/plan/reference/interpret.ts'
import { NotSupportedError } from '../src/sql/dialects/index.ts'
import { type Engine, isOverflow } from './engines/engine.ts'
import type { Callable } from './generate/callables.ts'
import { vocabularyFor } from './generate/plans.ts'
import { worldOf } from './generate/world.ts'
import { makeDocumentCase } from './make-document.ts'
import { type Case, graphsPerWorld, makePlanCase, type Vocabulary } from './make-graph.ts'
import { countOccurrences, expectedFeatures, type Occurrences } from './occurrences.ts'
import { agree, type Finding, type Oracle, oracles } from './oracles/index.ts'
import { createRandom } from './random.ts'
import { reduce } from './reduce.ts'

export interface FuzzRequest {
  readonly seed: number
  readonly first: number
  readonly graphs: number
  readonly engines: readonly Engine[]
  readonly onDifference?: (difference: Difference) => void
  /** Only these callables, and nothing drawn: graphs that are small and quick; all if nothing is said. */
  readonly callables?: (callable: Callable) => boolean
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

export interface FuzzResult {
  readonly graphs: number
  readonly differences: readonly Difference[]
  readonly occurrences: Occurrences
  readonly expected: readonly string[]
  /** Answers compared per engine, and those that an engine does not support or stopped at an overflow. */
  readonly asked: ReadonlyMap<string, { compared: number; unsupported: number; stopped: number }>
}

/** Every second graph is made of what all engines compute, so that all have to answer; the others of everything that DuckDB does. */
const common = ['duckdb', 'postgres', 'mysql'] as const

export async function runFuzz({
  seed,
  first,
  graphs,
  engines,
  onDifference,
  callables,
  untilFirst,
}: FuzzRequest): Promise<FuzzResult> {
  const narrow = (all: Vocabulary): Vocabulary =>
    callables ? { ...all, callables: all.callables.filter(callables) } : all
  const vocabularies = [narrow(vocabularyFor(['duckdb'])), narrow(vocabularyFor(common))] as const
  const occurrences = countOccurrences()
  const differences: Difference[] = []
  const asked = new Map(engines.map(({ name }) => [name, { compared: 0, unsupported: 0, stopped: 0 }]))
  const loaded = new Set<string>()
  let made = 0
  for (let number = first; number < first + graphs; number++) {
    const vocabulary = vocabularies[number % 2] as Vocabulary
    made++
    let graph: Case
    try {
      graph =
        number % 4 === 3 && !callables
          ? makeDocumentCase(seed, number, vocabularies[0] as Vocabulary)
          : makePlanCase(seed, number, vocabulary)
      occurrences.note(graph, interpret(graph.place(graph.plan), graph.world))
    } catch (error) {
      throw new Error(`Graph ${number} of seed ${seed} cannot be made`, { cause: error })
    }
    const world = graph.document ? 'drawn' : String(Math.floor(number / graphsPerWorld))
    if (world === 'drawn' || !loaded.has(world)) for (const engine of engines) await load(engine, graph)
    loaded.add(world)
    for (const [at, engine] of engines.entries()) {
      for (const oracle of at === 0 ? oracles : [agree]) {
        const counts = asked.get(engine.name)
        const judge = (one: Case) => judged(one, { oracle, engine, vocabulary })
        const verdict = await judge(graph)
        if (counts && verdict === 'unsupported') counts.unsupported++
        else if (counts && verdict === 'stopped') counts.stopped++
        else if (counts) counts.compared++
        if (verdict === null || typeof verdict === 'string') continue
        const found = { seed, number, oracle: oracle.name, engine: engine.name, finding: verdict, graph }
        const difference = untilFirst ? found : await smallest(found, { oracle, engine, vocabulary })
        differences.push(difference)
        onDifference?.(difference)
        if (untilFirst) return { graphs: made, differences, occurrences, expected: [], asked }
        await load(engine, graph)
        break
      }
    }
  }
  return { graphs: made, differences, occurrences, expected: expectedFeatures(vocabularies[0]), asked }
}

async function load(engine: Engine, { tables }: Pick<Case, 'tables'>): Promise<void> {
  for (const table of tables) await engine.load(table)
}

interface Court {
  readonly oracle: Oracle
  readonly engine: Engine
  readonly vocabulary: Vocabulary
}

type Verdict = Finding | 'unsupported' | 'stopped' | null

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
    if (error instanceof OutOfRangeError || isOverflow(error)) return 'stopped'
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
