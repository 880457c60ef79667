import type { Column, LogicalTable } from '@jianmo/connectors/words'
import type { GraphDocument } from '@jianmo/engine/graph'
import { inferModel } from '@jianmo/engine/planner'
import { describe, expect, it } from 'vitest'
import {
  type History,
  isFreeColumn,
  perform,
  renameColumn,
  renameParameter,
  startHistory,
  undo,
  whereNamed,
} from './index.ts'

const label = { zh: '表', en: 'table' }
const column = (name: string, type: Column['type']): Column & { required: boolean } => ({
  name,
  type,
  label: { zh: name, en: name },
  sensitivity: 'internal',
  required: false,
})
const columns = [column('id_no', 'text'), column('recv', 'date'), column('n', 'integer')]
const table: LogicalTable = { id: 'T1', version: 1, name: 't', label, agency: label, about: label, key: [], columns }
const known = { tables: [table], statutes: [] }

/** Two sources; one is narrowed, computed on, filtered, collided with the other, judged. */
const model: GraphDocument = {
  format: 'jianmo.graph',
  formatVersion: 1,
  title: '改名',
  summary: '',
  notes: [],
  parameters: [{ name: 'days', label: { zh: '天数', en: 'Days' }, type: 'integer', value: 3 }],
  nodes: (
    [
      ['a', 'source', { table: 'T1' }],
      ['b', 'source', { table: 'T1' }],
      [
        'pick',
        'select',
        {
          columns: [
            { from: 'id_no', name: 'who' },
            { from: 'n', name: 'count' },
            { from: 'recv', name: 'recv' },
          ],
        },
      ],
      [
        'calc',
        'derive',
        {
          columns: [
            { name: 'twice', label: '', expression: 'count * 2' },
            { name: 'more', label: '', expression: "if(twice > $days, 'twice', 'less')" },
          ],
        },
      ],
      ['keep', 'filter', { condition: "count > $days and [count] < 9 and who <> 'count'" }],
      ['meet', 'join', { kind: 'left', keys: [{ left: 'who', right: 'id_no' }], take: [{ from: 'n', name: 'other' }] }],
      [
        'again',
        'select',
        {
          columns: [
            { from: 'count', name: 'count' },
            { from: 'twice', name: 'doubled' },
            { from: 'other', name: 'other' },
            { from: 'who', name: 'who' },
          ],
        },
      ],
      [
        'rules',
        'judge',
        {
          subject: { id: 'who', name: 'who' },
          event: ['count'],
          unit: '',
          rules: [
            {
              id: 'R1',
              title: '',
              when: 'count > 1',
              outcome: 'violation',
              severity: 'red',
              raise: [{ when: 'doubled > 3', severity: 'red' }],
              deadline: '',
              days: 'count',
              eventDate: '',
              statute: '',
              unknown: '',
              unless: [{ when: 'other = 1', reason: '' }],
              undetermined: [],
            },
          ],
        },
      ],
    ] as const
  ).map(([id, type, config]) => ({
    id,
    type,
    title: id,
    position: { x: 0, y: 0 },
    config: structuredClone(config) as unknown as Record<string, unknown>,
  })),
  edges: (
    [
      ['a', 'rows', 'pick', 'rows'],
      ['pick', 'rows', 'calc', 'rows'],
      ['calc', 'rows', 'keep', 'rows'],
      ['keep', 'rows', 'meet', 'left'],
      ['b', 'rows', 'meet', 'right'],
      ['meet', 'rows', 'again', 'rows'],
      ['again', 'rows', 'rules', 'rows'],
    ] as const
  ).map(([node, port, to, end], index) => ({ id: `e-${index}`, from: { node, port }, to: { node: to, port: end } })),
}

const config = (document: GraphDocument, id: string) => document.nodes.find((node) => node.id === id)?.config
const codes = (document: GraphDocument) =>
  inferModel(document, { ...known, parameters: document.parameters }).problems.map(({ code }) => code)
