import { describe, expect, it } from 'vitest'
import { bag, checkGraph, graph, runGraph, table } from '../sql/testing/run-graph.ts'

const payments = table('T1', { id_no: 'id', name: 'name', unit: 'text', day: 'date', amount: 'decimal' })
const source = { all: ['source', { table: 'T1' }] } as const
const data = {
  T1: [
    ['1', '张', '甲局', '2025-01-01', '10'],
    ['1', '张', '甲局', '2025-02-01', '20.5'],
    ['2', '李', '甲局', null, '5'],
    ['3', '王', null, '2025-03-01', null],
    ['3', '王', null, '2025-01-01', '7'],
  ],
}
const result = (name: string, aggregate: string, ...args: readonly string[]) => ({
  name,
  label: '',
  function: aggregate,
  arguments: args,
})
const grouped = (config: object) =>
  graph({ ...source, g: ['aggregate', config as Record<string, unknown>, { rows: 'all' }] })
const rowsOf = async (config: object, port = 'rows') => {
  await using run = await runGraph(grouped(config), [payments], data)
  const rows = await run.rows('g', port)
  expect(bag(rows)).toEqual(bag(run.reference('g', port)))
  return bag(rows)
}

describe('aggregate', () => {
  it('gives one row per group; empty keys are one group', async () => {
    const results = [
      result('times', 'count'),
      result('dated', 'count_values', 'day'),
      result('last', 'max', 'day'),
      result('least', 'min', 'amount'),
    ]
    expect(await rowsOf({ keys: ['unit'], results })).toEqual(
      bag([
        { unit: '甲局', times: '3', dated: '2', last: '2025-02-01', least: '5.000000' },
        { unit: null, times: '2', dated: '2', last: '2025-03-01', least: '7.000000' },
      ]),
    )
  })

  it('is one row without keys, and one row a key without results', async () => {
    expect(await rowsOf({ results: [result('times', 'count')] })).toEqual([{ times: '5' }])
    expect(await rowsOf({ keys: ['unit'] })).toEqual(bag([{ unit: '甲局' }, { unit: null }]))
  })

  it('lets rows with an empty key leave through their own output', async () => {
    const config = { keys: ['unit'], results: [result('times', 'count')], emptyKeys: 'leave-out' }
    expect(await rowsOf(config)).toEqual([{ unit: '甲局', times: '3' }])
    expect((await rowsOf(config, 'unkeyed')).map(({ name }) => name)).toEqual(['王', '王'])
    expect(checkGraph(grouped(config), [payments]).problems).toEqual([])
  })

  it('counts some rows, different values, and joins texts in an order', async () => {
    const results = [
      { ...result('large', 'count'), where: 'amount > 6' },
      { ...result('people', 'count_values', 'id_no'), distinct: true },
      {
        ...result('days', 'join_texts', "concat(name, '!')", "'、'"),
        order: [{ column: 'day', direction: 'descending' }],
      },
      { ...result('names', 'join_texts', "concat(name, '?')", "'/'"), distinct: true },
    ]
    expect(await rowsOf({ results })).toEqual([
      { large: '3', people: '3', days: '王!、张!、张!、王!、李!', names: '张?/李?/王?' },
    ])
  })

  it('keeps the groups for which the condition holds, and counts those for which it is unknown', async () => {
    const config = {
      keys: ['unit'],
      results: [result('times', 'count'), result('last', 'max', 'day')],
      having: "times >= 2 and last > date '2025-02-15'",
    }
    expect(await rowsOf(config)).toEqual([{ unit: null, times: '2', last: '2025-03-01' }])
    await using run = await runGraph(grouped(config), [payments], data)
    expect(run.compiled.undecided.map(({ nodeId }) => nodeId)).toEqual(['g'])
  })

  it('inherits how personal a value is; a count is nobody’s', () => {
    const { columns } = checkGraph(
      grouped({
        keys: ['id_no'],
        results: [
          result('times', 'count_values', 'name'),
          result('who', 'max', 'name'),
          result('whom', 'join_texts', 'concat(name, id_no)', "','"),
        ],
      }),
      [payments],
    )
    expect(columns('g').map(({ sensitivity, semantic }) => [sensitivity, semantic])).toEqual([
      ['personal', 'resident-id'],
      ['internal', undefined],
      ['personal', 'person-name'],
      ['personal', undefined],
    ])
  })

  it('warns of keys that may be empty, and says what is wrong with a result', () => {
    const problems = (config: object) => checkGraph(grouped(config), [payments]).problems
    expect(problems({ keys: ['unit', 'day'] })).toMatchObject([
      { code: 'key-may-be-empty', severity: 'warning', field: 'keys' },
    ])
    expect(problems({})).toMatchObject([{ code: 'setting-missing', field: 'results' }])
    expect(problems({ results: [result('n', 'cont')] })).toMatchObject([
      { code: 'aggregate-unknown', field: 'results.0.function' },
    ])
    expect(problems({ results: [result('n', 'max')] })).toMatchObject([
      {
        code: 'aggregate-argument-missing',
        field: 'results.0.arguments.0',
        zh: expect.stringContaining('需要填写“值”'),
      },
    ])
    expect(problems({ results: [result('n', 'join_texts', 'amount', "','")] })).toMatchObject([
      { code: 'aggregate-argument-type', field: 'results.0.arguments.0' },
    ])
    expect(problems({ results: [result('n', 'count')], having: 'm > 3' })).toMatchObject([
      { code: 'column-not-found', field: 'having' },
    ])
    expect(problems({ results: [result('n', 'count'), result('n', 'count')] })).toMatchObject([
      { code: 'duplicate-column' },
    ])
  })

  it('counts as one person an id that was normalised', () => {
    const model = graph({
      ...source,
      id: ['normalise-identity', { column: 'id_no' }, { rows: 'all' }],
      g: ['aggregate', { keys: ['id_no'], results: [result('times', 'count')] }, { rows: 'id' }],
    })
    expect(checkGraph(model, [payments]).problems).toEqual([])
  })
})
