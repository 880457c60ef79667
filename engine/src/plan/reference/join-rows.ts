import { keyOf } from '../../expression/index.ts'
import { columnsOf } from '../columns-of.ts'
import type { JoinPlan, Plan } from '../plan.ts'
import { type Evaluator, placesOf, type Row, type World } from './world.ts'

interface Sides {
  readonly left: readonly Row[]
  readonly right: readonly Row[]
}

interface JoinWorld extends Omit<World, 'relation'> {
  readonly evaluator: (plans: readonly Plan[], world: Omit<World, 'relation'>) => Evaluator
}

/** Every pair of rows is looked at. A NULL key has no partner, and is none. */
export function joinRows({ kind, left, right, keys, on }: JoinPlan, rows: Sides, world: JoinWorld): readonly Row[] {
  const pairs = keys.map((key) => ({ left: placesOf(left)(key.left), right: placesOf(right)(key.right) }))
  const value = world.evaluator([left, right], world)
  const isPartner = (a: Row, b: Row) =>
    pairs.every(
      ({ left: l, right: r }) => a[l] !== null && b[r] !== null && keyOf(a[l] ?? null) === keyOf(b[r] ?? null),
    ) &&
    (on === null || value(on, [...a, ...b]) === true)
  if (kind === 'semi') return rows.left.filter((a) => rows.right.some((b) => isPartner(a, b)))
  if (kind === 'anti') return rows.left.filter((a) => !rows.right.some((b) => isPartner(a, b)))

  const absentLeft = columnsOf(left).map(() => null)
  const absentRight = columnsOf(right).map(() => null)
  const found = rows.left.flatMap((a) => {
    const partners = rows.right.filter((b) => isPartner(a, b)).map((b) => [...a, ...b])
    return partners.length === 0 && (kind === 'left' || kind === 'full') ? [[...a, ...absentRight]] : partners
  })
  if (kind !== 'right' && kind !== 'full') return found
  const lonely = rows.right.filter((b) => !rows.left.some((a) => isPartner(a, b)))
  return [...found, ...lonely.map((b) => [...absentLeft, ...b])]
}
