import type { ColumnType } from '@jianmo/connectors/words'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Datum, Decimal } from '../expression/index.ts'
import { startEngines, type TestEngines, validateTrino } from './engines.ts'

let engines: TestEngines

beforeAll(async () => {
  engines = await startEngines()
})

afterAll(async () => {
  await engines?.[Symbol.asyncDispose]()
})

const types: readonly ColumnType[] = ['text', 'integer', 'decimal', 'float', 'boolean', 'date', 'timestamp', 'instant']
const columns = types.map((type) => ({ name: `a ${type}`, type }))
const rows: readonly (readonly Datum[])[] = [
  [
    "it's \\ 𠮷",
    2n ** 63n - 1n,
    new Decimal('-1234567890123456789012.123456'),
    0.1 + 0.2,
    true,
    '1986-05-04',
    '2024-02-29 23:59:59.123456',
    '2024-02-29T23:59:59.1Z',
  ],
  [
    '',
    -(2n ** 63n),
    new Decimal(0),
    -1.7976931348623157e308,
    false,
    '1900-01-01',
    '2024-01-01 00:00:00',
    '1899-12-31T23:59:59Z',
  ],
  [null, null, null, null, null, null, null, null],
]

describe('the real engines', () => {
  it('give back every value as it was put in', async () => {
    for (const engine of engines.all) {
      await engine.createTable('kept', columns, rows)
      const quote = engine.name === 'mariadb' ? '`' : '"'
      const text = `select * from kept order by ${quote}a integer${quote} is null, ${quote}a integer${quote} desc`
      expect.soft(await engine.query({ text, parameters: [], columns: types }), engine.name).toEqual(rows)
    }
  })

  it('know a result that does not fit its type from every other error', async () => {
    const failure = async (engine: TestEngines['all'][number], text: string) =>
      engine.query({ text, parameters: [], columns: ['text'] }).then(
        () => null,
        (error: unknown) => error,
      )
    for (const engine of engines.all) {
      expect.soft(engine.isOverflow(await failure(engine, 'select 9223372036854775807 + 1')), engine.name).toBe(true)
      expect.soft(engine.isOverflow(await failure(engine, 'select overflow from nowhere')), engine.name).toBe(false)
      expect.soft(engine.isOverflow(new Error('value out of range: overflow')), engine.name).toBe(false)
    }
  })

  it('say what is wrong with a query without running it', async () => {
    for (const engine of engines.all) {
      expect.soft(await engine.validate('select 1'), engine.name).toBeNull()
      expect.soft(await engine.validate('select from where'), engine.name).toMatch(/syntax/i)
    }
    expect.soft(await validateTrino('select 1')).toEqual([])
    expect.soft(await validateTrino('select a from b qualify c')).toHaveLength(1)
  })
})
