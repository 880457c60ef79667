import type { Column, LogicalTable } from '@jianmo/connectors/words'
import type { GraphDocument } from '@jianmo/engine/graph'
import { bestReplacement } from '@jianmo/engine/schema'
import { describe, expect, it } from 'vitest'
import {
  configureNode,
  inferOnce,
  lastSeen,
  lostAt,
  offersFor,
  perform,
  replaceColumn,
  startHistory,
  undo,
} from './index.ts'

const label = { zh: '表', en: 'table' }
const column = (name: string, type: Column['type'], more: Partial<Column> = {}) => ({
  name,
  type,
  label: { zh: name, en: name },
  sensitivity: 'internal' as const,
  required: false,
  ...more,
})
const tables: readonly LogicalTable[] = [
  {
    id: 'T1',
    version: 1,
    name: 't',
    label,
    agency: label,
    about: label,
    key: [],
    columns: [
      column('id_no', 'text', { semantic: 'resident-id' }),
      column('since', 'date'),
      column('until', 'date'),
      column('region', 'text'),
    ],
  },
]
const catalogue = { tables, statutes: [] }

const late = { name: 'late', label: '', expression: 'days_between(since, until)' }
const overdue = { name: 'overdue', label: '', expression: 'days_between(since, until) - 30' }

/** Two columns are computed; every kind of setting that names columns names one of them. */
const nodes = {
  a: ['source', { table: 'T1' }],
  calc: ['derive', { columns: [late, overdue] }],
  keep: ['filter', { condition: "overdue > 3 and region <> 'overdue' and (since is null or overdue < 9)" }],
  more: [
    'derive',
    {
      columns: [
        { name: 'twice', label: '', expression: 'overdue * 2' },
        { name: 'level', label: '', expression: "if(twice > overdue, 'a', 'b')" },
      ],
    },
  ],
  once: ['deduplicate-keep', { key: ['id_no', 'overdue'], order: [{ column: 'overdue', direction: 'ascending' }] }],
  pick: [
    'select',
    {
      columns: [
        { from: 'overdue', name: 'overdue' },
        { from: 'id_no', name: 'id_no' },
        { from: 'level', name: 'level' },
      ],
    },
  ],
  sum: [
    'aggregate',
    {
      keys: ['overdue'],
      results: [{ name: 'most', label: '', function: 'max', arguments: ['overdue'], where: 'overdue > 1', order: [] }],
      having: 'most > 3 and overdue > 1',
      emptyKeys: 'group',
    },
  ],
  other: ['source', { table: 'T1' }],
  meet: [
    'join',
    { kind: 'inner', keys: [{ left: 'id_no', right: 'id_no' }], take: [{ from: 'overdue', name: 'overdue' }] },
  ],
  last: ['filter', { condition: 'overdue is not null' }],
} as const

const wires: readonly (readonly [string, string, string?])[] = [
  ['a', 'calc'],
  ['calc', 'keep'],
  ['keep', 'more'],
  ['more', 'once'],
  ['once', 'pick'],
  ['pick', 'sum'],
  ['other', 'meet', 'left'],
  ['pick', 'meet', 'right'],
  ['meet', 'last'],
]

const model: GraphDocument = {
  format: 'jianmo.graph',
  formatVersion: 1,
  title: '修复',
  summary: '',
  notes: [],
  parameters: [],
  nodes: Object.entries(nodes).map(([id, [type, config]]) => ({
    id,
    type,
    title: id,
    position: { x: 0, y: 0 },
    config: structuredClone(config) as unknown as Record<string, unknown>,
  })),
  edges: wires.map(([from, to, port = 'rows'], index) => ({
    id: `e-${index}`,
    from: { node: from, port: 'rows' },
    to: { node: to, port },
  })),
}

const infer = (document: GraphDocument) => inferOnce(document, catalogue)
const errors = (document: GraphDocument) => infer(document).problems.filter(({ severity }) => severity === 'error')
const config = (document: GraphDocument, id: string) => document.nodes.find((node) => node.id === id)?.config
const removed = perform(startHistory(model), configureNode('calc', 'columns', [late], '新列'), 0)
const lostIn = (document: GraphDocument, id: string) => {
  const node = document.nodes.find((one) => one.id === id)
  return node === undefined ? [] : lostAt(node, infer(document).problems)
}

