import type { LogicalTable } from '@jianmo/connectors/words'
import { describe, expect, it } from 'vitest'
import { graphProblem, parseDocument } from '../graph/index.ts'
import { nodeSpecs } from '../nodes/index.ts'
import { checkBinding, createInference, identityBinding, inferModel } from './index.ts'

const label = { zh: '表', en: 'table' }
const people: LogicalTable = {
  id: 'T90',
  version: 1,
  name: 'people',
  label,
  agency: label,
  about: label,
  key: [],
  columns: [
    {
      name: 'id_no',
      type: 'text',
      semantic: 'resident-id',
      label: { zh: '证件号码', en: 'id' },
      sensitivity: 'sensitive',
      required: true,
    },
    { name: 'born', type: 'date', label: { zh: '出生', en: 'born' }, sensitivity: 'personal', required: false },
    {
      name: 'sex',
      type: 'text',
      label: { zh: '性别', en: 'sex' },
      sensitivity: 'internal',
      required: false,
      codes: [{ value: 'male', label: { zh: '男', en: 'male' } }],
    },
  ],
}

interface Sketch {
  readonly type: string
  readonly config?: object
  readonly from?: Readonly<Record<string, readonly [string, string]>>
}

function document(nodes: Readonly<Record<string, Sketch>>) {
  const position = { x: 0, y: 0 }
  const parsed = parseDocument({
    format: 'jianmo.graph',
    formatVersion: 1,
    title: 't',
    summary: '',
    notes: [],
    parameters: [],
    nodes: Object.entries(nodes).map(([id, { type, config }]) => ({
      id,
      type,
      title: id,
      position,
      config: config ?? {},
    })),
    edges: Object.entries(nodes).flatMap(([id, { from }]) =>
      Object.entries(from ?? {}).map(([port, [node, out]]) => ({
        id: `e-${id}-${port}`,
        from: { node, port: out },
        to: { node: id, port },
      })),
    ),
  })
  if (!parsed.document) throw new Error(JSON.stringify(parsed.problems))
  return parsed.document
}
const infer = (nodes: Readonly<Record<string, Sketch>>) =>
  inferModel(document(nodes), { tables: [people], statutes: [], parameters: [] })
const found = (nodes: Readonly<Record<string, Sketch>>) =>
  infer(nodes).problems.map(({ code, nodeId, field, data }) => ({ code, nodeId, field, data }))

const source: Sketch = { type: 'source', config: { table: 'T90' } }
const rows = (node: string) => ({ rows: [node, 'rows'] as const })

