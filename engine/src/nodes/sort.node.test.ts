import { describe, expect, it } from 'vitest'
import { compileStagedPreview } from '../sql/index.ts'
import { checkGraph, contextOf, graph, runGraph, table } from '../sql/testing/run-graph.ts'

const things = table('T1', { unit: 'text', days: 'integer', name: 'text' })
const source = { all: ['source', { table: 'T1' }] } as const
const data = {
  T1: [
    ['乙局', '5', 'a'],
    ['甲局', '9', 'b'],
    ['甲局', null, 'c'],
    ['乙局', '7', 'd'],
    ['甲局', '9', 'e'],
    [null, '1', 'f'],
  ],
}
const down = [{ column: 'days', direction: 'descending' }]
const sorted = (config: object) =>
  graph({ ...source, top: ['sort', config as Record<string, unknown>, { rows: 'all' }] })
const names = async (config: object) => {
  await using run = await runGraph(sorted(config), [things], data)
  const rows = await run.rows('top')
  expect(rows).toEqual(run.reference('top'))
  return rows.map(({ name }) => name).join('')
}

describe('sort', () => {
  it('shows the rows in the order that was asked for; ties go by source row, empty values last', async () => {
    expect(await names({ order: down })).toBe('bedafc')
    expect(await names({ order: [{ column: 'days', direction: 'ascending', nulls: 'first' }] })).toBe('cfadbe')
  })

  it('keeps the first N, and says how many it left out', async () => {
    expect(await names({ order: down, limit: 3 })).toBe('bed')
    await using run = await runGraph(sorted({ order: down, limit: 3 }), [things], data)
    const [dropped] = await run.query(run.compiled.dropped[0]?.statement)
    expect(Number(dropped?.['rows'])).toBe(3)
  })

  it('keeps the first N of each group, empty being a group, group by group', async () => {
    expect(await names({ order: down, limit: 1, per: ['unit'] })).toBe('dbf')
    expect(await names({ order: down, limit: 2, per: ['unit'] })).toBe('dabef')
  })

  it('still shows the order behind a filter and a selection, staged or in place', async () => {
    const model = graph({
      ...source,
      top: ['sort', { order: down, limit: 5 }, { rows: 'all' }],
      some: ['filter', { condition: 'days > 1' }, { rows: 'top' }],
      few: [
        'select',
        {
          columns: [
            { from: 'days', name: 'd' },
            { from: 'name', name: 'name' },
          ],
        },
        { rows: 'some' },
      ],
    })
    await using run = await runGraph(model, [things], data)
    expect((await run.rows('few')).map(({ name }) => name)).toEqual(['b', 'e', 'd', 'a'])
    const staged = compileStagedPreview(model, contextOf([things]), { nodeId: 'few', port: 'rows', limit: 10 })
    for (const { relation, statement } of staged.steps) await run.sql(`create table "${relation}" as ${statement.text}`)
    expect((await run.query(staged.statement ?? undefined)).map(({ name }) => name)).toEqual(['b', 'e', 'd', 'a'])
  })

  it('asks for an order, for N with groups, and for columns that are there', () => {
    expect(checkGraph(sorted({}), [things]).problems).toMatchObject([{ code: 'setting-missing', field: 'order' }])
    expect(checkGraph(sorted({ order: down, per: ['unit'] }), [things]).problems).toMatchObject([
      { code: 'per-without-limit', field: 'limit', zh: '选择了“每组分别取”，请填写每组取几行，或去掉分组的列。' },
    ])
    expect(checkGraph(sorted({ order: [{ column: 'day', direction: 'ascending' }] }), [things]).problems).toMatchObject(
      [{ code: 'column-not-found', field: 'order.0.column' }],
    )
  })
})
