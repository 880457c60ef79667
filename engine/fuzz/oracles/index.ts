import { agree } from './agree.ts'
import { drawing } from './drawing.ts'
import { equivalent } from './equivalent.ts'
import { noOptimisation } from './no-optimisation.ts'
import { normalised } from './normalise.ts'
import type { Oracle } from './oracle.ts'
import { partition } from './partition.ts'
import { pivot } from './pivot.ts'
import { shares } from './shares.ts'
import { witnesses } from './witnesses.ts'

/** Asked of every graph on the first engine; the others answer `agree`. */
export const oracles: readonly Oracle[] = [
  agree,
  drawing,
  normalised,
  shares,
  witnesses,
  partition,
  noOptimisation,
  equivalent,
  pivot,
]

export type { Finding, Oracle, Probe } from './oracle.ts'
export { agree }