describe('inferModel', () => {
  it('gives every node its columns, with labels and meaning, through renames and joins', () => {
    const { columns, problems } = infer({
      a: source,
      b: {
        type: 'select',
        config: {
          columns: [
            { from: 'id_no', name: 'person', label: '人' },
            { from: 'born', name: 'born' },
          ],
        },
        from: rows('a'),
      },
      c: {
        type: 'join',
        config: { kind: 'left', keys: [{ left: 'person', right: 'id_no' }], take: [{ from: 'sex', name: 'sex2' }] },
        from: { left: ['b', 'rows'], right: ['a', 'rows'] },
      },
    })
    expect(problems).toEqual([])
    expect(columns['c']?.['rows']).toMatchObject([
      { name: 'person', label: { zh: '人' }, semantic: 'resident-id', sensitivity: 'sensitive' },
      { name: 'born', type: 'date' },
      { name: 'sex2', label: { zh: '性别' } },
    ])
    expect(columns['c']?.['unidentified']?.at(-1)?.name).toBe('identity_reason')
  })

  it('knows a column by its id, whatever it is called, and gives a second copy an id of its own', () => {
    const keep = [{ from: 'id_no', name: 'person' }]
    const { columns } = infer({
      a: source,
      b: { type: 'select', config: { columns: keep }, from: rows('a') },
      c: {
        type: 'join',
        config: { kind: 'left', keys: [{ left: 'person', right: 'id_no' }], take: [{ from: 'id_no', name: 'again' }] },
        from: { left: ['b', 'rows'], right: ['a', 'rows'] },
      },
      d: {
        type: 'derive',
        config: { columns: [{ name: 'n', label: 'n', expression: 'length(person)' }] },
        from: rows('c'),
      },
    })
    expect(columns['d']?.['rows']?.map(({ id, name }) => [id, name])).toEqual([
      ['a.id_no', 'person'],
      ['c.again', 'again'],
      ['d.n', 'n'],
    ])
  })

  it('reports a misspelt column at its node and field, with the nearest name', () => {
    expect(
      found({ a: source, f: { type: 'filter', config: { condition: "id_on = 'x'" }, from: rows('a') } }),
    ).toMatchObject([
      { code: 'column-not-found', nodeId: 'f', field: 'condition', data: { column: 'id_on', nearest: 'id_no' } },
    ])
    expect(
      found({
        a: source,
        d: {
          type: 'deduplicate-keep',
          config: { key: ['bron'], order: [{ column: 'born', direction: 'ascending' }] },
          from: rows('a'),
        },
      }),
    ).toMatchObject([{ code: 'column-not-found', field: 'key.0', data: { nearest: 'born' } }])
  })

  it('reports a condition that is no condition, keys of different types, and an id matched with something else', () => {
    expect(found({ a: source, f: { type: 'filter', config: { condition: 'born' }, from: rows('a') } })).toMatchObject([
      { code: 'condition-not-boolean', field: 'condition' },
    ])
    const join = (left: string, right: string) =>
      found({
        a: source,
        j: {
          type: 'join',
          config: { kind: 'inner', keys: [{ left, right }], take: [] },
          from: { left: ['a', 'rows'], right: ['a', 'rows'] },
        },
      })
    expect(join('id_no', 'born')).toMatchObject([{ code: 'key-types-differ', field: 'keys.0' }])
    expect(join('id_no', 'id_no')).toEqual([])
  })

  it('reports rules at their dotted path', () => {
    const rule = {
      id: 'R1',
      title: 't',
      when: 'born',
      outcome: 'violation',
      severity: 'red',
      unknown: '',
      days: "'x'",
      unless: [{ when: 'nope', reason: 'r' }],
    }
    const problems = found({
      a: source,
      j: {
        type: 'judge',
        config: { subject: { id: 'id_no', name: '' }, event: [], unit: '', rules: [rule] },
        from: rows('a'),
      },
    })
    expect(problems.map(({ code, field }) => `${field} ${code}`)).toEqual([
      'rules.0.unknown setting-missing',
      'rules.0.when condition-not-boolean',
      'rules.0.unless.0.when column-not-found',
      'rules.0.days wrong-type',
    ])
  })

  it('warns before people without an id are deduplicated into one', () => {
    const once = (from: string) =>
      found({
        a: source,
        n: { type: 'normalise-identity', config: { column: 'id_no' }, from: rows('a') },
        d: {
          type: 'deduplicate-keep',
          config: { key: ['id_no'], order: [{ column: 'born', direction: 'descending' }] },
          from: rows(from),
        },
      }).filter(({ nodeId }) => nodeId === 'd')
    expect(once('a')).toMatchObject([{ code: 'deduplicates-unverified', field: 'key.0' }])
    expect(once('n')).toEqual([])
  })

  it('takes no personal column for the supervised unit, which lists show unmasked', () => {
    const unit = (column: string) =>
      found({
        a: source,
        j: {
          type: 'judge',
          config: { subject: { id: 'id_no', name: '' }, event: [], unit: column, rules: [] },
          from: rows('a'),
        },
      }).filter(({ field }) => field === 'unit')
    expect(unit('id_no')).toMatchObject([{ code: 'unit-is-personal' }])
    expect(unit('sex')).toEqual([])
  })

  it('reports what is not connected, connected twice, or connected to a port that is not there', () => {
    expect(found({ f: { type: 'filter', config: { condition: 'true' } } })).toMatchObject([
      { code: 'input-missing', nodeId: 'f' },
    ])
    expect(
      found({
        a: source,
        f: { type: 'filter', config: { condition: 'true' }, from: { rows: ['a', 'rows'], lines: ['a', 'rows'] } },
      }),
    ).toMatchObject([{ code: 'unknown-port' }])
    expect(
      found({ a: source, f: { type: 'filter', config: { condition: 'true' }, from: { rows: ['a', 'nothing'] } } }),
    ).toMatchObject([{ code: 'unknown-port', data: { ports: ['rows'] } }])
  })

  it('keeps an unknown node type and says so', () => {
    const strange = document({ a: source, m: { type: 'magic', config: { spell: [1, 2] }, from: rows('a') } })
    expect(strange.nodes[1]?.config).toEqual({ spell: [1, 2] })
    expect(inferModel(strange, { tables: [people], statutes: [], parameters: [] }).problems).toMatchObject([
      { code: 'unknown-node-type', nodeId: 'm' },
    ])
  })

  it('finds a cycle and names the cards on it', () => {
    const filter = (from: string): Sketch => ({ type: 'filter', config: { condition: 'true' }, from: rows(from) })
    const problems = found({ a: filter('b'), b: filter('a') })
    expect(problems.map(({ code, nodeId }) => `${code} ${nodeId}`).sort()).toEqual(['cyclic-graph a', 'cyclic-graph b'])
  })

  it('reports names that are used twice, whatever their case, and columns that unions lack', () => {
    expect(
      found({
        a: source,
        d: { type: 'derive', config: { columns: [{ name: 'BORN', label: '', expression: '1' }] }, from: rows('a') },
      }),
    ).toMatchObject([{ code: 'duplicate-column' }])
    const few: Sketch = { type: 'select', config: { columns: [{ from: 'born', name: 'born' }] }, from: rows('a') }
    expect(
      found({ a: source, s: few, u: { type: 'union', from: { first: ['a', 'rows'], second: ['s', 'rows'] } } }).map(
        ({ data }) => data['column'],
      ),
    ).toEqual(['id_no', 'sex'])
  })

  it('never throws on any node type with its fresh config, connected or not', () => {
    // These need nothing to be filled in.
    const complete = ['union', 'distinct']
    for (const spec of nodeSpecs) {
      const from = Object.fromEntries(Object.keys(spec.inputs).map((port) => [port, ['a', 'rows'] as const]))
      for (const inputs of [{}, from])
        expect(() => infer({ a: source, x: { type: spec.type, from: inputs } })).not.toThrow()
      expect(
        found({
          a: source,
          x: {
            type: spec.type,
            config: { table: 3, rules: 'x', columns: 5, key: null, keys: 1, column: [], condition: {}, title: 4 },
            from,
          },
        }).length,
      ).toBeGreaterThan(complete.includes(spec.type) ? -1 : 0)
    }
  })

  it('offers a way out in both languages in every problem', () => {
    const { zh, en } = graphProblem('cyclic-graph', { nodes: ['a'], titles: ['A', 'A'] }).text
    expect([zh.includes('请'), en.includes('delete')]).toEqual([true, true])
  })
})

