import { describe, expect, it } from 'vitest'
import { bag, checkGraph, graph, runGraph, table } from '../sql/testing/run-graph.ts'

const things = table('T1', { name: 'text', day: 'date' })
const model = graph({
  all: ['source', { table: 'T1' }],
  once: ['distinct', {}, { rows: 'all' }],
})
const data = {
  T1: [
    ['甲', '2025-01-01'],
    ['甲', '2025年1月1日'],
    ['甲', null],
    [null, null],
    ['', '不详'],
    ['乙', '2025-01-01'],
  ],
}

describe('distinct', () => {
  it('keeps one of the rows that agree in everything, empty agreeing with empty, and says how many it left out', async () => {
    await using run = await runGraph(model, [things], data)
    const rows = await run.rows('once')
    expect(bag(rows)).toEqual(
      bag([
        { name: '乙', day: '2025-01-01' },
        { name: '甲', day: '2025-01-01' },
        { name: '甲', day: null },
        { name: null, day: null },
      ]),
    )
    expect(bag(rows)).toEqual(bag(run.reference('once')))
    const [dropped] = await run.query(run.compiled.dropped[0]?.statement)
    expect(Number(dropped?.['rows'])).toBe(2)
  })

  it('keeps the numbers of all the rows that became one', async () => {
    await using run = await runGraph(model, [things], data)
    const kept = run.compiled.steps.find(({ relation }) => relation === 'n_once')
    expect(kept?.statement.text).toContain('group by')
    expect(checkGraph(model, [things])).toMatchObject({ problems: [] })
  })
})