const type = (history: History, place: Parameters<typeof renameColumn>[0], names: readonly string[], pause = 5000) =>
  names.reduce((state, name, index) => perform(state, renameColumn(place, name, known), index * pause), history)

describe('renaming a column', () => {
  it('takes every expression and reference downstream along, and undo brings all back', () => {
    const before = codes(model)
    const history = type(startHistory(model), { nodeId: 'pick', field: 'columns', index: 1 }, ['次数'])
    const { document } = history
    expect(config(document, 'calc')).toMatchObject({ columns: [{ expression: '次数 * 2' }, {}] })
    expect(config(document, 'keep')).toEqual({ condition: "次数 > $days and 次数 < 9 and who <> 'count'" })
    expect(config(document, 'again')).toMatchObject({ columns: [{ from: '次数', name: '次数' }, {}, {}, {}] })
    expect(config(document, 'rules')).toMatchObject({ event: ['次数'], rules: [{ when: '次数 > 1', days: '次数' }] })
    expect(codes(document)).toEqual(before)
    expect(undo(history).document).toEqual(model)
  })

  it('follows a computed column inside its node and beyond, and a column that a join takes', () => {
    const derived = type(startHistory(model), { nodeId: 'calc', field: 'columns', index: 0 }, ['double']).document
    expect(config(derived, 'calc')).toMatchObject({
      columns: [{}, { expression: "if(double > $days, 'twice', 'less')" }],
    })
    expect(config(derived, 'again')).toMatchObject({ columns: [{}, { from: 'double', name: 'doubled' }, {}, {}] })
    const taken = type(startHistory(model), { nodeId: 'meet', field: 'take', index: 0 }, ['theirs']).document
    expect(config(taken, 'rules')).toMatchObject({ rules: [{ unless: [{ when: 'theirs = 1' }] }] })
    const key = type(startHistory(model), { nodeId: 'pick', field: 'columns', index: 0 }, ['person']).document
    expect(config(key, 'meet')).toMatchObject({ keys: [{ left: 'person', right: 'id_no' }] })
    expect(config(key, 'rules')).toMatchObject({ subject: { id: 'person', name: 'person' } })
    for (const document of [derived, taken, key]) expect(codes(document)).toEqual(codes(model))
  })

  it('is one step while the name is typed, through nothing and through names of other columns', () => {
    const place = { nodeId: 'pick', field: 'columns', index: 1 }
    const history = type(startHistory(model), place, ['', 'r', 'rec', 'recv', 'recv2'])
    expect(history.past.length).toBe(1)
    expect(history.document).toEqual(type(startHistory(model), place, ['recv2']).document)
    const through = type(startHistory(model), place, ['recv'])
    // Taken: nothing follows, and the problem is shown where the name is written.
    expect(config(through.document, 'keep')).toEqual(config(model, 'keep'))
    expect(codes(through.document)).toContain('duplicate-column')
    expect(undo(history).document).toEqual(model)
  })

  it('comes back to the same document when it is renamed there and back', () => {
    const place = { nodeId: 'pick', field: 'columns', index: 1 }
    const there = type(startHistory(model), place, ['x']).document
    const back = type(startHistory(there), place, ['count']).document
    // [count] needs no brackets: it is written bare after the journey.
    expect(config(back, 'keep')).toEqual({ condition: "count > $days and count < 9 and who <> 'count'" })
    expect({ ...back, nodes: back.nodes.filter(({ id }) => id !== 'keep') }).toEqual({
      ...model,
      nodes: model.nodes.filter(({ id }) => id !== 'keep'),
    })
  })

  it('knows where a column got its name', () => {
    const where = (nodeId: string, name: string) => whereNamed(model, nodeId, { name, known })
    expect(where('rules', 'count')).toEqual({ nodeId: 'again', field: 'columns', index: 0 })
    expect(where('keep', 'count')).toEqual({ nodeId: 'pick', field: 'columns', index: 1 })
    expect(where('calc', 'twice')).toEqual({ nodeId: 'calc', field: 'columns', index: 0 })
    expect(where('again', 'other')).toEqual({ nodeId: 'meet', field: 'take', index: 0 })
    expect(where('pick', 'n')).toEqual({ source: 'a' })
    expect(where('keep', 'nowhere')).toBeNull()
  })
})