describe('checkBinding', () => {
  const whole = identityBinding(people)

  it('is content with a table that looks like the logical one', () => {
    expect(checkBinding(whole, people, ['id_no', 'born', 'sex'])).toEqual([])
  })

  it('names a missing physical column and the nearest one', () => {
    const binding = { ...whole, columns: { ...whole.columns, born: { from: 'csrq' } } }
    expect(checkBinding(binding, people, ['id_no', 'csrq1', 'sex'])).toMatchObject([
      { code: 'physical-column-missing', field: 'columns.born', data: { physical: 'csrq', nearest: 'csrq1' } },
    ])
  })

  it('wants required columns, known codes and columns of the table', () => {
    const binding = {
      ...whole,
      columns: {
        id_no: { from: null },
        sex: { from: 'xb', codes: { '1': 'male', '2': 'femal' } },
        nmae: { from: 'x' },
      },
    }
    expect(checkBinding(binding, people, null).map(({ code, field }) => `${code} ${field}`)).toEqual([
      'required-column-not-bound columns.id_no',
      'code-not-known columns.sex',
      'binding-column-unknown columns.nmae',
    ])
  })
})

describe('createInference', () => {
  it('gives what inferModel gives after every edit, and keeps what did not change', () => {
    const model = document({
      all: { type: 'source', config: { table: 'T90' } },
      adults: {
        type: 'filter',
        config: { condition: "born < date '2000-01-01'" },
        from: { rows: ['all', 'rows'] },
      },
      seen: { type: 'select', config: { columns: [{ from: 'sex', name: 's' }] }, from: { rows: ['adults', 'rows'] } },
    })
    const context = { tables: [people], statutes: [], parameters: [] }
    const infer = createInference()
    const before = infer(model, context)
    expect(before).toEqual(inferModel(model, context))
    const [first] = model.nodes
    const moved = {
      ...model,
      nodes: model.nodes.map((node) => (node === first ? { ...node, position: { x: 9, y: 9 } } : node)),
    }
    const after = infer(moved, context)
    for (const { id } of model.nodes) expect(after.columns[id]).toBe(before.columns[id])
    const last = model.nodes.at(-1)
    const broken = { ...model, nodes: model.nodes.map((node) => (node === last ? { ...node, config: {} } : node)) }
    expect(infer(broken, context)).toEqual(inferModel(broken, context))
    expect(infer(model, context)).toEqual(inferModel(model, context))

    // An edit that changes nothing of what comes out stops there.
    const known = infer(model, context)
    const renarrowed = {
      ...model,
      nodes: model.nodes.map((node) =>
        node === last ? { ...node, config: { columns: [{ from: 'sex', name: 's', label: '性别' }] } } : node,
      ),
    }
    const again = infer(renarrowed, context)
    expect(again).toEqual(inferModel(renarrowed, context))
    const copied = { ...structuredClone(renarrowed), parameters: model.parameters }
    expect(infer(copied, context).columns['seen']?.['rows']).toBe(again.columns['seen']?.['rows'])
    expect(known.columns['adults']).toBe(again.columns['adults'])
    const cut = { ...model, edges: model.edges.slice(1) }
    expect(infer(cut, context)).toEqual(inferModel(cut, context))
  })
})

