import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { build, type TypedExpression, type Value } from '../expression/index.ts'
import type { Plan } from '../plan/index.ts'
import { startEngines, type TestEngine, type TestEngines, validateTrino } from '../testing/engines.ts'
import { printQuery, type SqlDialect, trino, UnprintableError, whyUnprintable } from './dialects/index.ts'
import { emitPlan } from './emit-plan.ts'
import { hostileTexts } from './testing/hostile-texts.ts'
import { assertKnownFragments } from './testing/known-fragments.ts'

let engines: TestEngines
beforeAll(async () => {
  engines = await startEngines()
  for (const engine of engines.all) await engine.createTable('canary', [{ name: 'a', type: 'integer' }], [[1n], [2n]])
})
afterAll(async () => {
  await engines?.[Symbol.asyncDispose]()
})

const context = { calendar: null }

/** A query of a plan, or `refused` if it was refused before there was any SQL. */
function print(plan: Plan, dialect: SqlDialect, values: Readonly<Record<string, Value>> = {}) {
  try {
    const query = emitPlan(plan, { dialect, values, context })
    assertKnownFragments(query, dialect.name)
    return printQuery(query, dialect)
  } catch (cause) {
    if (cause instanceof UnprintableError) return 'refused'
    throw cause
  }
}

/** One row of these expressions over the canary table, so that nothing is only a constant. */
function rowOf(expressions: readonly TypedExpression[], origin: readonly string[] = []): Plan {
  return {
    op: 'project',
    input: {
      op: 'filter',
      input: { op: 'read', relation: 'canary', columns: [{ id: 'a', name: 'a', type: 'integer' }], origin: [] },
      where: build.equal(build.column({ id: 'a', type: 'integer' }), build.integer(1)),
      origin: [],
    },
    columns: expressions.map((expression, index) => ({ id: `c${index}`, name: `c${index}`, expression })),
    origin,
  }
}

const parameter = (name: string): TypedExpression => ({ op: 'parameter', type: 'text', name })

/** Every place of an expression that holds a value. */
function places(value: string): readonly TypedExpression[] {
  const text = build.text(value)
  return [
    text,
    parameter(value),
    build.call('concat', 'text', text, build.text('')),
    build.call('coalesce', 'text', build.nullOf('text'), parameter(value)),
    build.choose('text', [{ when: build.equal(text, parameter(value)), gives: text }], build.text('not equal')),
    build.choose(
      'text',
      [{ when: build.call('in', 'boolean', text, build.text('x'), parameter(value)), gives: text }],
      null,
    ),
    build.call('replace', 'text', build.text('x'), build.text('x'), text),
  ]
}

/** DuckDB keeps a byte order mark at the beginning (its length is 1), its client for Node drops it while decoding. */
const asRead = (value: string, { name }: TestEngine) => (name === 'duckdb' ? value.replace(/^\ufeff/, '') : value)

const columnsOf = (count: number) => Array.from({ length: count }, () => 'text' as const)

const canaryOf = (engine: TestEngine) =>
  engine.query({ text: 'select a from canary order by a', parameters: [], columns: ['integer'] })

beforeEach(async () => {
  for (const engine of engines.all) expect(await canaryOf(engine), `canary of ${engine.name}`).toEqual([[1n], [2n]])
})

