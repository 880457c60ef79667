import { describe, expect, it } from 'vitest'
import { storyStatutes, storyTables } from '../editor/story-document.ts'
import { connectPorts } from './edge-commands.ts'
import { prefilling, proposalFor, takeProposal } from './fill-commands.ts'
import { inferOnce, problemsOf } from './inference-store.ts'
import { card, drawing, wire } from './testing/drawings.ts'

const catalogue = { tables: storyTables, statutes: storyStatutes }
const rows = (node: string) => ({ node, port: 'rows' })

describe('a wire that comes to a fresh node', () => {
  const start = drawing({
    nodes: [card('s', 'source', { table: 'T90' }), card('n', 'normalise-identity', { column: '' })],
  })

  it('fills it from what arrives, as one step with the wire', () => {
    const command = prefilling(connectPorts(rows('s'), rows('n')), catalogue)
    expect(command.name.zh).toBe('连线')
    const after = command.apply(start)
    expect(after.edges).toHaveLength(1)
    expect(after.nodes[1]?.config).toEqual({ column: 'id_no' })
  })

  it('leaves alone what somebody chose', () => {
    const chosen = drawing({
      ...start,
      nodes: [start.nodes[0] ?? card('s', 'source'), card('n', 'normalise-identity', { column: 'name' })],
    })
    const after = prefilling(connectPorts(rows('s'), rows('n')), catalogue).apply(chosen)
    expect(after.nodes[1]?.config).toEqual({ column: 'name' })
  })

  it('does nothing where nothing was connected', () => {
    const command = prefilling(connectPorts(rows('s'), rows('none')), catalogue)
    expect(command.apply(start)).toBe(start)
  })
})

describe('the keys of a join', () => {
  const joined = drawing({
    nodes: [
      card('a', 'source', { table: 'T90' }),
      card('b', 'source', { table: 'T90' }),
      card('j', 'join', { kind: 'inner', keys: [], take: [] }),
    ],
    edges: [wire('e-1', 'a', 'j', 'left')],
  })

  it('are never filled in by a wire: they are proposed, the card says so, and taken only when somebody says so', () => {
    const both = prefilling(connectPorts(rows('b'), { node: 'j', port: 'right' }), catalogue).apply(joined)
    expect(both.nodes[2]?.config['keys']).toEqual([])
    const inference = inferOnce(both, catalogue)
    expect(problemsOf(inference, 'j').map(({ code }) => code)).toEqual(['keys-proposed'])
    const proposal = proposalFor(both, inference, 'j')
    expect(proposal).toEqual({ keys: [{ left: 'id_no', right: 'id_no' }], take: [] })
    const taken = takeProposal({ id: 'j', title: '碰撞' }, proposal ?? {}).apply(both)
    expect(problemsOf(inferOnce(taken, catalogue), 'j')).toEqual([])
    expect(proposalFor(taken, inferOnce(taken, catalogue), 'j')).toBeNull()
  })

  it('are not proposed while an input is missing', () => {
    expect(proposalFor(joined, inferOnce(joined, catalogue), 'j')).toBeNull()
  })
})
