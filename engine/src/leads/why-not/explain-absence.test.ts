import { checkCharacter } from '@jianmo/connectors/values'
import { describe, expect, it } from 'vitest'
import type { GraphDocument } from '../../graph/index.ts'
import { contextOf, graph, runGraph, type TestData, table } from '../../sql/testing/run-graph.ts'
import type { Sought } from '../../sql/why-not/index.ts'
import type { Absence, StopReason } from './absence.ts'
import { explainAbsence } from './explain-absence.ts'

const person = (serial: number) => {
  const body = `10010119900101${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}
const people = table('T90', { id_no: 'id', person_name: 'name', amount: 'integer', day: 'date', kind: 'text' })
const register = table('T91', { id_no: 'id', admitted: 'date', place: 'text' })
const tables = [people, register]

const data: TestData = {
  T90: [
    [person(1), '张三', '5', '2026-01-01', 'a'],
    [person(1), '张三', '7', '2026-02-01', 'a'],
    [person(2), '李四', '50', null, 'b'],
    [person(3), '王五', '60', '2026-03-01', 'b'],
    ['1.00101E+17', '赵六', '70', '2026-03-01', 'b'],
  ],
  T91: [
    [person(1), '2026-01-05', '甲'],
    [person(2), '2026-01-06', '乙'],
    [person(4), '2026-01-07', '丙'],
  ],
}

async function why(document: GraphDocument, sought: Sought | number, rows: TestData = data): Promise<Absence> {
  await using run = await runGraph(document, tables, rows)
  const whom = typeof sought === 'number' ? ({ kind: 'person', id: person(sought) } as const) : sought
  return await explainAbsence(run.ask, { document, context: contextOf(tables), sought: whom })
}

function reason<Kind extends StopReason['kind']>({ ends }: Absence, kind: Kind): Extract<StopReason, { kind: Kind }> {
  const found = ends[0]?.reasons[0]
  if (found?.kind !== kind) throw new Error(`${found?.kind} instead of ${kind}: ${JSON.stringify(ends, null, 1)}`)
  return found as Extract<StopReason, { kind: Kind }>
}

const source = ['source', { table: 'T90' }] as const
const other = ['source', { table: 'T91' }] as const
const filtered = (condition: string) => graph({ people: source, few: ['filter', { condition }, { rows: 'people' }] })

describe('a filter', () => {
  it('names the one condition that is not true, with the values that it compares', async () => {
    const found = await why(filtered("amount >= 10 and kind in ('a', 'c')"), 3)
    expect(found).toMatchObject({ verdict: 'stopped', ends: [{ kind: 'stopped', nodeId: 'few', decisive: true }] })
    expect(reason(found, 'conditions').rows).toMatchObject([
      [
        { text: 'amount >= 10', value: true, operands: [{ text: 'amount', value: '60' }] },
        { text: "kind in ('a', 'c')", value: false, operands: [{ text: 'kind', value: 'b' }] },
      ],
    ])
  })

  it('tells unknown from false', async () => {
    const found = await why(filtered("amount > 10 and day >= date '2026-01-01'"), 2)
    expect(reason(found, 'conditions').rows[0]?.map(({ value }) => value)).toEqual([true, null])
    expect(found.ends[0]?.path).toEqual([{ nodeId: 'people', port: 'rows', rows: 1 }])
  })

  it('lets the person pass when the condition that was blamed is left out', async () => {
    expect((await why(filtered('amount >= 10'), 3)).ends).toMatchObject([{ kind: 'open', nodeId: 'few' }])
  })
})

describe('the id', () => {
  it.each([
    ['full width', person(3).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))],
    ['spaces', ` ${person(3).slice(0, 6)} ${person(3).slice(6)} `],
    ['15 digits', `${person(3).slice(0, 6)}${person(3).slice(8, 17)}`],
  ])('is understood with %s', async (_, id) => {
    const found = await why(filtered('amount < 10'), { kind: 'person', id })
    expect(found.sources).toMatchObject([{ nodeId: 'people', rows: [4] }])
  })

  it('is looked for in every source; one with the same first 17 digits is named', async () => {
    const id = `${person(3).slice(0, 17)}${person(3).endsWith('1') ? '2' : '1'}`
    const found = await why(filtered('amount < 10'), { kind: 'person', id })
    expect(found).toMatchObject({ verdict: 'nowhere', sources: [{ nodeId: 'people', rows: [], near: [4] }] })
  })

  it('may be another key', async () => {
    const found = await why(filtered('amount < 10'), { kind: 'value', column: 'person_name', value: '李 四' })
    expect(found.sources[0]?.rows).toEqual([3])
    const none = await why(filtered('amount < 10'), { kind: 'value', column: 'nothing', value: '1' })
    expect(none).toMatchObject({ verdict: 'nowhere', sources: [{ columns: [] }] })
  })
})

describe('a join', () => {
  const joined = (kind: string, keys = [{ left: 'id_no', right: 'id_no' }], before = 'true') =>
    graph({
      people: source,
      'id-people': ['normalise-identity', { column: 'id_no' }, { rows: 'people' }],
      register: other,
      'id-register': ['normalise-identity', { column: 'id_no' }, { rows: 'register' }],
      early: ['filter', { condition: before }, { rows: 'id-register' }],
      hit: ['join', { kind, keys, take: [] }, { left: 'id-people', right: 'early' }],
    })

  it('says that the other side has no row with the key', async () => {
    const found = await why(joined('inner'), 3)
    expect(found.ends[0]).toMatchObject({ nodeId: 'hit', kind: 'stopped', because: null })
    expect(reason(found, 'partner')).toMatchObject({
      join: 'inner',
      side: 'left',
      keys: [[{ text: 'id_no', value: person(3) }]],
      alone: [false],
      lostAt: null,
    })
  })

  it('says it from the right side, too', async () => {
    const found = await why(joined('inner'), 4)
    expect(found.ends[0]).toMatchObject({ nodeId: 'hit', scanNodeId: 'register' })
    expect(reason(found, 'partner')).toMatchObject({ side: 'right', keys: [[{ value: person(4) }]] })
  })

  it('names the earlier node that left the partner out, and puts that one first', async () => {
    const found = await why(joined('inner', undefined, "place = '甲'"), 2)
    expect(found.ends[0]).toMatchObject({ nodeId: 'early', kind: 'stopped', decisive: true, because: null })
    expect(found.ends[1]).toMatchObject({
      nodeId: 'hit',
      because: 'early',
      reasons: [{ lostAt: { nodeId: 'early', after: { nodeId: 'id-register', port: 'rows' } } }],
    })
  })

  it('names the row that excluded the person', async () => {
    const found = await why(joined('anti'), 2)
    expect(found.ends[0]).toMatchObject({ nodeId: 'hit', kind: 'stopped' })
    expect(reason(found, 'partner')).toMatchObject({
      join: 'anti',
      partners: [
        {
          values: [{ value: person(2) }, { text: 'admitted', value: '2026-01-06' }, { value: '乙' }, {}],
          rows: [{ scanNodeId: 'register', row: 2 }],
        },
      ],
    })
    expect(found.ends.at(-1)).toMatchObject({ kind: 'compared', scanNodeId: 'register', decisive: false })
  })

  it('tells which of two keys has a partner', async () => {
    const keys = [
      { left: 'id_no', right: 'id_no' },
      { left: 'kind', right: 'place' },
    ]
    expect(reason(await why(joined('semi', keys), 1), 'partner')).toMatchObject({
      alone: [true, false],
      keys: [
        [{}, { text: 'kind', value: 'a' }],
        [{}, {}],
      ],
      partners: [{ values: [{ value: person(1) }, { text: 'place', value: '甲' }, {}, {}] }, {}],
    })
  })

  it('says that nobody is lost for want of a partner in a left join', async () => {
    expect((await why(joined('left'), 3)).ends[0]).toMatchObject({ kind: 'open', nodeId: 'hit' })
    expect((await why(joined('left'), 4)).ends[0]).toMatchObject({ kind: 'stopped', decisive: false })
  })
})

it('sends a damaged id to 待核身份 and says why', async () => {
  const document = graph({ people: source, ids: ['normalise-identity', { column: 'id_no' }, { rows: 'people' }] })
  const found = await why(document, { kind: 'person', id: '1.00101e+17' })
  expect(found.ends).toMatchObject([
    {
      kind: 'left',
      nodeId: 'ids',
      through: [{ port: 'unverified', rows: 1, reason: { zh: expect.stringContaining('表格软件') } }],
    },
  ])
})

it('names the row that was kept instead, and what decided', async () => {
  const document = graph({
    people: source,
    once: [
      'deduplicate-keep',
      { key: ['kind'], order: [{ column: 'amount', direction: 'descending' }] },
      { rows: 'people' },
    ],
  })
  const found = await why(document, 3)
  expect(found.ends).toMatchObject([{ kind: 'stopped', nodeId: 'once' }])
  expect(reason(found, 'winner').rows).toMatchObject([
    {
      rank: 2,
      kept: 1,
      partition: [{ text: 'kind', value: 'b' }],
      order: [{ text: 'amount', direction: 'descending', own: { value: '60' }, winner: { value: '70' } }],
    },
  ])
})

it('follows the branches of a union apart', async () => {
  const document = graph({
    people: source,
    young: ['filter', { condition: 'amount < 10' }, { rows: 'people' }],
    old: ['filter', { condition: 'amount > 55' }, { rows: 'people' }],
    both: ['union', {}, { first: 'young', second: 'old' }],
    none: ['filter', { condition: 'amount > 1000' }, { rows: 'both' }],
  })
  expect((await why(document, 2)).ends).toMatchObject([
    { nodeId: 'young', kind: 'stopped', decisive: true },
    { nodeId: 'old', kind: 'stopped', decisive: true },
  ])
  expect((await why(document, 3)).ends.map(({ nodeId }) => nodeId)).toEqual(['none', 'young'])
})

describe('a judge', () => {
  const rule = {
    id: 'R1',
    title: '数额',
    outcome: 'violation',
    severity: 'red',
    when: 'amount > 55',
    unless: [{ when: "kind = 'x'", reason: '除外' }],
    undetermined: [{ when: 'day is null', reason: '没有日期' }],
  }
  const document = (when = rule.when) =>
    graph({
      people: source,
      judge: [
        'judge',
        { subject: { id: 'id_no', name: 'person_name' }, event: [], rules: [{ ...rule, when, unknown: '不明' }] },
        { rows: 'people' },
      ],
      leads: ['lead-output', { title: '线索' }, { leads: 'judge.leads', undetermined: 'judge.undetermined' }],
    })

  it('shows every condition of every rule', async () => {
    const found = await why(document(), 1)
    expect(found).toMatchObject({ verdict: 'stopped', ends: [{ kind: 'stopped', nodeId: 'judge' }] })
    expect(reason(found, 'rules').rows[0]).toMatchObject([
      {
        id: 'R1',
        conditions: [
          { role: 'unless', text: "kind = 'x'", value: false, reason: '除外' },
          { role: 'undetermined', text: 'day is null', value: false },
          { role: 'when', text: 'amount > 55', value: false, operands: [{ text: 'amount', value: '5' }] },
        ],
      },
    ])
  })

  it('tells a lead from 待补', async () => {
    const lead = await why(document(), 3)
    expect(lead).toMatchObject({ verdict: 'lead', leads: [{ rule: 'R1', subjectId: person(3), severity: 'red' }] })
    const open = await why(document(), 2)
    expect(open).toMatchObject({
      verdict: 'undetermined',
      ends: [{ kind: 'undetermined' }, { kind: 'left', nodeId: 'judge', through: [{ reason: { zh: '没有日期' } }] }],
    })
  })
})

describe('node types that came later', () => {
  const over = (type: string, config: Readonly<Record<string, unknown>>) =>
    graph({ people: source, node: [type, config, { rows: 'people' }] })

  it('show the values of a group that was left out', async () => {
    const results = [{ name: 'n', label: '行数', function: 'count', arguments: [] }]
    const found = await why(over('aggregate', { keys: ['kind'], results, having: 'n > 2', emptyKeys: 'group' }), 1)
    expect(reason(found, 'conditions').rows).toMatchObject([
      [{ text: 'n > 2', value: false, operands: [{ text: 'n', value: '2' }] }],
    ])
  })

  it('give the rank within all rows or within a key', async () => {
    const order = [{ column: 'amount', direction: 'descending' }]
    expect(reason(await why(over('sort', { order, limit: 2, per: [] }), 2), 'winner').rows).toMatchObject([
      { rank: 3, kept: 2, order: [{ own: { value: '50' }, winner: { value: '60' } }] },
    ])
    expect(reason(await why(over('sort', { order, limit: 1, per: ['kind'] }), 2), 'winner').rows).toMatchObject([
      { rank: 3, kept: 1, partition: [{ text: 'kind', value: 'b' }] },
    ])
  })

  it('follow rows through equal ones, and rows that were typed in', async () => {
    expect((await why(over('distinct', {}), 2)).ends).toMatchObject([{ kind: 'open' }])
    const list = { table: { columns: [{ name: 'who', label: '谁', type: 'text' }], rows: [[person(9)]] } }
    const document = graph({
      list: ['inline-table', list],
      few: ['filter', { condition: "who = 'x'" }, { rows: 'list' }],
    })
    expect(await why(document, 9)).toMatchObject({
      sources: [{ rows: [1] }],
      ends: [{ kind: 'stopped', nodeId: 'few' }],
    })
  })

  it('name no typed-in table as a source in which a person was looked for, and compare an id with ids only', async () => {
    const table = {
      columns: [
        { name: 'code', label: '代码', type: 'text' },
        { name: 'who', label: '谁', type: 'text' },
      ],
      rows: [['123456', person(9)]],
    }
    const document = graph({
      list: ['inline-table', { table }],
      few: ['filter', { condition: "who = 'x'" }, { rows: 'list' }],
    })
    expect((await why(document, 9)).sources).toMatchObject([{ nodeId: 'list', columns: [{ name: 'who' }] }])
    expect(await why(document, 8)).toMatchObject({ verdict: 'nowhere', sources: [] })
    const codes = { ...table, rows: [['123456', '甲']] }
    expect(await why(graph({ list: ['inline-table', { table: codes }] }), 9)).toMatchObject({
      verdict: 'nowhere',
      sources: [],
    })
  })
})
