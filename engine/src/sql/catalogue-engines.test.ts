import { chinaCalendar } from '@jianmo/connectors/values'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluate, functions, noBindings, OutOfRangeError, type TypedExpression, toValue } from '../expression/index.ts'
import { startEngines, type TestEngine, type TestEngines, validateTrino } from '../testing/engines.ts'
import { trino } from './dialects/index.ts'
import { isSupported } from './fidelity.ts'
import { type EngineVector, fromColumns, isSame, selectAll, vectorsOf } from './testing/catalogue-vectors.ts'
import { randomCalls } from './testing/random-calls.ts'

let engines: TestEngines
beforeAll(async () => {
  engines = await startEngines()
}, 60_000)
afterAll(async () => {
  await engines[Symbol.asyncDispose]()
})

const atOnce = 60
const portions = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / atOnce) }, (_, index) => all.slice(index * atOnce, (index + 1) * atOnce))

/** What an engine says differently from the reference; many expressions in one query, one by one if it fails. */
async function differences(
  engine: TestEngine,
  some: readonly EngineVector[],
  table?: string,
): Promise<readonly unknown[]> {
  const query = selectAll(some, engine.dialect, table)
  try {
    const [found = []] = await engine.query(query)
    return some.flatMap(({ text, value }, index) =>
      isSame(found[index] ?? null, value) ? [] : [{ text, found: found[index], value }],
    )
  } catch (error) {
    if (some.length === 1) return [{ text: some[0]?.text, failed: (error as Error).message, sql: query.text }]
    return (await Promise.all(some.map((vector) => differences(engine, [vector], table)))).flat()
  }
}

/** A call with its value by the reference; none where a result does not fit its type: engines fail there, each in its way. */
function expected(typed: TypedExpression): readonly EngineVector[] {
  try {
    return [
      {
        text: JSON.stringify(typed),
        typed,
        value: toValue(evaluate(typed, { ...noBindings, context: { calendar: chinaCalendar } })),
      },
    ]
  } catch (error) {
    if (error instanceof OutOfRangeError) return []
    throw error
  }
}

describe('the catalogue on real engines', () => {
  for (const name of ['duckdb', 'postgres', 'mariadb'] as const) {
    const engineOf = () => engines.all.find((engine) => engine.name === name) as TestEngine

    it(`computes every vector in ${name} as the reference does, as constants`, async () => {
      const engine = engineOf()
      const all = vectorsOf(engine.dialect)
      expect(all.length).toBeGreaterThan(600)
      for (const some of portions(all)) expect.soft(await differences(engine, some)).toEqual([])
    }, 120_000)

    it(`computes every vector in ${name} as the reference does, from columns`, async () => {
      const engine = engineOf()
      for (const some of portions(vectorsOf(engine.dialect))) {
        const { vectors, columns, rows } = fromColumns(some)
        await engine.createTable('vectors', columns, rows)
        expect.soft(await differences(engine, vectors, 'vectors')).toEqual([])
      }
    }, 120_000)

    it(`computes calls at the borders in ${name} as the reference does`, async () => {
      const engine = engineOf()
      const calls = functions
        .flatMap(({ overloads }) => overloads)
        .flatMap((overload) => randomCalls(overload, 30, 20261127))
        .flatMap((typed) => expected(typed))
        .filter(({ typed }) => isSupported(typed, engine.dialect))
      expect(calls.length).toBeGreaterThan(2000)
      for (const some of portions(calls)) {
        const { vectors, columns, rows } = fromColumns(some)
        await engine.createTable('vectors', columns, rows)
        expect.soft(await differences(engine, vectors, 'vectors')).toEqual([])
      }
    }, 120_000)
  }

  it('is written as Trino reads it', async () => {
    for (const some of portions(vectorsOf(trino)))
      expect.soft(await validateTrino(selectAll(some, trino).text)).toEqual([])
  }, 120_000)
})