describe('renaming what an aggregate gathers', () => {
  const results = [
    { name: 'n', label: '', function: 'count', arguments: [] },
    { name: 'most', label: '', function: 'max', arguments: ['n'] },
  ]
  const grouped: GraphDocument = {
    ...model,
    nodes: [
      ...model.nodes.filter(({ id }) => id === 'a'),
      ...[
        {
          id: 'pick',
          type: 'select',
          config: {
            columns: [
              { from: 'id_no', name: 'who' },
              { from: 'n', name: 'n' },
            ],
          },
        },
        {
          id: 'groups',
          type: 'aggregate',
          config: { keys: ['who'], results, having: "n > 2 and most > 1 and who <> 'n'", emptyKeys: 'group' },
        },
        { id: 'many', type: 'filter', config: { condition: 'n > 3' } },
      ].map((node) => ({ ...node, title: node.id, position: { x: 0, y: 0 } })),
    ],
    edges: [
      ['a', 'pick'],
      ['pick', 'groups'],
      ['groups', 'many'],
    ].map(([from = '', to = ''], index) => ({
      id: `g-${index}`,
      from: { node: from, port: 'rows' },
      to: { node: to, port: 'rows' },
    })),
  }

  it('leaves a condition over groups alone that means a result of the same name', () => {
    const renamed = type(startHistory(grouped), { nodeId: 'pick', field: 'columns', index: 1 }, ['amount']).document
    expect(config(renamed, 'groups')).toMatchObject({
      results: [{ name: 'n' }, { arguments: ['amount'] }],
      having: "n > 2 and most > 1 and who <> 'n'",
    })
    expect(config(renamed, 'many')).toEqual({ condition: 'n > 3' })
    expect(codes(renamed)).toEqual(codes(grouped))
  })

  it('takes a key along in the condition over groups', () => {
    const renamed = type(startHistory(grouped), { nodeId: 'pick', field: 'columns', index: 0 }, ['person']).document
    expect(config(renamed, 'groups')).toMatchObject({
      keys: ['person'],
      having: "n > 2 and most > 1 and person <> 'n'",
    })
    expect(codes(renamed)).toEqual(codes(grouped))
  })

  it('follows a result of groups, also in the condition over them', () => {
    const place = { nodeId: 'groups', field: 'results', index: 0 }
    const renamed = type(startHistory(grouped), place, ['times']).document
    expect(config(renamed, 'groups')).toMatchObject({
      results: [{ name: 'times' }, {}],
      having: "times > 2 and most > 1 and who <> 'n'",
    })
    expect(config(renamed, 'many')).toEqual({ condition: 'times > 3' })
    expect(codes(renamed)).toEqual(codes(grouped))
    expect(whereNamed(grouped, 'many', { name: 'n', known })).toEqual(place)
  })

  it('goes through a node that was drawn before it had all its settings', () => {
    const once = { id: 'once', type: 'deduplicate-keep', title: 'o', position: { x: 0, y: 0 }, config: { key: ['n'] } }
    const last = { id: 'last', type: 'filter', title: 'l', position: { x: 0, y: 0 }, config: { condition: 'n > 3' } }
    const old: GraphDocument = {
      ...grouped,
      nodes: [...grouped.nodes.filter(({ id }) => id === 'a' || id === 'pick'), once, last],
      edges: [
        ...grouped.edges.slice(0, 1),
        { id: 'o-1', from: { node: 'pick', port: 'rows' }, to: { node: 'once', port: 'rows' } },
        { id: 'o-2', from: { node: 'once', port: 'rows' }, to: { node: 'last', port: 'rows' } },
      ],
    }
    const renamed = type(startHistory(old), { nodeId: 'pick', field: 'columns', index: 1 }, ['amount']).document
    expect(config(renamed, 'once')).toMatchObject({ key: ['amount'] })
    expect(config(renamed, 'last')).toEqual({ condition: 'amount > 3' })
  })

  it('follows a column of a typed table', () => {
    const table = { columns: [{ name: 'code', label: '', type: 'text' }], rows: [['1']] }
    const typed: GraphDocument = {
      ...model,
      nodes: [
        { id: 't', type: 'inline-table', title: 't', position: { x: 0, y: 0 }, config: { table } },
        { id: 'f', type: 'filter', title: 'f', position: { x: 0, y: 0 }, config: { condition: "code = '1'" } },
      ],
      edges: [{ id: 'e', from: { node: 't', port: 'rows' }, to: { node: 'f', port: 'rows' } }],
    }
    const place = { nodeId: 't', field: 'table', index: 0 }
    expect(whereNamed(typed, 'f', { name: 'code', known })).toEqual(place)
    const renamed = type(startHistory(typed), place, ['', '代码']).document
    expect(config(renamed, 't')).toEqual({ table: { ...table, columns: [{ name: '代码', label: '', type: 'text' }] } })
    expect(config(renamed, 'f')).toEqual({ condition: "代码 = '1'" })
    expect(codes(renamed)).toEqual([])
  })
})

