import type { ColumnType } from '@jianmo/connectors/words'
import { aggregateOf, build } from '../../src/expression/index.ts'
import { type AggregateColumn, columnsOf, type Plan, type PlanColumn, unionOf } from '../../src/plan/index.ts'
import { sumTypeOf } from '../generate/calls-over-rows.ts'
import { conditionOf } from '../generate/expressions.ts'
import { isKeyType } from '../generate/world.ts'
import { expectRows, meaning, narrowed, notAsked, type Oracle, type Probe, soilOfRows } from './oracle.ts'

const isKey = ({ type }: PlanColumn) => isKeyType(type)

/** Every row makes a condition true, false or unknown, and only one of them. */
function partsOf(probe: Probe): readonly Plan[] {
  const where = conditionOf(soilOfRows(probe))
  return [where, build.not(where), build.isNull(where)].map(
    (condition, at): Plan => ({ op: 'filter', input: probe.plan, where: condition, origin: [`part-${at}`] }),
  )
}

const together = (parts: readonly Plan[]): Plan => unionOf(parts, ['parts']) as Plan

/** TLP (Rigger and Su, OOPSLA 2020) of rows. */
export const partition: Oracle = {
  name: 'partition',
  async check(whole) {
    const probe = narrowed(whole)
    if (!probe) return notAsked
    return expectRows(probe, together(partsOf(probe)), probe.rows, 'true, false and unknown are not everything')
  },
}

/** TLP of DISTINCT: what occurs in several parts occurs once again when the parts are put together. */
export const partitionDistinct: Oracle = {
  name: 'partition-distinct',
  async check(whole) {
    const probe = whole.random.chance(1 / 3) ? narrowed(whole, isKey) : null
    if (!probe) return notAsked
    const distinct = (input: Plan): Plan => ({ op: 'distinct', input, origin: ['distinct'] })
    const parts = partsOf(probe).map((part) => (probe.random.chance(0.5) ? distinct(part) : part))
    const expected = meaning(probe, distinct(probe.plan))
    return expectRows(probe, distinct(together(parts)), expected, 'distinct parts are not the distinct whole')
  },
}

/** TLP of aggregates: groups of the whole are groups of the parts, put together by the aggregate of the aggregates. */
export const partitionAggregate: Oracle = {
  name: 'partition-aggregate',
  async check(whole) {
    const probe = whole.random.chance(1 / 3) ? narrowed(whole, isKey) : null
    if (!probe) return notAsked
    const [keys, once, again] = groupsOf(probe)
    const groups = (input: Plan, aggregates: readonly AggregateColumn[]): Plan => ({
      op: 'aggregate',
      input,
      keys,
      aggregates,
      origin: ['groups'],
    })
    const parts = partsOf(probe).map((part) => groups(part, once))
    const types = once.map(({ type }) => type)
    const twice = groups(together(parts), again)
    // The sum of sums has one digit more than the sum: it is read as what the sum is.
    const columns = columnsOf(twice).map(({ id, name, type }, at) => {
      const wanted = types[at - keys.length] ?? type
      return { id, name, expression: build.castTo(wanted, build.column({ id, type })) }
    })
    const plan: Plan = { op: 'project', input: twice, columns, origin: ['as-once'] }
    return expectRows(
      probe,
      plan,
      meaning(probe, groups(probe.plan, once)),
      'aggregates of parts are not those of the whole',
    )
  },
}

/** TLP of HAVING: every group makes a condition true, false or unknown. */
export const partitionHaving: Oracle = {
  name: 'partition-having',
  async check(whole) {
    const probe = whole.random.chance(1 / 3) ? narrowed(whole, isKey) : null
    if (!probe) return notAsked
    const [keys, aggregates] = groupsOf(probe)
    const plan: Plan = { op: 'aggregate', input: probe.plan, keys, aggregates, origin: ['groups'] }
    const groups = { ...probe, plan, rows: meaning(probe, plan) }
    return expectRows(groups, together(partsOf(groups)), groups.rows, 'true, false and unknown are not every group')
  },
}

/** Some columns are keys; of the others the count, the least, the greatest and the sum, and how parts of these are put together. */
function groupsOf({
  plan,
  random,
}: Probe): readonly [keys: readonly string[], once: readonly AggregateColumn[], again: readonly AggregateColumn[]] {
  const columns = columnsOf(plan)
  const keys = columns.slice(0, random.below(columns.length)).map(({ id }) => id)
  const made = columns
    .filter(({ id }) => !keys.includes(id))
    .flatMap((column): readonly (readonly [AggregateColumn, AggregateColumn])[] => {
      const functions = ['count_values', 'min', 'max', ...(isNumber(column.type) ? ['sum'] : [])]
      const name = random.pick(functions.filter((id) => aggregateOf(id)))
      const id = `${name}(${column.id})`
      const type = name === 'count_values' ? 'integer' : name === 'sum' ? sumTypeOf(column.type) : column.type
      const outer = name === 'count_values' ? 'sum' : name
      const once: AggregateColumn = { id, name, type, function: name, arguments: [build.column(column)] }
      const again = {
        ...once,
        function: outer,
        arguments: [build.column({ id, type })],
        type: outer === 'sum' ? sumTypeOf(type) : type,
      }
      return [[once, again]]
    })
  return [keys, made.map(([once]) => once), made.map(([, again]) => again)]
}

const isNumber = (type: ColumnType) => type === 'integer' || type.startsWith('decimal')
