import type { SelectQueryNode } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from '../expression/index.ts'
import { apart, keepAll, type Plan, type SharePlan, unionOf } from '../plan/index.ts'
import { startEngines, type TestEngines } from '../testing/engines.ts'
import { duckdb, mariadb as mysql, postgres, printQuery, type SqlDialect, trino } from './dialects/index.ts'
import { type Emission, emitPlan } from './emit-plan.ts'
import { createSplit } from './split-shares.ts'
import { planEverywhere, type TestTable } from './testing/everywhere.ts'
import { withShared } from './with-shared.ts'

const people: TestTable = {
  columns: [
    { id: 'name', name: 'name', type: 'text' },
    { id: 'points', name: 'points', type: 'integer' },
  ],
  rows: [
    ['a', 1n],
    ['a', 5n],
    ['b', 2n],
    ['b', null],
    [null, 7n],
    ['c', 3n],
  ],
}
const read: Plan = { op: 'read', relation: 'people', columns: people.columns, origin: ['people'] }
const share = (input: Plan, nodeId: string): SharePlan => ({
  op: 'share',
  nodeId,
  port: 'rows',
  name: 'out',
  input,
  origin: [nodeId],
})
const points = build.column({ id: 'points', type: 'integer' })
const some: Plan = { op: 'filter', input: read, where: build.isNotNull(points), origin: ['some'] }
const sums: Plan = {
  op: 'aggregate',
  input: some,
  keys: ['name'],
  aggregates: [{ id: 'points', name: 'points', type: 'decimal(38,0)', function: 'sum', arguments: [points] }],
  origin: ['sums'],
}
const sum = build.column({ id: 'points', type: 'decimal(38,0)' })
const above = (input: Plan, least: string): Plan => ({
  op: 'filter',
  input,
  where: build.call('>', 'boolean', sum, build.literal('decimal(38,0)', least)),
  origin: [`above-${least}`],
})
const both = (one: Plan, other: Plan): Plan => unionOf([one, other], ['both']) as Plan
/** The plan on both sides of a join. */
const withItself = (plan: Plan): Plan => {
  const { right, idOf } = apart(plan, plan, 'met')
  return {
    op: 'join',
    kind: 'left',
    left: plan,
    right,
    keys: [{ left: 'name', right: idOf('name') }],
    on: null,
    origin: ['met'],
  }
}

const asQueries = (plan: Plan, emission: Emission): SelectQueryNode => {
  const { steps, split } = createSplit()
  const whole = split(plan)
  return withShared(steps, whole, { emission, main: (reading) => emitPlan(reading, emission) })
}
const textOf = (plan: Plan, dialect: SqlDialect): string =>
  printQuery(asQueries(plan, { dialect, values: {}, context: { calendar: null } }), dialect).text.replace(/\s+/g, ' ')

describe('what is shared in one statement', () => {
  const summed = share(sums, 'sums')
  const twice = both(above(summed, '4'), above(summed, '2'))

  it('is computed once where it computes something, in the words of each engine', () => {
    expect(textOf(twice, duckdb)).toMatch(
      /^with "n_sums_out" as materialized \( select .* group by "name" \) as "n_sums" \) select/,
    )
    expect(textOf(twice, postgres)).toMatch(/^with "n_sums_out" as materialized \(/)
    expect(textOf(twice, mysql)).toMatch(/^with `n_sums_out` as \(/)
    expect(textOf(twice, trino)).toMatch(/^with "n_sums_out" as \(/)
  })

  it('is read through where it only passes rows on', () => {
    const passing = share(some, 'some')
    expect(textOf(both(passing, { ...passing.input, input: passing } as Plan), duckdb)).toMatch(
      /^with "n_some_out" as not materialized \(/,
    )
  })

  it('stands in place where one reads it, however many read that one', () => {
    const once = share({ op: 'project', input: share(sums, 'sums'), columns: keepAll(sums), origin: ['kept'] }, 'kept')
    const text = textOf(both(once, above(once, '2')), duckdb)
    expect(text).toMatch(/^with "n_kept_out" as materialized \(/)
    expect(text).not.toContain('n_sums_out')
  })

  it('counts a part that stands on both sides of a join twice', () => {
    expect(textOf(withItself(summed), duckdb)).toMatch(/^with "n_sums_out" as materialized/)
  })

  describe('gives the rows that it gives in place', () => {
    let engines: TestEngines
    beforeAll(async () => {
      engines = await startEngines()
    })
    afterAll(async () => {
      await engines?.[Symbol.asyncDispose]()
    })

    it.each([
      ['a union of two readers', twice],
      ['a join with itself', withItself(summed)],
      ['shares of shares', both(share(twice, 'twice'), above(share(twice, 'twice'), '6'))],
      ['a shared filter', both(above(share(sums, 'one'), '1'), share({ ...sums, input: share(some, 'some') }, 'two'))],
    ])('%s', async (_, plan) => {
      const tables = { people }
      const inPlace = await planEverywhere(engines, plan, tables)
      expect(inPlace['duckdb']).toEqual(inPlace['reference'])
      expect(await planEverywhere(engines, plan, tables, asQueries)).toEqual(inPlace)
    })
  })
})