describe('a broken column', () => {
  it('is blamed where it is computed and nowhere else', () => {
    const derive = { type: 'derive', config: { columns: [{ name: 'late', label: '', expression: 'gone - 30' }] } }
    const sum = { name: 'total', label: '', function: 'sum', arguments: ['gone'] }
    const problems = found({
      s: source,
      d: { ...derive, from: rows('s') },
      f: { type: 'filter', config: { condition: 'late > 0 and born is not null' }, from: rows('d') },
      g: { type: 'aggregate', config: { keys: ['late'], results: [sum], having: 'total > 3' }, from: rows('d') },
      j: {
        type: 'join',
        config: { kind: 'semi', keys: [{ left: 'late', right: 'born' }], take: [] },
        from: { left: ['f', 'rows'], right: ['s', 'rows'] },
      },
      t: { type: 'filter', config: { condition: 'total + 1 > 0' }, from: rows('g') },
      u: {
        type: 'union',
        config: { missing: 'empty' },
        from: { first: ['f', 'rows'], second: ['s', 'rows'] },
      },
    })
    const errors = problems.filter(({ code }) => code !== 'key-may-be-empty')
    expect(errors.map(({ nodeId, data }) => [nodeId, data['column']])).toEqual([
      ['d', 'gone'],
      ['g', 'gone'],
    ])
  })
})
