import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build, toValue } from '../expression/index.ts'
import { columnsOf, type Plan, type ReadPlan } from '../plan/index.ts'
import { interpret } from '../plan/reference/interpret.ts'
import { startEngines, type TestEngines } from '../testing/engines.ts'
import type { TestEngine } from '../testing/test-engine.ts'
import { duckdb, mariadb, postgres, printQuery, type SqlDialect } from './dialects/index.ts'
import { type Collation, emitPlan } from './emit-plan.ts'
import { assertKnownFragments } from './testing/known-fragments.ts'

/** Texts that languages and careless collations put elsewhere, or take for one another. */
const rows = ['a', 'A', 'a ', 'B', 'b', 'é', 'e', 'ＡＢ', 'AB', '张三', '𠮷', '\uFFFF', '', null].map((text, index) => [
  text,
  BigInt(index),
])
const columns = [
  { id: 'name', name: 'name', type: 'text' },
  { id: 'n', name: 'n', type: 'integer' },
] as const
const read: ReadPlan = { op: 'read', relation: 'names', columns, origin: ['names'] }
const name = build.column({ id: 'name', type: 'text' })
const filter = (where: ReturnType<typeof build.text>): Plan => ({ op: 'filter', input: read, where, origin: ['f'] })
const call = (id: string, ...texts: readonly string[]) => build.call(id, 'boolean', name, ...texts.map(build.text))
const count = { id: 'count', name: 'count', type: 'integer', function: 'count', arguments: [], order: [] } as const
const least = { id: 'least', name: 'least', type: 'text', function: 'min', arguments: [name] } as const
const most = { id: 'most', name: 'most', type: 'text', function: 'max', arguments: [name] } as const
const other: ReadPlan = { ...read, columns: columns.map((column) => ({ ...column, id: `${column.id}2` })) }

const plans: Readonly<Record<string, Plan>> = {
  equality: filter(call('=', 'a')),
  'a list': filter(call('in', 'A', 'é', '张三')),
  inequality: filter(call('<>', 'a')),
  'not in a list': filter(build.not(call('in', 'a', 'e'))),
  'a range': filter(call('<', 'a')),
  groups: { op: 'aggregate', input: read, keys: ['name'], aggregates: [count], origin: ['g'] },
  'smallest and largest': { op: 'aggregate', input: read, keys: [], aggregates: [least, most], origin: ['g'] },
  distinct: {
    op: 'distinct',
    input: { op: 'project', input: read, columns: [{ id: 'name', name: 'name', expression: name }], origin: ['p'] },
    origin: ['d'],
  },
  'an order': {
    op: 'sort',
    input: read,
    order: [{ column: 'name', direction: 'ascending' }],
    limit: null,
    offset: 0,
    origin: ['s'],
  },
  'a join': {
    op: 'join',
    kind: 'inner',
    left: read,
    right: other,
    keys: [{ left: 'name', right: 'name2' }],
    on: null,
    origin: ['j'],
  },
  'the first of a group': {
    op: 'window',
    input: read,
    partition: ['name'],
    order: [{ column: 'n', direction: 'ascending' }],
    columns: [{ id: 'at', name: 'at', type: 'integer', function: 'row_number', arguments: [] }],
    origin: ['w'],
  },
}

/** How each engine's table declares the column. */
const declared: Readonly<
  Record<TestEngine['name'], { readonly change: string | null; readonly collation: Collation }>
> = {
  duckdb: { change: null, collation: 'code-points' },
  postgres: { change: 'alter table names alter column name type text collate "en-x-icu"', collation: 'language' },
  mariadb: {
    change: 'alter table names modify name varchar(50) character set utf8mb4 collate utf8mb4_general_ci',
    collation: 'loose',
  },
}

function print(plan: Plan, dialect: SqlDialect, collation: Collation) {
  const query = emitPlan(plan, { dialect, values: {}, context: { calendar: null }, collationOf: () => collation })
  assertKnownFragments(query, dialect.name)
  return printQuery(query, dialect)
}

describe('a text column with a collation of its own', () => {
  let engines: TestEngines
  beforeAll(async () => {
    engines = await startEngines()
    for (const engine of engines.all) {
      await engine.createTable('names', columns, rows as never)
      const { change } = declared[engine.name]
      if (change) await engine.run(change)
    }
  })
  afterAll(async () => {
    await engines?.[Symbol.asyncDispose]()
  })

  it.each(Object.entries(plans))('compares by code point all the same: %s', async (_, plan) => {
    const arranged = (found: readonly (readonly unknown[])[]) =>
      plan.op === 'sort' ? found : found.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    const expected = interpret(plan, {
      relation: () => rows as never,
      parameter: () => null,
      context: { calendar: null },
    })
    const found: Record<string, unknown> = {}
    for (const engine of engines.all) {
      const statement = print(plan, engine.dialect, declared[engine.name].collation)
      const answer = await engine.query({ ...statement, columns: columnsOf(plan).map(({ type }) => type) })
      found[engine.name] = arranged(answer.map((row) => row.map(toValue)))
    }
    const reference = arranged(expected.map((row) => row.map(toValue)))
    expect(found).toEqual({ duckdb: reference, postgres: reference, mariadb: reference })
  })

  it('would be something else without a word on it: the tables do declare what they say', async () => {
    for (const engine of engines.all.filter(({ name: which }) => which !== 'duckdb')) {
      const { text, parameters } = print(plans['an order'] as Plan, engine.dialect, 'code-points')
      const found = await engine.query({ text, parameters, columns: ['text', 'integer'] })
      expect(found.map(([text]) => text).indexOf('B')).toBeGreaterThan(found.map(([text]) => text).indexOf('b') - 2)
      expect(found.map(([text]) => text).indexOf('B')).toBeGreaterThan(found.map(([text]) => text).indexOf('a'))
    }
  })

  it('stays under its index where equality with constants is asked', () => {
    const where = (plan: Plan, dialect: SqlDialect, collation: Collation) =>
      print(plan, dialect, collation)
        .text.replace(/\s+/g, ' ')
        .replace(/^.* where /, '')
    const equality = plans['equality'] as Plan
    expect(where(equality, postgres, 'language')).toBe(`"name" = 'a'`)
    expect(where(equality, mariadb, 'loose')).toBe("`name` = 'a' and `name` collate utf8mb4_nopad_bin = 'a'")
    expect(where(plans['inequality'] as Plan, postgres, 'language')).toBe(`"name" collate "C" <> 'a'`)
    expect(where(plans['not in a list'] as Plan, mariadb, 'loose')).not.toContain('`name` in')
    expect(where(equality, duckdb, 'language')).toBe(`"name" = 'a'`)
  })
})
