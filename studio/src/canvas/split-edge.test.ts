import type { GraphDocument } from '@jianmo/engine/graph'
import { describe, expect, it } from 'vitest'
import { edgeForCard, edgeToSplit } from './split-edge.ts'

const node = (id: string, type: string) => ({ id, type, title: id, position: { x: 0, y: 0 }, config: {} })
const document: GraphDocument = {
  format: 'jianmo.graph',
  formatVersion: 1,
  title: '试验',
  summary: '',
  parameters: [],
  notes: [],
  nodes: [
    node('source', 'source'),
    node('filter', 'filter'),
    node('late', 'filter'),
    node('join', 'join'),
    node('judge', 'judge'),
    node('out', 'lead-output'),
  ],
  edges: [
    { id: 'e-1', from: { node: 'source', port: 'rows' }, to: { node: 'filter', port: 'rows' } },
    { id: 'e-2', from: { node: 'filter', port: 'rows' }, to: { node: 'join', port: 'left' } },
  ],
}

describe('a node dropped on an edge', () => {
  it('is put between, if rows can flow through it', () => {
    expect(edgeToSplit(document, 'filter', ['e-2'])).toMatchObject({ edgeId: 'e-2', input: 'rows', output: 'rows' })
    expect(edgeToSplit(document, 'source', ['e-2'])).toBeNull()
    expect(edgeToSplit(document, 'lead-output', ['e-2'])).toBeNull()
    expect(edgeToSplit(document, 'filter', [])).toBeNull()
  })

  it('is not put between a judge and the leads', () => {
    const withLeads = {
      ...document,
      edges: [{ id: 'e-9', from: { node: 'judge', port: 'leads' }, to: { node: 'out', port: 'leads' } }],
    }
    expect(edgeToSplit(withLeads, 'filter', ['e-9'])).toBeNull()
  })

  it('is put between only while it has no edges of its own', () => {
    expect(edgeForCard(document, 'late', ['e-2'])).toMatchObject({ edgeId: 'e-2' })
    expect(edgeForCard(document, 'filter', ['e-2'])).toBeNull()
  })
})
