import type { GraphDocument } from '../src/graph/index.ts'
import type { Plan } from '../src/plan/index.ts'
import type { World } from '../src/plan/reference/interpret.ts'
import type { CompileContext } from '../src/sql/index.ts'
import { createPlan, type vocabularyFor, wishesOf } from './generate/plans.ts'
import { createTables, type FuzzTable, worldOf } from './generate/world.ts'
import { placeScans } from './place.ts'
import { createRandom } from './random.ts'

export type Vocabulary = ReturnType<typeof vocabularyFor>

/** One graph: what to compute, over which tables. */
export interface Case {
  readonly seed: number
  readonly number: number
  readonly tables: readonly FuzzTable[]
  readonly world: World
  readonly plan: Plan
  /** Makes scans readable. */
  readonly place: (plan: Plan) => Plan
  /** What it was drawn as, if it was. */
  readonly document?: Drawn
}

export interface Drawn {
  readonly document: GraphDocument
  readonly context: CompileContext
  readonly nodeId: string
  readonly port: string
  /** The plan of that port; a smaller one was not drawn. */
  readonly plan: Plan
}

/** Graphs that read the same tables: loading them anew for each would be most of the time. */
const graphsPerWorld = 10

export const worldNumber = (number: number): number => Math.floor(number / graphsPerWorld)

const tablesOf = (seed: number, number: number): readonly FuzzTable[] =>
  createTables(createRandom(seed, 1, worldNumber(number)))

/** Graph `number` of a seed: depends on these two and on the catalogue, not on the graphs before it. */
export function makePlanCase(seed: number, number: number, vocabulary: Vocabulary): Case {
  const tables = tablesOf(seed, number)
  const world = worldOf(tables)
  let count = 0
  const plan = createPlan({
    random: createRandom(seed, 2, number),
    tables,
    world,
    ...vocabulary,
    wishes: wishesOf(number, vocabulary),
    fresh: (stem) => `${stem}-${++count}`,
  })
  return { seed, number, tables, world, plan, place: placeScans }
}
