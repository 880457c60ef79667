import { checkCharacter } from '@jianmo/connectors/values'
import { describe, expect, it } from 'vitest'
import { graph, runGraph, table } from './testing/run-graph.ts'

const person = (serial: number) => {
  const body = `10010119900101${String(serial).padStart(3, '0')}`
  return body + checkCharacter(body)
}
const things = table('T92', {
  name: 'text',
  kind: 'text',
  amount: 'decimal',
  count: 'integer',
  day: 'date',
  flag: 'boolean',
  id_no: 'id',
})
const tables = [things]
const row = (values: Partial<Record<'name' | 'kind' | 'amount' | 'count' | 'day' | 'flag' | 'id_no', string>>) =>
  things.columns.map(({ name }) => values[name as keyof typeof values] ?? null)
const source = { all: ['source', { table: 'T92' }] } as const
const names = (rows: readonly Readonly<Record<string, unknown>>[]) => rows.map((one) => one['name'])

describe('source', () => {
  it('reads agencies’ texts as typed values, and null tokens as nothing', async () => {
    await using run = await runGraph(graph(source), tables, {
      T92: [
        row({ name: ' 甲　', kind: '不详', amount: '3.2万元', count: '12', day: '2023年1月5日', flag: '是' }),
        row({ name: '乙', amount: '0', day: '9999-12-31', flag: 'x' }),
      ],
    })
    expect(await run.rows('all')).toEqual([
      { name: '甲', kind: null, amount: '32000.000000', count: '12', day: '2023-01-05', flag: true, id_no: null },
      { name: '乙', kind: null, amount: '0.000000', count: null, day: null, flag: null, id_no: null },
    ])
  })

  it('counts what it could not read, and neither placeholders nor blanks', async () => {
    await using run = await runGraph(graph(source), tables, {
      T92: [
        row({ day: '2023-02-30' }),
        row({ day: '2023-02-30' }),
        row({ day: '9999-12-31' }),
        row({ day: '无' }),
        row({ count: '若干' }),
        row({ flag: '也许' }),
        row({}),
      ],
    })
    const lost = await run.query(run.compiled.quality[0]?.statement)
    expect(lost.map((one) => [one['column'], one['kind'], one['value'], Number(one['rows'])])).toEqual([
      ['day', 'unread-date', '2023-02-30', 2],
      ['count', 'unread-number', '若干', 1],
      ['flag', 'unmapped-code', '也许', 1],
    ])
  })
})

describe('filter', () => {
  it('counts the rows that it left out because the condition is unknown, kept as a step or not', async () => {
    const model = graph({
      ...source,
      many: ['filter', { condition: 'count > 1' }, { rows: 'all' }],
      yes: ['filter', { condition: 'flag' }, { rows: 'many' }],
      more: ['filter', { condition: 'count > 2' }, { rows: 'many' }],
    })
    await using run = await runGraph(model, [things], {
      T92: [row({ count: '2' }), row({ count: '1' }), row({}), row({ count: '若干' }), row({ count: '3', flag: '是' })],
    })
    const counted = []
    for (const { nodeId, statement } of run.compiled.undecided) {
      counted.push([nodeId, Number((await run.query(statement))[0]?.['rows'])])
    }
    expect(counted).toEqual([
      ['many', 2],
      ['yes', 1],
      ['more', 0],
    ])
  })

  it('leaves out the rows for which the condition is unknown', async () => {
    const document = graph({ ...source, kept: ['filter', { condition: 'not (count > 3)' }, { rows: 'all' }] })
    await using run = await runGraph(document, tables, {
      T92: [row({ name: 'a', count: '2' }), row({ name: 'b', count: '5' }), row({ name: 'c' })],
    })
    expect(names(await run.rows('kept'))).toEqual(['a'])
  })

  it('takes every text as a text, whatever is written in it', async () => {
    const hostile = [
      "'; drop table x; --",
      "O'Neill",
      '"quoted"',
      'a\\',
      "\\'",
      '$1',
      '-- x',
      '/* */',
      '{0}',
      '#0',
      '%',
      '😀',
      'a\\nb',
      '中文',
    ]
    for (const text of hostile) {
      const document = graph({
        ...source,
        kept: ['filter', { condition: `name = '${text.replaceAll("'", "''")}'` }, { rows: 'all' }],
      })
      await using run = await runGraph(document, tables, { T92: [row({ name: text }), row({ name: 'other' })] })
      expect(names(await run.rows('kept'))).toEqual([text])
    }
  })
})

