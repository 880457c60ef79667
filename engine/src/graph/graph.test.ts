import { describe, expect, it } from 'vitest'
import {
  canonicalJson,
  checkPersonalData,
  documentText,
  type GraphDocument,
  orderNodes,
  parseDocument,
  semanticContent,
} from './index.ts'

const node = (id: string, config: Record<string, unknown> = {}) => ({
  id,
  type: 'filter',
  title: id,
  position: { x: 0, y: 0 },
  config,
})
const edge = (from: string, to: string) => ({
  id: `${from}-${to}`,
  from: { node: from, port: 'rows' },
  to: { node: to, port: 'rows' },
})
const base: GraphDocument = {
  format: 'jianmo.graph',
  formatVersion: 1,
  title: '模型',
  summary: '',
  parameters: [],
  nodes: [],
  edges: [],
  notes: [],
}

describe('parseDocument', () => {
  it('reads what documentText wrote', () => {
    const document = { ...base, nodes: [node('a'), node('b')], edges: [edge('a', 'b')] }
    expect(parseDocument(documentText(document))).toEqual({ document, problems: [] })
  })

  it('opens a document of version 1 and keeps every byte of it', () => {
    const notes = [{ id: 'n', text: 't', position: { x: 0, y: 0 }, size: { width: 1, height: 1 } }]
    const text = documentText({ ...base, nodes: [node('a')], notes })
    const { document } = parseDocument(text)
    expect(document && documentText(document)).toBe(text)
  })

  it('has frames and colours of notes from version 2 on, and refuses to lose them in version 1', () => {
    const position = { x: 0, y: 0 }
    const size = { width: 300, height: 200 }
    const groups = [
      { id: 'g', title: '第一次碰撞', colour: 'blue', position, size, members: ['a'], collapsed: true } as const,
    ]
    const framed = { ...base, formatVersion: 2, nodes: [node('a')], groups }
    expect(parseDocument(framed)).toMatchObject({ document: { groups }, problems: [] })
    expect(parseDocument({ ...framed, formatVersion: 1 }).problems).toMatchObject([{ code: 'document-invalid' }])
    expect(parseDocument({ ...framed, groups: [...groups, ...groups] }).problems).toMatchObject([
      { code: 'duplicate-id' },
    ])
  })

  it('has pinned places from version 3 on, and refuses to lose them before', () => {
    const pinned = { ...base, formatVersion: 3, nodes: [{ ...node('a'), pinned: true }] }
    expect(parseDocument(pinned)).toMatchObject({ document: { nodes: [{ pinned: true }] }, problems: [] })
    expect(parseDocument({ ...pinned, formatVersion: 2 }).problems).toMatchObject([{ code: 'document-invalid' }])
  })

  it('says what is wrong with anything else, in both languages, without throwing', () => {
    const codes = (json: unknown) => parseDocument(json).problems.map(({ code }) => code)
    expect(codes('{')).toEqual(['document-not-json'])
    expect(codes([])).toEqual(['document-not-a-model'])
    expect(codes({ ...base, formatVersion: 99 })).toEqual(['document-too-new'])
    expect(codes({ ...base, nodes: [{ id: 'a' }], title: '' }).length).toBeGreaterThan(2)
    expect(codes({ ...base, nodes: [node('a'), node('a')], edges: [edge('a', 'z')] })).toEqual([
      'duplicate-id',
      'edge-without-node',
    ])
  })
})

describe('canonical text', () => {
  it('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: 1, a: [{ d: null, c: 'ü' }] })).toBe(canonicalJson({ a: [{ c: 'ü', d: null }], b: 1 }))
  })

  it('has a semantic part that a moved card, a note or another order does not change', () => {
    const document = { ...base, nodes: [node('a'), node('b')], edges: [edge('a', 'b')] }
    const moved: GraphDocument = {
      ...document,
      nodes: [...document.nodes]
        .reverse()
        .map((one) => ({ ...one, position: { x: 9, y: 9 }, pinned: true, note: 'n' })),
      notes: [{ id: 'n', text: 't', position: { x: 0, y: 0 }, size: { width: 1, height: 1 } }],
    }
    const framed: GraphDocument = { ...moved, formatVersion: 3, groups: [] }
    expect(canonicalJson(semanticContent(framed))).toBe(canonicalJson(semanticContent(document)))
    expect(canonicalJson(semanticContent(moved))).toBe(canonicalJson(semanticContent(document)))
    expect(canonicalJson(semanticContent({ ...document, nodes: [node('a', { condition: 'x' }), node('b')] }))).not.toBe(
      canonicalJson(semanticContent(document)),
    )
  })
})

describe('orderNodes', () => {
  it('puts every node after those that feed it', () => {
    const { nodes } = orderNodes({
      ...base,
      nodes: [node('c'), node('b'), node('a')],
      edges: [edge('a', 'b'), edge('b', 'c')],
    })
    expect(nodes.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  })

  it('leaves a cycle out and says which cards form it', () => {
    const { nodes, problems } = orderNodes({
      ...base,
      nodes: [node('a'), node('b'), node('c'), node('d')],
      edges: [edge('a', 'b'), edge('b', 'c'), edge('c', 'b'), edge('c', 'd')],
    })
    expect(nodes.map(({ id }) => id)).toEqual(['a'])
    expect(problems.map(({ nodeId }) => nodeId).sort()).toEqual(['b', 'c'])
  })
})

describe('checkPersonalData', () => {
  it('names node and field of every finding and does not repeat it', () => {
    const document = {
      ...base,
      summary: '联系 13800001234',
      nodes: [{ ...node('a', { rules: [{ when: "id_no = '11010519491231002X'" }] }), note: '见 10.2.3.4' }],
    }
    const problems = checkPersonalData(document)
    expect(problems.map(({ nodeId, field, data }) => [nodeId, field, data['kind']])).toEqual([
      [undefined, 'summary', 'phone'],
      ['a', 'note', 'host'],
      ['a', 'rules.0.when', 'resident-id'],
    ])
    expect(JSON.stringify(problems)).not.toContain('13800001234')
  })

  it('finds nothing in an honest model', () => {
    expect(
      checkPersonalData({ ...base, nodes: [node('a', { condition: "days > 30 and day > date '2026-01-31'" })] }),
    ).toEqual([])
  })
})
