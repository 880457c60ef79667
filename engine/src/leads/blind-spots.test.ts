import { describe, expect, it } from 'vitest'
import type { GraphDocument } from '../graph/index.ts'
import { blindSpots } from './blind-spots.ts'

const node = (id: string, type: string, config: GraphDocument['nodes'][number]['config'] = {}) => ({
  id,
  type,
  title: `节点 ${id}`,
  position: { x: 0, y: 0 },
  config,
})
const edge = (from: string, to: string) => {
  const [source = '', port = ''] = from.split('.')
  const [target = '', into = ''] = to.split('.')
  return { id: `${source}-${target}`, from: { node: source, port }, to: { node: target, port: into } }
}
const document = (kind: string): GraphDocument => ({
  format: 'jianmo.graph',
  formatVersion: 1,
  title: 't',
  summary: '',
  parameters: [],
  notes: [],
  nodes: [
    node('people', 'source'),
    node('id-people', 'normalise-identity'),
    node('rulings', 'source'),
    node('id-rulings', 'normalise-identity'),
    node('own', 'join', { kind: 'inner' }),
    node('recent', 'filter'),
    node('hit', 'join', { kind }),
  ],
  edges: [
    edge('people.rows', 'id-people.rows'),
    edge('rulings.rows', 'id-rulings.rows'),
    edge('id-rulings.rows', 'own.left'),
    edge('id-people.rows', 'own.right'),
    edge('own.rows', 'recent.rows'),
    edge('id-people.rows', 'hit.left'),
    edge('recent.rows', 'hit.right'),
  ],
})
const measures = {
  undecided: [{ nodeId: 'recent', rows: 4 }],
  joins: [
    { nodeId: 'hit', left: 9, matched: 1, unmatched: 8, unidentified: 0, right: 5, rightUnidentified: 1 },
    { nodeId: 'own', left: 9, matched: 1, unmatched: 8, unidentified: 2, right: 5, rightUnidentified: 0 },
  ],
  counts: [
    { nodeId: 'id-people', port: 'unverified', rows: 100 },
    { nodeId: 'id-rulings', port: 'unverified', rows: 10 },
    { nodeId: 'own', port: 'unidentified', rows: 2 },
  ],
}

describe('where a run could not see', () => {
  it.each(['anti', 'left'])('warns at the %s join about right rows that nobody could be recognised by', (kind) => {
    expect(blindSpots(document(kind), measures).map(({ code, nodeId, data }) => [code, nodeId, data['rows']])).toEqual([
      ['condition-unknown', 'recent', 4],
      ['partner-unidentified', 'hit', 13],
    ])
  })

  it('is silent where absence says nothing, and where nothing was lost', () => {
    expect(blindSpots(document('inner'), { ...measures, undecided: [] })).toEqual([])
    expect(blindSpots(document('anti'), { undecided: [{ nodeId: 'recent', rows: 0 }], joins: [], counts: [] })).toEqual(
      [],
    )
  })
})
