import type { ColumnType } from '@jianmo/connectors/words'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AggregateSpec,
  aggregates,
  build,
  fromValue,
  loweringOf,
  type TypedExpression,
  type Value,
  type WindowSpec,
  windows,
} from '../expression/index.ts'
import type { Plan } from '../plan/index.ts'
import { startEngines, type TestEngines } from '../testing/engines.ts'
import { planEverywhere, type TestTable } from './testing/everywhere.ts'

let engines: TestEngines
beforeAll(async () => {
  engines = await startEngines()
})
afterAll(async () => {
  await engines?.[Symbol.asyncDispose]()
})

type Vector = Pick<AggregateSpec['vectors'][number], 'types' | 'rows'> & { readonly order?: readonly number[] }

/** The rows of a vector as a table: their place, what they are sorted by, their arguments. */
function tableOf({ types, rows, order }: Vector): TestTable {
  const named = types.map((type, at) => ({ id: `x${at}`, name: `x${at}`, type }))
  const place = { id: 'place', name: 'place', type: 'integer' as const }
  return {
    columns: [place, { ...place, id: 'by', name: 'by' }, ...named],
    rows: rows.map((row, at) => [
      BigInt(at),
      BigInt(order?.[at] ?? at),
      ...types.map((type, argument) => fromValue(row[argument] ?? null, type)),
    ]),
  }
}

/** The same rows once in the partition of NULL and once in another, by turns. */
const twice = ({ columns, rows }: TestTable): TestTable => ({
  columns: [...columns, { id: 'part', name: 'part', type: 'text' }],
  rows: rows.flatMap(([place, ...row]) => [
    [BigInt(Number(place) * 2), ...row, null],
    [BigInt(Number(place) * 2 + 1), ...row, '甲'],
  ]),
})

/** The call of a vector: its first column, and as literals what must be written (a separator, also where there are no rows). */
function callOf({ parameters, result }: AggregateSpec | WindowSpec, { types, rows }: Vector) {
  const args = types.map((type, at): TypedExpression => {
    const isWritten = at > 0 || parameters[at]?.literal !== undefined
    return isWritten ? build.literal(type, rows[0]?.[at] ?? '') : build.column({ id: `x${at}`, type })
  })
  const literals = args.map((argument): Value | undefined => (argument.op === 'literal' ? argument.value : undefined))
  const follows = result === 'same' || result === 'number' ? (types[0] ?? 'text') : result
  const type = typeof follows === 'function' ? follows([...types], literals) : follows
  return { arguments: args, type: type as ColumnType }
}

const read = ({ columns }: TestTable): Plan => ({ op: 'read', relation: 'rows', columns: [...columns], origin: [] })
const ascending = (column: string) => ({ column, direction: 'ascending' as const })

/** What each engine should say: the vector's, or that it cannot say it. */
function expected(spec: AggregateSpec | WindowSpec, rows: readonly unknown[]) {
  const unless = (dialect: 'postgres' | 'mysql') => (loweringOf(spec, dialect).fidelity === 'exact' ? rows : 'none')
  const trino = loweringOf(spec, 'trino').fidelity === 'exact' ? 'ok' : 'none'
  return { reference: rows, duckdb: rows, postgres: unless('postgres'), mariadb: unless('mysql'), trino }
}

/** Floats of a deviation differ in the last bit. */
const rounded = (found: unknown): unknown =>
  JSON.parse(JSON.stringify(found), (_, value) => (typeof value === 'number' ? Number(value.toPrecision(14)) : value))

describe('aggregates mean the same on real engines', () => {
  for (const spec of aggregates)
    it(`${spec.id}, by its vectors`, async () => {
      for (const vector of spec.vectors) {
        const rows = tableOf(vector)
        const call = callOf(spec, vector)
        const order = spec.ordered ? { order: [ascending('place')] } : {}
        const plan: Plan = {
          op: 'aggregate',
          input: read(rows),
          keys: [],
          aggregates: [{ id: 'y', name: 'y', function: spec.id, ...call, ...order }],
          origin: [],
        }
        const found = await planEverywhere(engines, plan, { rows })
        expect.soft(rounded(found), JSON.stringify(vector)).toEqual(rounded(expected(spec, [[vector.gives]])))
      }
    })
})

describe('window functions mean the same on real engines', () => {
  for (const spec of windows)
    it(`${spec.id}, by its vectors`, async () => {
      expect(spec.vectors.length).toBeGreaterThan(0)
      for (const vector of spec.vectors) {
        const rows = twice(tableOf(vector))
        const columns = [{ id: 'y', name: 'y', function: spec.id, ...callOf(spec, vector) }]
        const over: Plan = {
          op: 'window',
          input: read(rows),
          partition: ['part'],
          order: [ascending('by'), ...(spec.ties ? [] : [ascending('place')])],
          columns,
          origin: [],
        }
        const sorted: Plan = {
          op: 'sort',
          input: over,
          order: [ascending('place')],
          limit: null,
          offset: 0,
          origin: [],
        }
        const found = await planEverywhere(engines, sorted, { rows })
        const both = vector.gives.flatMap((value) => [value, value])
        const answers = Object.fromEntries(
          Object.entries(found).map(([name, all]) => [
            name,
            typeof all === 'string' ? all : all.map((row) => row.at(-1)),
          ]),
        )
        expect.soft(rounded(answers), JSON.stringify(vector)).toEqual(rounded(expected(spec, both)))
      }
    })
})
