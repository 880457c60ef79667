import { describe, expect, it } from 'vitest'
import { bag, checkGraph, graph, runGraph, table } from '../sql/testing/run-graph.ts'

const deaths = table('T1', { id_no: 'id', day: 'date', amount: 'integer' })
const cremations = table('T2', { id_no: 'text', day: 'date', amount: 'decimal' })
const letters = table('T3', { day: 'date', id_no: 'text', unit: 'text' })
const tables = [deaths, cremations, letters]
const sources = {
  a: ['source', { table: 'T1' }],
  b: ['source', { table: 'T2' }],
  c: ['source', { table: 'T3' }],
} as const
const data = {
  T1: [
    ['1', '2025-01-01', '3'],
    [null, '2025-01-02', '4'],
  ],
  T2: [['1', '2025-01-01', '3.5']],
  T3: [['2025-02-01', '9', '民政']],
}

describe('union', () => {
  it('takes up to eight inputs, and the columns by name in any order', async () => {
    const model = graph({
      ...sources,
      u: ['union', {}, { first: 'a', second: 'b', third: 'a', fourth: 'b', fifth: 'a', eighth: 'a' }],
    })
    await using run = await runGraph(model, tables, data)
    const rows = await run.rows('u')
    expect(rows).toHaveLength(10)
    expect(rows.filter(({ amount }) => amount === '3.500000')).toHaveLength(2)
    expect(bag(rows)).toEqual(bag(run.reference('u')))
  })

  it('says by name which column is missing in which input, which input has it, and what to do', () => {
    const { problems } = checkGraph(
      graph({ ...sources, u: ['union', {}, { first: 'a', second: 'b', third: 'c' }] }),
      tables,
    )
    expect(problems.map(({ zh }) => zh)).toEqual([
      '“第一路”没有“unit”这一列（“第三路”有）。请先用“选择列”改名或去掉，或把缺少的列设为“填空值”。',
      '“第二路”没有“unit”这一列（“第三路”有）。请先用“选择列”改名或去掉，或把缺少的列设为“填空值”。',
      '“第三路”没有“amount”这一列（“第一路”有）。请先用“选择列”改名或去掉，或把缺少的列设为“填空值”。',
    ])
    expect(problems[0]?.en).toContain('Rename or drop it')
  })

  it('leaves a missing column empty when asked', async () => {
    const model = graph({ ...sources, u: ['union', { missing: 'empty' }, { first: 'a', second: 'c' }] })
    expect(checkGraph(model, tables).problems).toEqual([])
    await using run = await runGraph(model, tables, data)
    expect(await run.rows('u')).toContainEqual({ id_no: '9', day: '2025-02-01', amount: null, unit: '民政' })
    expect(bag(await run.rows('u'))).toEqual(bag(run.reference('u')))
  })

  it('is as personal as the most personal input, whichever it is, and keeps what the column means', () => {
    for (const inputs of [
      { first: 'a', second: 'b' },
      { first: 'b', second: 'a' },
    ]) {
      const { columns } = checkGraph(graph({ ...sources, u: ['union', {}, inputs] }), tables)
      expect(columns('u')[0]).toMatchObject({ name: 'id_no', sensitivity: 'personal', semantic: 'resident-id' })
      expect(columns('u')[2]).toMatchObject({ name: 'amount', type: 'decimal' })
    }
  })

  it('names types that do not come together', () => {
    const other = table('T4', { id_no: 'id', day: 'text', amount: 'integer' })
    const model = graph({ ...sources, d: ['source', { table: 'T4' }], u: ['union', {}, { first: 'a', second: 'd' }] })
    expect(checkGraph(model, [...tables, other]).problems.map(({ zh }) => zh)).toEqual([
      '“day”在第一路是日期，在“第二路”是文本，合不到一列。请先用“计算列”换算成同一类型。',
    ])
  })
})
