import { columnsOf, keepColumn, type Plan, type PlanColumn, pruneColumns } from '../../src/plan/index.ts'
import { interpret, type Row, type World } from '../../src/plan/reference/interpret.ts'
import { differenceOf } from '../compare.ts'
import type { Engine } from '../engines/engine.ts'
import type { Soil } from '../generate/expressions.ts'
import { inexactColumns } from '../generate/inexact.ts'
import type { Drawn } from '../make-graph.ts'
import type { Random } from '../random.ts'

/** A plan under test, and everything to judge it by. */
export interface Probe {
  /** Over scans; `place` makes it readable by engines and the interpreter. */
  readonly plan: Plan
  readonly place: (plan: Plan) => Plan
  readonly world: World
  /** What it means: the interpreter's rows. */
  readonly rows: readonly Row[]
  readonly engine: Engine
  readonly drawn?: Drawn
  /** Of this graph and oracle, so that a smaller plan is judged with the same dice. */
  readonly random: Random
  readonly vocabulary: Pick<Soil, 'callables'>
}

/** Two answers to one question that differ, or an invariant that is broken. */
export interface Finding {
  readonly what: string
  readonly plan: Plan
  readonly sql?: string
  readonly missing?: readonly Row[]
  readonly extra?: readonly Row[]
}

/** What an oracle says of a plan that it has nothing to ask about. */
export const notAsked = 'not asked'

export interface Oracle {
  readonly name: string
  readonly check: (probe: Probe) => Promise<Finding | typeof notAsked | null>
}

/** What the engine says to a plan, against the rows that it must give. */
export async function expectRows(
  probe: Probe,
  plan: Plan,
  expected: readonly Row[],
  what: string,
): Promise<Finding | null> {
  const placed = probe.place(plan)
  const found = await probe.engine.rows(placed)
  return compared({ what, plan, sql: probe.engine.text(placed) }, expected, found)
}

export function compared(
  about: { readonly what: string; readonly plan: Plan; readonly sql?: string },
  expected: readonly Row[],
  found: readonly Row[],
): Finding | null {
  const types = columnsOf(about.plan).map(({ type }) => type)
  const difference = differenceOf(expected, found, types)
  return difference && { ...about, ...difference }
}

export const meaning = ({ place, world }: Pick<Probe, 'place' | 'world'>, plan: Plan): readonly Row[] =>
  interpret(place(plan), world)

/**
 * The plan with a few of its columns, and nothing computed that they do not need. For oracles about which rows there are: what
 * the columns hold `agree` has compared, and SQL of all of them at every question was two thirds of the time.
 */
export function narrowed(probe: Probe, wanted: (column: PlanColumn) => boolean = () => true): Probe | null {
  const { random } = probe
  const kept = random.shuffled(columnsOf(probe.plan).filter(wanted)).slice(0, 1 + random.below(4))
  if (kept.length === 0) return null
  const columns = kept.map((column) => keepColumn(column))
  const whole: Plan = { op: 'project', input: probe.plan, columns, origin: ['narrow'] }
  const plan = pruneColumns(whole, new Set(kept.map(({ id }) => id)))
  return { ...probe, plan, rows: meaning(probe, plan) }
}

/** For conditions over what the plan gives. */
export const soilOfRows = ({ plan, rows, random, world, vocabulary }: Probe): Soil => ({
  random,
  columns: columnsOf(plan),
  inexact: inexactColumns(plan),
  rows,
  world,
  callables: vocabulary.callables,
  lists: false,
  wishes: [],
})
