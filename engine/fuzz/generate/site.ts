import type { AggregateSpec, WindowSpec } from '../../src/expression/index.ts'
import { columnsOf, type JoinKind, type Plan } from '../../src/plan/index.ts'
import type { Row, World } from '../../src/plan/reference/interpret.ts'
import type { Random } from '../random.ts'
import type { Callable } from './callables.ts'
import type { Soil } from './expressions.ts'
import { inexactColumns } from './inexact.ts'
import type { FuzzTable } from './world.ts'

export type BuiltOperator = Plan['op']

/** A plan and what it gives: the next operator is chosen with its rows in view. */
export interface Draft {
  readonly plan: Plan
  readonly rows: readonly Row[]
}

/** What one graph should contain, so that over many graphs everything occurs: taken by turns, not by luck. */
export interface Wishes {
  readonly callables: Callable[]
  readonly aggregates: AggregateSpec[]
  readonly windows: WindowSpec[]
  readonly joins: JoinKind[]
  readonly operators: BuiltOperator[]
}

export interface Site {
  readonly random: Random
  readonly tables: readonly FuzzTable[]
  readonly world: World
  readonly callables: readonly Callable[]
  readonly aggregates: readonly AggregateSpec[]
  readonly windows: readonly WindowSpec[]
  /** False for graphs that engines without lists answer too. */
  readonly lists: boolean
  readonly wishes: Wishes
  /** A name that no other node or column of the graph has. */
  readonly fresh: (stem: string) => string
}

export function soilOf(site: Site, { plan, rows }: Draft): Soil {
  const { random, world, callables, wishes, lists } = site
  const inexact = inexactColumns(plan)
  return { random, columns: columnsOf(plan), inexact, rows, world, callables, lists, wishes: wishes.callables }
}