describe('hostile values', () => {
  it.each(hostileTexts)('%j comes back from every place as it went in, or is refused before SQL', async (value) => {
    const expressions = places(value)
    for (const engine of engines.all) {
      const statement = print(rowOf(expressions), engine.dialect, { [value]: value })
      if (statement === 'refused') {
        expect.soft(whyUnprintable(value), engine.name).not.toBeNull()
        continue
      }
      const rows = await engine.query({ ...statement, columns: columnsOf(expressions.length) })
      expect.soft(rows, `${engine.name}: ${statement.text}`).toEqual([expressions.map(() => asRead(value, engine))])
    }
    const statement = print(rowOf(expressions), trino, { [value]: value })
    if (statement !== 'refused') expect.soft(await validateTrino(statement.text), statement.text).toEqual([])
  })

  it('are found again among the rows of a table, and nothing else is', async () => {
    const values = [...new Set(hostileTexts)].filter((value) => whyUnprintable(value) === null)
    for (const engine of engines.all) {
      await engine.createTable(
        'kept',
        [{ name: 'v', type: 'text' }],
        values.map((value) => [value]),
      )
      for (const value of values) {
        const plan: Plan = {
          op: 'filter',
          input: { op: 'read', relation: 'kept', columns: [{ id: 'v', name: 'v', type: 'text' }], origin: [] },
          where: build.equal(build.column({ id: 'v', type: 'text' }), build.text(value)),
          origin: [],
        }
        const statement = print(plan, engine.dialect)
        if (statement === 'refused') throw new Error(`${JSON.stringify(value)} was refused`)
        expect
          .soft(await engine.query({ ...statement, columns: ['text'] }), engine.name)
          .toEqual([[asRead(value, engine)]])
      }
    }
  })

  it('stay values in sessions that read backslashes and quotes in another way', async () => {
    const [postgres, mariadb] = ['postgres', 'mariadb'].map((name) => engines.all.find((one) => one.name === name))
    if (!postgres || !mariadb) throw new Error('engines are missing')
    await postgres.run('set standard_conforming_strings = off')
    await mariadb.run("set @before = @@sql_mode, session sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'")
    try {
      for (const value of hostileTexts) {
        const found = print(rowOf([build.text(value)]), postgres.dialect)
        if (found === 'refused') continue
        expect.soft(await postgres.query({ ...found, columns: ['text'] })).toEqual([[value]])
        const other = print(rowOf([build.text(value)]), mariadb.dialect)
        if (other === 'refused') continue
        // Without escapes a doubled backslash stays doubled: a wrong value, but never the end of the text.
        const doubled = value.replaceAll('\\', '\\\\')
        expect.soft(await mariadb.query({ ...other, columns: ['text'] })).toEqual([[doubled]])
      }
    } finally {
      await postgres.run('set standard_conforming_strings = on')
      await mariadb.run('set session sql_mode = @before')
    }
  })
})

describe('hostile names', () => {
  it.each(hostileTexts)(
    '%j as table, column, result and node keeps its name, or is refused before SQL',
    async (name) => {
      for (const { dialect, engine } of [
        ...engines.all.map((engine) => ({ dialect: engine.dialect, engine })),
        { dialect: trino, engine: null },
      ]) {
        const plan: Plan = {
          op: 'distinct',
          input: {
            op: 'project',
            input: {
              op: 'filter',
              input: { op: 'read', relation: name, columns: [{ id: 'x', name, type: 'text' }], origin: [name] },
              where: build.isNotNull(build.column({ id: 'x', type: 'text' })),
              origin: [name],
            },
            columns: [{ id: name, name, expression: build.column({ id: 'x', type: 'text' }) }],
            origin: [name],
          },
          origin: [name],
        }
        const statement = print(plan, dialect)
        const reason = dialect.identifiers.whyUnfit(name)
        // A node's id only ever makes an alias (`n_…`), which may be too long where the name itself is not.
        if (statement === 'refused') {
          const alias = dialect.identifiers.whyUnfit(`n_${name}`)
          expect.soft(reason ?? alias, `${dialect.name} refuses`).not.toBeNull()
          continue
        }
        expect.soft(reason, `${dialect.name} accepts ${statement.text}`).toBeNull()
        if (engine === null) {
          expect.soft(await validateTrino(statement.text), statement.text).toEqual([])
          continue
        }
        await engine.createTable(name, [{ name, type: 'text' }], [['kept']])
        expect.soft(await engine.query({ ...statement, columns: ['text'] }), statement.text).toEqual([['kept']])
        const place = engine.name === 'postgres' ? '$1' : '?'
        const catalogue = await engine.query({
          text: `select column_name from information_schema.columns where table_schema in ('main', 'public', 'test') and table_name = ${place} and column_name = ${place.replace('1', '2')}`,
          parameters: [name, name],
          columns: ['text'],
        })
        expect.soft(catalogue, `${engine.name} keeps the name`).toEqual([[asRead(name, engine)]])
      }
    },
  )
})