describe('derive and select', () => {
  it('let later columns use earlier ones, and divide by zero to nothing', async () => {
    const columns = [
      { name: 'half', label: '一半', expression: 'count / 2' },
      { name: 'share', label: '', expression: 'half / (count - 4)' },
      { name: 'due', label: '', expression: 'add_days(day, count)' },
      { name: '结果', label: '', expression: "if(share is null, '不明', concat(name, '!'))" },
    ]
    const document = graph({
      ...source,
      more: ['derive', { columns }, { rows: 'all' }],
      few: [
        'select',
        {
          columns: [
            { from: '结果', name: 'result', label: 'R' },
            { from: 'due', name: 'due' },
          ],
        },
        { rows: 'more' },
      ],
    })
    await using run = await runGraph(document, tables, {
      T92: [row({ name: 'a', count: '7', day: '2025-01-31' }), row({ name: 'b', count: '4' })],
    })
    expect((await run.rows('more')).map((one) => [one['half'], one['share']])).toEqual([
      [3.5, 3.5 / 3],
      [2, null],
    ])
    expect(await run.rows('few')).toEqual([
      { result: 'a!', due: '2025-02-07' },
      { result: '不明', due: null },
    ])
  })
})

describe('union', () => {
  it('puts rows together by name and keeps duplicates', async () => {
    const columns = [
      { from: 'count', name: 'count' },
      { from: 'name', name: 'name' },
    ]
    const document = graph({
      ...source,
      one: ['select', { columns }, { rows: 'all' }],
      two: [
        'select',
        {
          columns: [
            { from: 'name', name: 'name' },
            { from: 'amount', name: 'count' },
          ],
        },
        { rows: 'all' },
      ],
      both: ['union', {}, { first: 'one', second: 'two' }],
    })
    await using run = await runGraph(document, tables, { T92: [row({ name: 'a', count: '1', amount: '2.5' })] })
    expect(await run.rows('both')).toEqual([
      { count: '1.000000', name: 'a' },
      { count: '2.500000', name: 'a' },
    ])
  })
})

describe('deduplicate-keep', () => {
  const keep = (direction: string) =>
    graph({
      ...source,
      once: ['deduplicate-keep', { key: ['kind'], order: [{ column: 'day', direction }] }, { rows: 'all' }],
    })
  const rows = [
    row({ name: 'a', kind: 'k', day: '2025-01-01' }),
    row({ name: 'b', kind: 'k', day: '2025-03-01' }),
    row({ name: 'c', kind: 'k' }),
    row({ name: 'd' }),
    row({ name: 'e' }),
  ]

  it('keeps the first of the order with NULLs last in both directions, NULL keys as one group, ties by source row', async () => {
    await using down = await runGraph(keep('descending'), tables, { T92: rows })
    expect(names(await down.rows('once'))).toEqual(['b', 'd'])
    await using up = await runGraph(keep('ascending'), tables, { T92: rows })
    expect(names(await up.rows('once'))).toEqual(['a', 'd'])
  })

  it('tells how many rows it left out', async () => {
    await using run = await runGraph(keep('ascending'), tables, { T92: rows })
    expect((await run.query(run.compiled.dropped[0]?.statement)).map((one) => Number(one['rows']))).toEqual([3])
  })
})

describe('normalise-identity', () => {
  const document = graph({ ...source, ids: ['normalise-identity', { column: 'id_no' }, { rows: 'all' }] })

  it('splits rows into verified and unverified without losing any', async () => {
    const fifteen = `${person(1).slice(0, 6)}${person(1).slice(8, 17)}`
    await using run = await runGraph(document, tables, {
      T92: [
        row({ name: 'a', id_no: `'${person(1)}` }),
        row({ name: 'b', id_no: fifteen }),
        row({ name: 'c', id_no: '123' }),
        row({ name: 'd' }),
        row({ name: 'e', id_no: `${person(1).slice(0, 15)}000` }),
      ],
    })
    expect((await run.rows('ids')).map((one) => [one['name'], one['id_no'], one['id_no_raw']])).toEqual([
      ['a', person(1), `'${person(1)}`],
      ['b', person(1), fifteen],
    ])
    expect(
      (await run.rows('ids', 'unverified')).map((one) => [one['name'], one['id_no'], one['identity_reason']]),
    ).toEqual([
      ['c', null, 'bad-length'],
      ['d', null, 'missing'],
      ['e', null, 'damaged'],
    ])
  })
})
