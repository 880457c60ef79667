import { describe, expect, it } from 'vitest'
import { bag, checkGraph, graph, runGraph, table } from '../sql/testing/run-graph.ts'

const things = table('T1', { id_no: 'id', unit: 'text', day: 'date', name: 'text' })
const source = { all: ['source', { table: 'T1' }] } as const
const data = {
  T1: [
    ['1', '甲局', '2025-01-01', 'a'],
    ['2', '甲局', '2025-03-01', 'b'],
    ['3', '甲局', null, 'c'],
    ['4', null, '2025-01-01', 'd'],
    ['5', null, '2025-02-01', 'e'],
  ],
}
const keep = (config: object) =>
  graph({
    ...source,
    once: ['deduplicate-keep', { key: ['unit'], ...config } as Record<string, unknown>, { rows: 'all' }],
  })
const names = async (config: object) => {
  await using run = await runGraph(keep(config), [things], data)
  const rows = await run.rows('once')
  expect(bag(rows)).toEqual(bag(run.reference('once')))
  return rows.map(({ name }) => name)
}

describe('deduplicate-keep', () => {
  it('keeps the first of each key; where empty dates stand is the drawer’s choice', async () => {
    expect(await names({ order: [{ column: 'day', direction: 'descending' }] })).toEqual(['b', 'e'])
    expect(await names({ order: [{ column: 'day', direction: 'descending', nulls: 'first' }] })).toEqual(['c', 'e'])
    expect(await names({ order: [{ column: 'day', direction: 'ascending', nulls: 'first' }] })).toEqual(['c', 'd'])
  })

  it('keeps several rows of each key when asked', async () => {
    expect(await names({ order: [{ column: 'day', direction: 'descending' }], count: 2 })).toEqual(['a', 'b', 'd', 'e'])
  })

  it('opens drawings from before it could count', () => {
    expect(checkGraph(keep({ order: [{ column: 'day', direction: 'ascending' }] }), [things]).problems).toEqual([])
  })

  it('warns of ids that are not normalised, names a missing column, and asks for an order', () => {
    const { problems } = checkGraph(keep({ key: ['id_no'], order: [] }), [things])
    expect(problems.map(({ code }) => code)).toEqual(['order-missing', 'deduplicates-unverified'])
    const wrong = checkGraph(keep({ order: [{ column: 'dya', direction: 'ascending' }] }), [things])
    expect(wrong.problems[0]).toMatchObject({ code: 'column-not-found', field: 'order.0.column' })
    expect(wrong.problems[0]?.zh).toContain('是不是“day”')
  })
})
