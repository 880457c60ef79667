import { describe, expect, it } from 'vitest'
import { bag, checkGraph, graph, runGraph } from '../sql/testing/run-graph.ts'

const columns = [
  { name: 'code', label: '代码', type: 'text' },
  { name: 'days', label: '期限', type: 'integer' },
  { name: 'amount', label: '', type: 'decimal' },
  { name: 'open', label: '', type: 'boolean' },
  { name: 'since', label: '', type: 'date' },
]
const typed = (rows: readonly (readonly string[])[], of: readonly object[] = columns) =>
  graph({ t: ['inline-table', { table: { columns: of, rows } }] })

describe('inline-table', () => {
  it('gives what was typed as values of the columns’ types; empty cells and short rows are empty', async () => {
    const model = typed([[' 01 ', '1,200', '3.25', '是', '2025年1月5日'], ['无', '-7', '', '×', '2025/1/31'], ['03']])
    await using run = await runGraph(model, [], {})
    const rows = await run.rows('t')
    expect(bag(rows)).toEqual(
      bag([
        { code: '01', days: '1200', amount: '3.250000', open: true, since: '2025-01-05' },
        { code: '无', days: '-7', amount: null, open: false, since: '2025-01-31' },
        { code: '03', days: null, amount: null, open: null, since: null },
      ]),
    )
    expect(bag(rows)).toEqual(bag(run.reference('t')))
  })

  it('has typed columns without any row', async () => {
    await using run = await runGraph(typed([]), [], {})
    expect(await run.rows('t')).toEqual([])
    expect(
      checkGraph(typed([]), [])
        .columns('t')
        .map(({ type }) => type),
    ).toEqual(columns.map(({ type }) => type))
  })

  it('names row, column, value and the way out of every value that does not fit', () => {
    const { problems } = checkGraph(
      typed([
        ['a', '三十', '1', '是', '2025-02-30'],
        ['b', '1.5'],
      ]),
      [],
    )
    expect(problems.map(({ field, zh }) => [field, zh])).toEqual([
      ['table.rows.0.1', '第 1 行“期限”写的是“三十”，读不成整数（只写整数）。请改这个值，或改列的类型。'],
      [
        'table.rows.0.4',
        '第 1 行“since”写的是“2025-02-30”，读不成日期（写法如 2025-01-31 或 2025年1月31日）。请改这个值，或改列的类型。',
      ],
      ['table.rows.1.1', '第 2 行“期限”写的是“1.5”，读不成整数（只写整数）。请改这个值，或改列的类型。'],
    ])
    expect(problems[0]?.en).toContain('Change the value')
  })

  it('does not flood the card when a whole column has the wrong type', () => {
    const rows = Array.from({ length: 500 }, (_, index) => ['x', `第${index}`])
    const { problems } = checkGraph(typed(rows), [])
    expect(problems).toHaveLength(21)
    expect(problems.at(-1)?.zh).toContain('还有 480 个值')
  })

  it('asks for columns and for names that can be used', () => {
    expect(checkGraph(typed([], []), []).problems).toMatchObject([{ code: 'setting-missing', field: 'table' }])
    const twice = [{ ...columns[0] }, { ...columns[0] }]
    expect(checkGraph(typed([], twice), []).problems).toMatchObject([
      { code: 'duplicate-column', field: 'table.columns.1.name' },
    ])
  })

  it('can be looked up like any other table', async () => {
    const model = graph({
      t: [
        'inline-table',
        {
          table: {
            columns: columns.slice(0, 2),
            rows: [
              ['a', '10'],
              ['b', '20'],
            ],
          },
        },
      ],
      u: ['inline-table', { table: { columns: columns.slice(0, 1), rows: [['b']] } }],
      j: [
        'join',
        { kind: 'inner', keys: [{ left: 'code', right: 'code' }], take: [{ from: 'days', name: 'days' }] },
        { left: 'u', right: 't' },
      ],
    })
    await using run = await runGraph(model, [], {})
    expect(await run.rows('j')).toEqual([{ code: 'b', days: '20' }])
    expect(run.reference('j')).toEqual([{ code: 'b', days: '20' }])
  })
})
