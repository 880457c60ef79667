import type { OrderItem } from '../../src/plan/index.ts'
import type { Soil } from './expressions.ts'

/** By every column, so that only rows that are equal in all of them tie. */
export function totalOrder({ random, columns }: Pick<Soil, 'random' | 'columns'>): readonly OrderItem[] {
  return random.shuffled(columns).map(({ id }) => ({
    column: id,
    direction: random.chance(0.5) ? 'ascending' : 'descending',
    ...(random.chance(0.5) ? { nulls: random.chance(0.5) ? 'first' : 'last' } : {}),
  }))
}
