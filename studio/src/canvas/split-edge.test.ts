import { describe, expect, it } from 'vitest'
import { joined } from '../document/testing/drawings.ts'
import { edgeForCard, edgeToSplit } from './split-edge.ts'

describe('a node dropped on an edge', () => {
  it('is put between, if rows can flow through it', () => {
    expect(edgeToSplit(joined, 'filter', ['e-2'])).toMatchObject({ edgeId: 'e-2', input: 'rows', output: 'rows' })
    expect(edgeToSplit(joined, 'source', ['e-2'])).toBeNull()
    expect(edgeToSplit(joined, 'lead-output', ['e-2'])).toBeNull()
    expect(edgeToSplit(joined, 'filter', [])).toBeNull()
  })

  it('is not put between a judge and the leads', () => {
    const withLeads = {
      ...joined,
      edges: [{ id: 'e-9', from: { node: 'judge', port: 'leads' }, to: { node: 'out', port: 'leads' } }],
    }
    expect(edgeToSplit(withLeads, 'filter', ['e-9'])).toBeNull()
  })

  it('is put between only while it has no edges of its own', () => {
    expect(edgeForCard(joined, 'late', ['e-2'])).toMatchObject({ edgeId: 'e-2' })
    expect(edgeForCard(joined, 'filter', ['e-2'])).toBeNull()
  })
})
