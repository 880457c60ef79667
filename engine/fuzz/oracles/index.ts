import { agree } from './agree.ts'
import { drawing } from './drawing.ts'
import { equivalent } from './equivalent.ts'
import { noOptimisation } from './no-optimisation.ts'
import { normalised } from './normalise.ts'
import type { Oracle } from './oracle.ts'
import { partition, partitionAggregate, partitionDistinct, partitionHaving } from './partition.ts'
import { pivot } from './pivot.ts'
import { roundTrip } from './round-trip.ts'
import { shares } from './shares.ts'
import { witnesses } from './witnesses.ts'

/** Asked of every graph on the first engine; the others answer `agree`. */
export const oracles: readonly Oracle[] = [
  agree,
  roundTrip,
  drawing,
  normalised,
  shares,
  witnesses,
  partition,
  partitionDistinct,
  partitionAggregate,
  partitionHaving,
  noOptimisation,
  equivalent,
  pivot,
]

export { type Finding, notAsked, type Oracle, type Probe } from './oracle.ts'
export { agree }