describe('renaming a parameter', () => {
  it('takes the column of a parameter table along, wherever it goes', () => {
    const position = { x: 0, y: 0 }
    const given: GraphDocument = {
      ...model,
      parameters: [...model.parameters, { name: 'other', label, type: 'integer', value: 1 }],
      nodes: [
        { id: 'given', type: 'parameter', title: 'g', position, config: { parameters: ['days', 'other'] } },
        {
          id: 'calc',
          type: 'derive',
          title: 'c',
          position,
          config: { columns: [{ name: 'sum', label: '', expression: 'days + $days' }] },
        },
        {
          id: 'pick',
          type: 'select',
          title: 'p',
          position,
          config: {
            columns: [
              { from: 'days', name: 'days' },
              { from: 'sum', name: 'sum' },
            ],
          },
        },
        { id: 'keep', type: 'filter', title: 'k', position, config: { condition: 'days > 1 and sum > $days' } },
      ],
      edges: [
        ['given', 'calc'],
        ['calc', 'pick'],
        ['pick', 'keep'],
      ].map(([from = '', to = ''], index) => ({
        id: `p-${index}`,
        from: { node: from, port: 'rows' },
        to: { node: to, port: 'rows' },
      })),
    }
    const { document } = perform(startHistory(given), renameParameter('days', 'limit', known), 0)
    expect(config(document, 'given')).toEqual({ parameters: ['limit', 'other'] })
    expect(config(document, 'calc')).toMatchObject({ columns: [{ expression: 'limit + $limit' }] })
    expect(config(document, 'pick')).toEqual({
      columns: [
        { from: 'limit', name: 'limit' },
        { from: 'sum', name: 'sum' },
      ],
    })
    expect(config(document, 'keep')).toEqual({ condition: 'limit > 1 and sum > $limit' })
    expect(codes(document)).toEqual(codes(given))
  })

  it('rewrites every use in the model, in one step that can be undone', () => {
    const history = perform(startHistory(model), renameParameter('days', 'limit', known), 0)
    expect(config(history.document, 'keep')).toMatchObject({
      condition: "count > $limit and [count] < 9 and who <> 'count'",
    })
    expect(config(history.document, 'calc')).toMatchObject({
      columns: [{}, { expression: "if(twice > $limit, 'twice', 'less')" }],
    })
    expect(codes(history.document)).toEqual(codes(model))
    expect(undo(history).document).toEqual(model)
    expect(perform(history, renameParameter('limit', '天数', known), 0)).toBe(history)
  })

  it('knows which names are free where a column gets its name', () => {
    const place = { nodeId: 'pick', field: 'columns', index: 1 }
    const free = (name: string) => isFreeColumn(model, place, { name, known })
    expect(['total', 'count', 'Count', 'WHO', 'recv'].map(free)).toEqual([true, true, true, false, false])
  })
})
