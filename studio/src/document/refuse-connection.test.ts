import { describe, expect, it } from 'vitest'
import { refuseConnection } from './refuse-connection.ts'
import { joined } from './testing/drawings.ts'

const refused = (from: string, port: string, to: string, input: string) =>
  refuseConnection(joined, { from: { node: from, port }, to: { node: to, port: input } })?.zh ?? null

describe('a refused connection', () => {
  it('says why, each time in its own words', () => {
    const reasons = [
      refused('filter', 'rows', 'filter', 'rows'),
      refused('late', 'rows', 'filter', 'rows'),
      refused('source', 'rows', 'filter', 'rows'),
      refused('filter', 'rows', 'out', 'leads'),
      refused('filter', 'nothing', 'join', 'right'),
    ]
    expect(reasons.every((reason) => reason !== null && reason.length > 3)).toBe(true)
    expect(new Set(reasons).size).toBe(reasons.length)
  })

  it('refuses a cycle however long', () => {
    expect(refused('join', 'rows', 'source', 'rows')).toContain('这里不接受')
    const looped = {
      ...joined,
      edges: [...joined.edges, { id: 'e-3', from: { node: 'join', port: 'rows' }, to: { node: 'late', port: 'rows' } }],
    }
    expect(
      refuseConnection(looped, { from: { node: 'late', port: 'rows' }, to: { node: 'join', port: 'right' } })?.zh,
    ).toContain('环')
  })

  it('lets what fits', () => {
    expect(refused('source', 'rows', 'late', 'rows')).toBeNull()
    expect(refused('judge', 'leads', 'out', 'leads')).toBeNull()
  })
})
