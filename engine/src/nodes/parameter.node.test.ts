import { describe, expect, it } from 'vitest'
import { checkGraph, graph, runGraph } from '../sql/testing/run-graph.ts'

const parameters = [
  { name: 'run_date', label: { zh: '运行日', en: 'Run date' }, type: 'date', value: '2026-11-20' },
  { name: 'limit_days', label: { zh: '期限', en: 'Limit' }, type: 'integer', value: 30 },
  { name: 'share', label: { zh: '比例', en: 'Share' }, type: 'decimal', value: 0.5 },
] as const
const model = (names: readonly string[]) => graph({ p: ['parameter', { parameters: names }] }, parameters)

describe('parameter', () => {
  it('is one row of the chosen parameters, as columns with their labels', async () => {
    const document = model(['limit_days', 'run_date', 'share'])
    await using run = await runGraph(document, [], {})
    expect(await run.rows('p')).toEqual([{ limit_days: '30', run_date: '2026-11-20', share: '0.500000' }])
    expect(run.reference('p')).toEqual(await run.rows('p'))
    expect(checkGraph(document, []).columns('p')[0]).toMatchObject({ id: 'p.limit_days', label: { zh: '期限' } })
  })

  it('can stand beside rows that were typed in', async () => {
    const columns = [{ name: 'limit_days', label: '', type: 'integer' }]
    const document = graph(
      {
        p: ['parameter', { parameters: ['limit_days'] }],
        t: ['inline-table', { table: { columns, rows: [['30'], ['40']] } }],
        j: ['join', { kind: 'semi', keys: [{ left: 'limit_days', right: 'limit_days' }] }, { left: 't', right: 'p' }],
      },
      parameters,
    )
    await using run = await runGraph(document, [], {})
    expect(await run.rows('j')).toEqual([{ limit_days: '30' }])
    expect(run.reference('j')).toEqual([{ limit_days: '30' }])
  })

  it('keeps its value where a preview reads it twice', async () => {
    const label = { zh: '罪名', en: 'Charge' }
    const document = graph(
      { p: ['parameter', { parameters: ['charge'] }], u: ['union', {}, { first: 'p', second: 'p' }] },
      [{ name: 'charge', label, type: 'text', value: '盗窃' }],
    )
    await using run = await runGraph(document, [], {})
    expect(await run.rows('u')).toEqual([{ charge: '盗窃' }, { charge: '盗窃' }])
  })

  it('asks for a parameter, and names the nearest of one that is not there', () => {
    expect(checkGraph(model([]), []).problems).toMatchObject([{ code: 'setting-missing', field: 'parameters' }])
    expect(checkGraph(model(['run_dat']), []).problems).toMatchObject([
      {
        code: 'parameter-unknown',
        field: 'parameters.0',
        zh: '模型没有参数“$run_dat”，是不是“run_date”？参数在右上角“参数”里添加。',
      },
    ])
  })
})
