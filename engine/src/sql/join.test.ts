import { checkCharacter } from '@jianmo/connectors/values'
import { describe, expect, it } from 'vitest'
import { graph, runGraph, table } from './testing/run-graph.ts'

/** A valid birth date is 19900101: the serial only changes the last three digits. */
const person = (serial: number) => {
  const body = `10010119900101${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}
const judgments = table('T90', { id_no: 'id', person_name: 'name', case_no: 'text' })
const register = table('T91', { id_no: 'id', admit_date: 'date' })
const tables = [judgments, register]
const wrong = (text: string) => text.slice(0, 17) + (text.endsWith('1') ? '2' : '1')

const data = {
  T90: [
    [person(1), '张三', 'A1'],
    [person(2), '李四', 'A2'],
    [wrong(person(3)), '王五', 'A3'],
    ['不详', '赵六', 'A4'],
    ['1.00101E+17', '孙七', 'A5'],
    [null, '周八', 'A6'],
    [
      person(9)
        .toLowerCase()
        .replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
      '吴九',
      'A9',
    ],
  ],
  T91: [
    [person(1), '2026-01-05'],
    [` ${person(9)}`, '2026-02-05'],
    [wrong(person(2)), '2026-03-05'],
    [null, '2026-04-05'],
  ],
}

const joined = (kind: string, normalise: boolean) =>
  graph({
    left: ['source', { table: 'T90' }],
    right: ['source', { table: 'T91' }],
    ...(normalise
      ? {
          'id-left': ['normalise-identity', { column: 'id_no' }, { rows: 'left' }] as const,
          'id-right': ['normalise-identity', { column: 'id_no' }, { rows: 'right' }] as const,
        }
      : {}),
    hit: [
      'join',
      {
        kind,
        keys: [{ left: 'id_no', right: 'id_no' }],
        take: kind === 'inner' || kind === 'left' ? [{ from: 'admit_date', name: 'admitted' }] : [],
      },
      { left: normalise ? 'id-left' : 'left', right: normalise ? 'id-right' : 'right' },
    ],
  })

it('lists a row whose key came from a partner that it does not have, and each row once', async () => {
  const bring = { from: 'inmate_no', name: 'inmate_no' }
  const model = graph({
    people: ['source', { table: 'T90' }],
    stays: ['source', { table: 'T94' }],
    cells: ['source', { table: 'T95' }],
    stay: [
      'join',
      { kind: 'left', keys: [{ left: 'id_no', right: 'id_no' }], take: [bring] },
      { left: 'people', right: 'stays' },
    ],
    cell: [
      'join',
      { kind: 'anti', keys: [{ left: 'inmate_no', right: 'inmate_no' }], take: [] },
      { left: 'stay', right: 'cells' },
    ],
  })
  const more = [...tables, table('T94', { id_no: 'id', inmate_no: 'text' }), table('T95', { inmate_no: 'text' })]
  await using run = await runGraph(model, more, {
    T90: [
      [person(1), '张三', 'A1'],
      [person(2), '李四', 'A2'],
      [person(3), '王五', 'A3'],
    ],
    T94: [
      [person(1), 'N1'],
      [person(2), null],
    ],
    T95: [],
  })
  const listed = []
  for (const { nodeId, scanNodeId, statement } of run.compiled.unidentified) {
    if (nodeId === 'cell') for (const row of await run.query(statement)) listed.push([scanNodeId, row['subject_name']])
  }
  expect(listed.sort()).toEqual([
    ['people', '王五'],
    ['stays', '李四'],
  ])
})

const cases = (rows: readonly Readonly<Record<string, unknown>>[]) => rows.map((row) => row['case_no'])

describe('join', () => {
  for (const normalise of [true, false]) {
    const how = normalise ? 'after normalising' : 'on ids as they were written'

    it(`never takes an invalid or missing id for "there is no record" in an anti-join ${how}`, async () => {
      await using run = await runGraph(joined('anti', normalise), tables, data)
      expect(cases(await run.rows('hit'))).toEqual(['A2'])
    })

    it(`compares ids by their normalised value ${how}`, async () => {
      await using run = await runGraph(joined('inner', normalise), tables, data)
      expect((await run.rows('hit')).map((row) => [row['case_no'], row['admitted']])).toEqual([
        ['A1', '2026-01-05'],
        ['A9', '2026-02-05'],
      ])
    })

    it(`keeps all identified left rows in a left join, and only those ${how}`, async () => {
      await using run = await runGraph(joined('left', normalise), tables, data)
      expect((await run.rows('hit')).map((row) => [row['case_no'], row['admitted']])).toEqual([
        ['A1', '2026-01-05'],
        ['A2', null],
        ['A9', '2026-02-05'],
      ])
    })

    it(`finds each left row once in a semi join ${how}`, async () => {
      const twice = { ...data, T91: [...data.T91, [person(1), '2026-06-05']] }
      await using run = await runGraph(joined('semi', normalise), tables, twice)
      expect(cases(await run.rows('hit'))).toEqual(['A1', 'A9'])
    })

    it(`lists everyone who took no part, with the reason and the source row ${how}`, async () => {
      await using run = await runGraph(joined('anti', normalise), tables, data)
      const lists = run.compiled.unidentified.filter(({ scanNodeId }) => scanNodeId === 'left')
      const found = (await Promise.all(lists.map(({ statement }) => run.query(statement)))).flat()
      expect(
        found.map((row) => [Number(row['__row_left']), row['identity_reason'], row['original'], row['subject_name']]),
      ).toEqual([
        [3, 'bad-checksum', wrong(person(3)), '王五'],
        [4, 'missing', '不详', '赵六'],
        [5, 'damaged', '1.00101E+17', '孙七'],
        [6, 'missing', null, '周八'],
      ])
    })
  }

  it('counts what it saw, and the parts add up', async () => {
    await using run = await runGraph(joined('anti', false), tables, data)
    const [counts] = await run.query(run.compiled.joins[0]?.statement)
    const numbers = Object.fromEntries(Object.entries(counts ?? {}).map(([name, value]) => [name, Number(value)]))
    expect(numbers).toEqual({ left: 7, matched: 2, unmatched: 1, unidentified: 4, right: 4, right_unidentified: 2 })
  })

  it('sends a missing key that is no id away, too, under a reason of its own', async () => {
    const document = graph({
      left: ['source', { table: 'T90' }],
      again: ['source', { table: 'T90' }],
      hit: [
        'join',
        { kind: 'anti', keys: [{ left: 'case_no', right: 'case_no' }], take: [] },
        { left: 'left', right: 'again' },
      ],
    })
    await using run = await runGraph(document, tables, {
      T90: [
        [person(1), '张三', null],
        [person(2), '李四', 'A2'],
      ],
    })
    expect(await run.rows('hit')).toEqual([])
    expect((await run.rows('hit', 'unidentified')).map((row) => [row['person_name'], row['identity_reason']])).toEqual([
      ['张三', 'missing-key'],
    ])
  })

  it('keeps both witnesses when one source meets itself', async () => {
    const document = graph({
      people: ['source', { table: 'T90' }],
      pairs: [
        'join',
        {
          kind: 'inner',
          keys: [{ left: 'case_no', right: 'case_no' }],
          take: [{ from: 'person_name', name: 'other' }],
        },
        { left: 'people', right: 'people' },
      ],
      out: [
        'deduplicate-keep',
        { key: ['person_name', 'other'], order: [{ column: 'case_no', direction: 'ascending' }] },
        { rows: 'pairs' },
      ],
      judge: [
        'judge',
        {
          subject: { id: 'case_no', name: 'other' },
          event: [],
          unit: '',
          rules: [
            { id: 'R1', title: 't', when: 'person_name <> other', outcome: 'suspect', severity: 'blue', unknown: 'u' },
          ],
        },
        { rows: 'out' },
      ],
      leads: ['lead-output', { title: 'x', values: [], timeline: [] }, { leads: 'judge.leads' }],
    })
    await using run = await runGraph(document, tables, {
      T90: [
        [person(1), '张三', 'A'],
        [person(2), '李四', 'A'],
      ],
    })
    expect(run.compiled.leads?.witnesses).toEqual([
      { column: '__row_people', scanNodeId: 'people' },
      { column: '__row_people_2', scanNodeId: 'people' },
    ])
    const leads = await run.query(run.compiled.leads?.statement)
    expect(
      leads.map((row) => [row['subject_name'], Number(row['__row_people']), Number(row['__row_people_2'])]).sort(),
    ).toEqual([
      ['张三', 2, 1],
      ['李四', 1, 2],
    ])
  })
})
