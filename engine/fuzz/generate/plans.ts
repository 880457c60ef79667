import type { Dialect } from '../../src/expression/index.ts'
import { aggregates, loweringOf, windows } from '../../src/expression/index.ts'
import { columnsOf, inputsOf, joinKinds, type Plan, withInputs } from '../../src/plan/index.ts'
import { interpret, type Row, type World } from '../../src/plan/reference/interpret.ts'
import type { Random } from '../random.ts'
import { callablesFor } from './callables.ts'
import { builders } from './operators.ts'
import type { BuiltOperator, Draft, Site, Wishes } from './site.ts'

/** Joins of joins grow: more rows tell nothing that these do not. */
const mostRows = 60
const mostColumns = 24

/** A DAG of operators over the tables: the newest part is mostly built on, older ones again and again (diamonds, self-joins). */
export function createPlan(site: Site): Plan {
  const { random, wishes } = site
  const pool: Draft[] = []
  const add = (operator: BuiltOperator): void => {
    for (let attempt = 0; attempt < 4; attempt++) {
      const plan = builders[operator](site, (index = 0) => choose(pool, random, index))
      if (!plan || columnsOf(plan).length > mostColumns) continue
      const rows = rowsOf(plan, pool, site.world)
      if (rows.length > mostRows) continue
      pool.push({ plan, rows })
      return
    }
  }
  add('scan')
  const steps = [...wishes.operators, ...Array.from({ length: random.below(4) }, () => random.pick(inner))]
  for (const operator of random.shuffled(steps)) add(operator)
  // Calls that found no place yet get one.
  for (let left = wishes.callables.length; left > 0 && wishes.callables.length > 0; left--) add('project')
  // The newest reads most of the pool; the wishes above are in it unless an attempt failed.
  return (pool.at(-1) ?? choose(pool, random, 0)).plan
}

const inner: readonly BuiltOperator[] = [
  'project',
  'filter',
  'join',
  'aggregate',
  'window',
  'union',
  'distinct',
  'share',
  'sort',
]

/** The newest draft first; another (or the same once more) for a second input. */
function choose(pool: readonly Draft[], random: Random, index: number): Draft {
  const newest = pool.at(-1)
  if (!newest) throw new Error('No operator can stand on nothing')
  return index === 0 && random.chance(0.92) ? newest : random.pick(pool)
}

/** Rows of one more operator: what is below is known already. */
function rowsOf(plan: Plan, known: readonly Draft[], world: World): readonly Row[] {
  const drafts = new Map(known.map((draft) => [draft.plan, draft]))
  const inputs = inputsOf(plan)
  const names = new Map(inputs.map((input, index) => [input, `known:${index}`]))
  const flat = withInputs(
    plan,
    inputs.map((input) => {
      // What was put between (an `apart`, a project of some columns) is computed with it.
      if (!drafts.has(input)) return input
      return { op: 'read', relation: names.get(input) ?? '', columns: columnsOf(input), origin: [] } as const
    }),
  )
  return interpret(flat, {
    ...world,
    relation(name, columns) {
      const at = name.startsWith('known:') ? Number(name.slice('known:'.length)) : -1
      const input = inputs[at]
      return input ? (drafts.get(input)?.rows ?? []) : world.relation(name, columns)
    },
  })
}

/** What all of these dialects compute exactly. */
export function vocabularyFor(
  dialects: readonly Dialect[],
): Pick<Site, 'callables' | 'aggregates' | 'windows' | 'lists'> {
  const exact = (spec: Parameters<typeof loweringOf>[0]) =>
    dialects.every((dialect) => loweringOf(spec, dialect).fidelity === 'exact')
  return {
    lists: !dialects.includes('mysql'),
    callables: callablesFor(dialects),
    aggregates: aggregates.filter(exact),
    windows: windows.filter(exact),
  }
}

/** By turns: four graphs get the first few of everything, four the next, round and round. */
export function wishesOf(number: number, vocabulary: ReturnType<typeof vocabularyFor>): Wishes {
  const turn = <Item>(items: readonly Item[], count: number): Item[] =>
    items.length === 0
      ? []
      : Array.from(
          { length: Math.min(count, items.length) },
          (_, at) => items[(Math.floor(number / 4) * count + at) % items.length] as Item,
        )
  // Groups in one graph, partitions in the next: both at once would leave few rows.
  const round = Math.floor(number / 2)
  const groups = round % 2 === 0
  return {
    // Each in two graphs of eighty: the more there are in one, the longer it takes to plan.
    callables: turn(vocabulary.callables, Math.ceil(vocabulary.callables.length / 20)),
    aggregates: groups ? turn(vocabulary.aggregates, 3) : [],
    windows: groups ? [] : turn(vocabulary.windows, 3),
    joins: turn(joinKinds, 1),
    operators: [groups ? 'aggregate' : 'window', 'join', ...turn(Object.keys(builders) as BuiltOperator[], 2)],
  }
}
