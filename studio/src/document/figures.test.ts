import type { GraphDocument } from '@jianmo/engine/graph'
import { describe, expect, it } from 'vitest'
import { configureNode, moveNodes, setParameter, staleNodes } from './index.ts'

const node = (id: string) => ({ id, type: 'filter', title: id, position: { x: 0, y: 0 }, config: { condition: 'a' } })
const edge = (from: string, to: string) => ({
  id: `${from}-${to}`,
  from: { node: from, port: 'rows' },
  to: { node: to, port: 'rows' },
})
const document: GraphDocument = {
  format: 'jianmo.graph',
  formatVersion: 1,
  title: '试验',
  summary: '',
  notes: [],
  parameters: [{ name: 'days', label: { zh: '天数', en: 'Days' }, type: 'integer', value: 30 }],
  nodes: ['a', 'b', 'c', 'd'].map(node),
  edges: [edge('a', 'b'), edge('b', 'c')],
}

describe('stale figures', () => {
  it('are those of the changed node and of everything after it, not of the others', () => {
    expect([...staleNodes(document, configureNode('b', 'condition', 'x', '').apply(document))].sort()).toEqual([
      'b',
      'c',
    ])
  })

  it('are none after a move, and all after a parameter changed', () => {
    expect(staleNodes(document, moveNodes({ a: { x: 5, y: 5 } }).apply(document)).size).toBe(0)
    expect(staleNodes(document, setParameter('days', 31, '').apply(document)).size).toBe(4)
  })

  it('are told from what ran, whatever the order of its keys, and all if nobody knows what ran', () => {
    const { nodes, edges, parameters } = configureNode('b', 'limit', 3, '').apply(document)
    const reordered = nodes.map(({ config, ...node }) => ({
      ...node,
      config: Object.fromEntries(Object.entries(config).reverse()),
    }))
    expect(staleNodes({ nodes: reordered, edges, parameters }, { ...document, nodes }).size).toBe(0)
    expect([...staleNodes({ nodes, edges, parameters }, document)].sort()).toEqual(['b', 'c'])
    expect(staleNodes(null, document).size).toBe(4)
  })

  it('are those after an edge that went', () => {
    expect([...staleNodes(document, { ...document, edges: [edge('b', 'c')] })].sort()).toEqual(['b', 'c'])
  })
})