describe('a column that was removed', () => {
  it('is an error at the nodes that name it and at no other, and nothing is deleted', () => {
    expect(errors(model)).toEqual([])
    const wrong = errors(removed.document)
    expect(new Set(wrong.map(({ nodeId }) => nodeId))).toEqual(
      new Set(['keep', 'more', 'once', 'pick', 'sum', 'meet', 'last']),
    )
    expect(wrong.every(({ code, data }) => code === 'column-not-found' && data['column'] === 'overdue')).toBe(true)
    for (const id of ['keep', 'more', 'once', 'pick', 'sum', 'meet', 'last'])
      expect(config(removed.document, id)).toEqual(config(model, id))
  })

  it('is replaced in every setting and expression that misses it, in one step that is undone', () => {
    const by = infer(removed.document).columns['calc']?.['rows']?.find(({ name }) => name === 'late')
    if (by === undefined) throw new Error('no column late')
    const repaired = perform(removed, replaceColumn('overdue', by, catalogue), 9000)
    const { document } = repaired
    expect(errors(document)).toEqual([])
    expect(config(document, 'keep')).toEqual({
      condition: "late > 3 and region <> 'overdue' and (since is null or late < 9)",
    })
    expect(config(document, 'more')).toMatchObject({
      columns: [{ expression: 'late * 2' }, { expression: "if(twice > late, 'a', 'b')" }],
    })
    expect(config(document, 'once')).toMatchObject({ key: ['id_no', 'late'], order: [{ column: 'late' }] })
    expect(config(document, 'pick')).toMatchObject({ columns: [{ from: 'late', name: 'late' }, {}, {}] })
    expect(config(document, 'sum')).toMatchObject({
      keys: ['late'],
      results: [{ name: 'most', arguments: ['late'], where: 'late > 1' }],
      having: 'most > 3 and late > 1',
    })
    expect(config(document, 'meet')).toMatchObject({ take: [{ from: 'late', name: 'late' }] })
    expect(config(document, 'last')).toEqual({ condition: 'late is not null' })
    expect(repaired.past).toHaveLength(2)
    expect(undo(repaired).document).toEqual(removed.document)
  })

  it('offers the best column first, tried on the whole model, with what it was and since when it is gone', () => {
    const [lost] = lostIn(removed.document, 'keep')
    if (lost === undefined) throw new Error('nothing is lost')
    expect(lost).toMatchObject({ nodeId: 'keep', side: 'in', port: 'rows', name: 'overdue', field: 'condition' })
    const seen = lastSeen(lost, removed.past, catalogue)
    expect(seen).toMatchObject({ column: { type: 'integer' }, step: { zh: '修改“新列”' } })
    const offers = offersFor(
      { ...lost, was: seen?.column ?? null },
      { document: removed.document, inference: infer(removed.document), catalogue },
    )
    expect(offers[0]).toMatchObject({ column: { name: 'late' }, newErrors: 0, sameType: true })
    expect(offers[0]?.changes).toEqual(['keep', 'more', 'once', 'pick', 'sum', 'meet', 'last'])
    expect(offers.find(({ column: { name } }) => name === 'region')?.newErrors).toBeGreaterThan(0)
    expect(offers.map(({ column: { name } }) => name).sort()).toEqual(['id_no', 'late', 'region', 'since', 'until'])
  })

  it('may be replaced by a column that the same derive computes before', () => {
    const document = perform(
      startHistory(model),
      configureNode(
        'more',
        'columns',
        [
          { name: 'twice', label: '', expression: 'overdue * 2' },
          { name: 'level', label: '', expression: "if(twise > 3, 'a', 'b')" },
          { name: 'twise2', label: '', expression: 'twice' },
        ],
        '新列',
      ),
      0,
    ).document
    const [lost] = lostIn(document, 'more')
    if (lost === undefined) throw new Error('nothing is lost')
    const offers = offersFor({ ...lost, was: null }, { document, inference: infer(document), catalogue })
    expect(bestReplacement(offers)?.column.name).toBe('twice')
    expect(offers.map(({ column: { name } }) => name)).not.toContain('twise2')
    const by = offers[0]?.column
    const repaired = by && replaceColumn(lost.name, by, catalogue).apply(document)
    expect(repaired && config(repaired, 'more')).toMatchObject({
      columns: [{}, { expression: "if(twice > 3, 'a', 'b')" }, {}],
    })
  })

  it('keeps a name that was given on purpose, and the name where the other is taken already', () => {
    const document = {
      ...removed.document,
      nodes: removed.document.nodes.map((node) =>
        node.id === 'pick'
          ? {
              ...node,
              config: {
                columns: [
                  { from: 'overdue', name: 'overdue' },
                  { from: 'late', name: 'late' },
                  { from: 'overdue', name: 'days' },
                  { from: 'id_no', name: 'id_no' },
                ],
              },
            }
          : node,
      ),
    }
    const by = infer(document).columns['calc']?.['rows']?.find(({ name }) => name === 'late')
    const repaired = by && replaceColumn('overdue', by, catalogue).apply(document)
    if (repaired === undefined) throw new Error('no column late')
    expect(config(repaired, 'pick')).toMatchObject({
      columns: [
        { from: 'late', name: 'overdue' },
        { from: 'late', name: 'late' },
        { from: 'late', name: 'days' },
        { from: 'id_no' },
      ],
    })
    // The name is there again: what comes after did not change.
    expect(config(repaired, 'last')).toEqual({ condition: 'overdue is not null' })
    expect(errors(repaired)).toEqual([])
  })

  it('changes nothing where the column is not lost', () => {
    const by = infer(model).columns['calc']?.['rows']?.find(({ name }) => name === 'late')
    if (by === undefined) throw new Error('no column late')
    expect(replaceColumn('overdue', by, catalogue).apply(model)).toBe(model)
  })
})
