import type { Recount } from '@jianmo/engine/api'
import type { GraphDocument } from '@jianmo/engine/graph'
import { expect, it } from 'vitest'
import { configureNode, recountable, staleFigures, withRecount } from '../document/index.ts'
import { storyRun } from './story-run.ts'

const card = (id: string, type: string) => ({ id, type, title: id, position: { x: 0, y: 0 }, config: {} })
const edge = (from: string, to: string) => ({
  id: `${from}-${to}`,
  from: { node: from, port: 'rows' },
  to: { node: to, port: 'rows' },
})
const ran: GraphDocument = {
  format: 'jianmo.graph',
  formatVersion: 1,
  title: '试验',
  summary: '',
  notes: [],
  parameters: [],
  nodes: [card('source', 'source'), card('good', 'filter'), card('more', 'filter'), card('out', 'lead-output')],
  edges: [edge('source', 'good'), edge('good', 'more'), edge('more', 'out')],
}
const figures = { ...storyRun, drawn: ran, counted: ran }
const changed = configureNode('good', 'condition', 'x', '条件').apply(ran)
const recount = (...nodeIds: string[]): Recount => ({
  nodeIds,
  counts: nodeIds.map((nodeId) => ({ nodeId, port: 'rows', rows: 7 })),
  joins: [],
  dropped: [],
  judged: [],
  tables: { made: 0, kept: 0 },
  questions: nodeIds.length,
  computedAt: '2026-11-20T02:00:00Z',
})

it('asks again about the stale cards, but not about the output: leads come from runs', () => {
  expect([...staleFigures(figures, changed)]).toEqual(['good', 'more', 'out'])
  const stale = staleFigures(figures, changed)
  expect(recountable(stale, changed, [])).toEqual(['good', 'more'])
  const problem = { code: 'x', severity: 'error', text: { zh: '', en: '' }, data: {}, nodeId: 'more' } as const
  expect(recountable(stale, changed, [problem])).toEqual(['good'])
  expect(recountable(stale, changed, [{ ...problem, nodeId: 'good' }])).toEqual([])
})

it('makes the counted cards fresh; the output stays stale until a run', () => {
  const counted = withRecount(figures, recount('good', 'more'), changed)
  expect([...staleFigures(counted, changed)]).toEqual(['out'])
  expect([counted.nodes.good?.rows.rows, counted.nodes.source]).toEqual([7, figures.nodes.source])
  expect([counted.leads, counted.recount?.nodes]).toEqual([figures.leads, 2])
})

it('leaves a card stale that could not be counted, and marks again what changes later', () => {
  const counted = withRecount(figures, recount('good'), changed)
  expect([...staleFigures(counted, changed)]).toEqual(['more', 'out'])
  const later = configureNode('source', 'table', 'T90', '表').apply(changed)
  expect([...staleFigures(counted, later)].sort()).toEqual(['good', 'more', 'out', 'source'])
})
