import { build, mapExpression, type TypedExpression } from '../../src/expression/index.ts'
import type { Plan } from '../../src/plan/index.ts'
import { conditionOf } from '../generate/expressions.ts'
import type { Random } from '../random.ts'
import { expectRows, meaning, narrowed, notAsked, type Oracle, soilOfRows } from './oracle.ts'

const no = build.literal('boolean', false)

/** Other ways to say the same, in three-valued logic. */
const conditions: readonly ((p: TypedExpression) => TypedExpression)[] = [
  (p) => build.call('or', 'boolean', p, no),
  (p) => build.call('and', 'boolean', p, build.truth),
  (p) => build.not(build.not(p)),
  (p) => build.choose('boolean', [{ when: build.truth, gives: p }], build.not(p)),
  (p) =>
    build.choose(
      'boolean',
      [{ when: build.isNull(p), gives: build.nullOf('boolean') }],
      build.call('is-true', 'boolean', p),
    ),
  (p) => build.call('coalesce', 'boolean', p, p),
  (p) => build.call('and', 'boolean', p, build.call('or', 'boolean', p, p)),
]

const opposite: Readonly<Record<string, string>> = { '=': '<>', '<>': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' }

/** EET (Jiang and Su, OSDI 2024): an expression and its equivalent give the same rows. */
export const equivalent: Oracle = {
  name: 'equivalent',
  async check(whole) {
    const probe = narrowed(whole)
    if (!probe) return notAsked
    const where = conditionOf(soilOfRows(probe))
    const before: Plan = { op: 'filter', input: probe.plan, where, origin: ['said'] }
    const after: Plan = { ...before, where: otherwise(where, probe.random), origin: ['said-otherwise'] }
    return expectRows(probe, after, meaning(probe, before), 'an equivalent condition gives other rows')
  },
}

function otherwise(where: TypedExpression, random: Random): TypedExpression {
  const inside = mapExpression(where, (part) => {
    if (part === where || !random.chance(0.5)) return undefined
    return sameValue(part, random)
  })
  return random.pick(conditions)(inside)
}

function sameValue(part: TypedExpression, random: Random): TypedExpression | undefined {
  if (part.type === 'boolean' && part.op === 'call') {
    const other = opposite[part.function]
    return other ? build.not({ ...part, function: other }) : random.pick(conditions)(part)
  }
  if (part.op !== 'column' || part.type === 'list') return undefined
  return random.chance(0.5)
    ? build.call('coalesce', part.type, part, part)
    : build.choose(part.type, [{ when: build.isNull(part), gives: build.nullOf(part.type) }], part)
}
