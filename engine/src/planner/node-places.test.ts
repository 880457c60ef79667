import { expect, it } from 'vitest'
import { graph } from '../sql/testing/run-graph.ts'
import { nodePlaces } from './index.ts'

const model = graph({
  people: ['source', { table: 'T90' }],
  stays: ['source', { table: 'T91' }],
  typed: ['inline-table', {}],
  one: ['filter', {}, { rows: 'people' }],
  met: ['join', {}, { left: 'one', right: 'stays' }],
  low: ['filter', {}, { rows: 'typed' }],
})

it('says of every node that it is computed in the hub, and why: tables are read whole', () => {
  const places = nodePlaces(model)
  expect([...places.values()].every(({ site }) => site === 'hub')).toBe(true)
  const reason = (id: string) => places.get(id)?.reason.zh
  expect(reason('people')).toContain('整张表读入本机引擎')
  expect(reason('one')).toContain('T90 已整表读入本机引擎')
  expect(reason('met')).toContain('T90、T91 都已整表读入本机引擎')
  expect(reason('low')).toContain('没有可以下推的数据源')
})

it('ends on a drawing that goes in a circle', () => {
  const edge = { id: 'back', from: { node: 'met', port: 'rows' }, to: { node: 'one', port: 'rows' } }
  expect(nodePlaces({ ...model, edges: [...model.edges, edge] }).size).toBe(6)
})
