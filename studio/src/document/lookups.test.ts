import type { GraphEdge } from '@jianmo/engine/graph'
import { expect, it } from 'vitest'
import { nodesAbove, reaches, wiresOf } from './lookups.ts'

const edge = (from: string, to: string): GraphEdge => ({
  id: `${from}-${to}`,
  from: { node: from, port: 'rows' },
  to: { node: to, port: 'rows' },
})
const drawn = { edges: [edge('a', 'b'), edge('b', 'c'), edge('b', 'd'), edge('x', 'y')] }

it('knows what flows into what, whichever end was asked about first', () => {
  expect(reaches(drawn, 'a', 'c')).toBe(true)
  expect(reaches(drawn, 'a', 'y')).toBe(false)
  expect(reaches(drawn, 'c', 'a')).toBe(false)
  expect(reaches(drawn, 'x', 'c')).toBe(false)
  expect(reaches(drawn, 'a', 'a')).toBe(true)
  expect([...nodesAbove(drawn, 'd')].sort()).toEqual(['a', 'b', 'd'])
})

it('ends on a cycle', () => {
  const round = { edges: [edge('a', 'b'), edge('b', 'a')] }
  expect(reaches(round, 'a', 'a')).toBe(true)
  expect(nodesAbove(round, 'a').size).toBe(2)
})

it('knows which ports are taken', () => {
  expect(wiresOf(drawn).into.get('b.rows')?.id).toBe('a-b')
  expect(wiresOf(drawn).outOf.has('c.rows')).toBe(false)
})
