import type { ColumnType } from '@jianmo/connectors/words'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build, type Datum, Decimal, type TypedExpression } from '../expression/index.ts'
import type { AggregateColumn, Plan, WindowColumn } from '../plan/index.ts'
import { startEngines, type TestEngines } from '../testing/engines.ts'
import { planEverywhere, type TestTable } from './testing/everywhere.ts'

let engines: TestEngines
beforeAll(async () => {
  engines = await startEngines()
})
afterAll(async () => {
  await engines?.[Symbol.asyncDispose]()
})

const table = (columns: Readonly<Record<string, ColumnType>>, rows: readonly (readonly Datum[])[]): TestTable => ({
  columns: Object.entries(columns).map(([name, type]) => ({ id: name, name, type })),
  rows,
})
const read = (relation: string, { columns }: TestTable, prefix = ''): Plan => ({
  op: 'read',
  relation,
  columns: columns.map(({ id, name, type }) => ({ id: `${prefix}${id}`, name, type })),
  origin: [],
})
const column = (id: string, type: ColumnType) => build.column({ id, type })
const everywhere = (rows: unknown) => ({ reference: rows, duckdb: rows, postgres: rows, mariadb: rows, trino: 'ok' })

const people = table({ name: 'text', points: 'integer' }, [
  ['b', 2n],
  ['a', null],
  ['c', 1n],
  ['d', null],
])

describe('queries mean the same in every engine', () => {
  it('NULLs come last in both directions, or first where it is said', async () => {
    const sorted = (direction: 'ascending' | 'descending', nulls?: 'first'): Plan => ({
      op: 'sort',
      input: read('people', people),
      order: [
        { column: 'points', direction, ...(nulls ? { nulls } : {}) },
        { column: 'name', direction: 'ascending' },
      ],
      limit: null,
      offset: 0,
      origin: [],
    })
    const tables = { people }
    const [ascending, descending] = [
      [
        ['c', 1],
        ['b', 2],
        ['a', null],
        ['d', null],
      ],
      [
        ['b', 2],
        ['c', 1],
        ['a', null],
        ['d', null],
      ],
    ]
    expect.soft(await planEverywhere(engines, sorted('ascending'), tables)).toEqual(everywhere(ascending))
    expect.soft(await planEverywhere(engines, sorted('descending'), tables)).toEqual(everywhere(descending))
    const first = [
      ['a', null],
      ['d', null],
      ['b', 2],
      ['c', 1],
    ]
    expect.soft(await planEverywhere(engines, sorted('descending', 'first'), tables)).toEqual(everywhere(first))
  })

  it('an offset goes without a limit too', async () => {
    const plan = (limit: number | null): Plan => ({
      op: 'sort',
      input: read('people', people),
      order: [{ column: 'name', direction: 'ascending' }],
      limit,
      offset: 2,
      origin: [],
    })
    expect.soft(await planEverywhere(engines, plan(null), { people })).toEqual(
      everywhere([
        ['c', 1],
        ['d', null],
      ]),
    )
    expect.soft(await planEverywhere(engines, plan(1), { people })).toEqual(everywhere([['c', 1]]))
  })

  it('ranks put NULLs last', async () => {
    const ranked: WindowColumn = { id: 'r', name: 'r', type: 'integer', function: 'rank', arguments: [] }
    const plan: Plan = {
      op: 'window',
      input: read('people', people),
      partition: [],
      order: [{ column: 'points', direction: 'ascending' }],
      columns: [ranked],
      origin: [],
    }
    const rows = [
      ['a', null, 3],
      ['b', 2, 2],
      ['c', 1, 1],
      ['d', null, 3],
    ]
    expect(await planEverywhere(engines, plan, { people })).toEqual(everywhere(rows))
  })

  const spellings = table({ word: 'text', place: 'integer' }, [
    ['a', 1n],
    ['A', 2n],
    ['a ', 3n],
    ['é', 4n],
    ['e', 5n],
    [null, 6n],
    [null, 7n],
  ])

  it('distinct, grouping and counting tell spellings apart, and NULLs together', async () => {
    const grouped: Plan = {
      op: 'aggregate',
      input: read('spellings', spellings),
      keys: ['word'],
      aggregates: [{ id: 'n', name: 'n', type: 'integer', function: 'count', arguments: [] }],
      origin: [],
    }
    expect.soft(await planEverywhere(engines, grouped, { spellings })).toEqual(
      everywhere([
        ['A', 1],
        ['a ', 1],
        ['a', 1],
        ['e', 1],
        ['é', 1],
        [null, 2],
      ]),
    )
    const counted: Plan = {
      ...grouped,
      keys: [],
      aggregates: [
        { id: 'n', name: 'n', type: 'integer', function: 'count_distinct', arguments: [column('word', 'text')] },
      ],
    }
    expect.soft(await planEverywhere(engines, counted, { spellings })).toEqual(everywhere([[5]]))
    const distinct: Plan = {
      op: 'distinct',
      input: {
        op: 'project',
        input: read('spellings', spellings),
        columns: [{ id: 'word', name: 'word', expression: column('word', 'text') }],
        origin: [],
      },
      origin: [],
    }
    expect
      .soft(await planEverywhere(engines, distinct, { spellings }))
      .toEqual(everywhere([['A'], ['a '], ['a'], ['e'], ['é'], [null]]))
  })

  it('joins tell spellings apart, and a NULL has no partner', async () => {
    const keys = table({ key: 'text' }, [['a'], [null]])
    const join = (kind: 'inner' | 'semi' | 'anti' | 'full'): Plan => ({
      op: 'join',
      kind,
      left: read('spellings', spellings),
      right: read('keys', keys),
      keys: [{ left: 'word', right: 'key' }],
      on: null,
      origin: [],
    })
    const tables = { spellings, keys }
    expect.soft(await planEverywhere(engines, join('inner'), tables)).toEqual(everywhere([['a', 1, 'a']]))
    expect.soft(await planEverywhere(engines, join('semi'), tables)).toEqual(everywhere([['a', 1]]))
    expect.soft(await planEverywhere(engines, join('anti'), tables)).toEqual(
      everywhere([
        ['A', 2],
        ['a ', 3],
        ['e', 5],
        ['é', 4],
        [null, 6],
        [null, 7],
      ]),
    )
    expect.soft(await planEverywhere(engines, join('full'), tables)).toEqual(
      everywhere([
        ['A', 2, null],
        ['a ', 3, null],
        ['a', 1, 'a'],
        ['e', 5, null],
        ['é', 4, null],
        [null, 6, null],
        [null, 7, null],
        [null, null, null],
      ]),
    )
  })

  it('a union of 1 and 1.0 has one type and loses nothing', async () => {
    const values = (id: string, type: ColumnType, value: string | number): Plan => ({
      op: 'values',
      columns: [{ id, name: 'x', type }],
      rows: [[value]],
      origin: [],
    })
    const cast: Plan = {
      op: 'project',
      input: values('i', 'integer', 1),
      columns: [{ id: 'x', name: 'x', expression: build.castTo('decimal', column('i', 'integer')) }],
      origin: [],
    }
    const plan: Plan = {
      op: 'union',
      inputs: [cast, values('d', 'decimal', '1.0')],
      columns: [{ id: 'u', name: 'x', from: ['x', 'd'] }],
      origin: [],
    }
    expect.soft(await planEverywhere(engines, plan, {})).toEqual(everywhere([['1'], ['1']]))
    expect
      .soft(await planEverywhere(engines, { op: 'distinct', input: plan, origin: [] }, {}))
      .toEqual(everywhere([['1']]))
  })

  it('sums, means and deviations agree', async () => {
    const numbers = table({ whole: 'integer', exact: 'decimal' }, [
      [2n ** 62n, new Decimal('0.1')],
      [2n ** 62n - 1n, new Decimal('0.2')],
      [null, null],
    ])
    const over = (id: string, fn: string, type: ColumnType, of: 'whole' | 'exact'): AggregateColumn => ({
      id,
      name: id,
      type,
      function: fn,
      arguments: [column(of, of === 'whole' ? 'integer' : 'decimal')],
    })
    const plan: Plan = {
      op: 'aggregate',
      input: read('numbers', numbers),
      keys: [],
      aggregates: [
        over('s', 'sum', 'integer', 'whole'),
        over('d', 'sum', 'decimal', 'exact'),
        over('m', 'avg', 'float', 'exact'),
      ],
      origin: [],
    }
    const found = await planEverywhere(engines, plan, { numbers })
    expect(found).toEqual(everywhere([['9223372036854775807', '0.3', found['reference']?.[0]?.[2]]]))
    expect(Number(found['reference']?.[0]?.[2])).toBeCloseTo(0.15, 15)
  })

  it('the first rows are the first ones, whatever they are joined with', async () => {
    const days = table({ day: 'integer', n: 'integer' }, [
      [5n, 1n],
      [1n, 2n],
      [3n, 3n],
      [2n, 4n],
      [3n, 5n],
    ])
    const order = ['day', 'n'].map((of) => ({ column: of, direction: 'ascending' }) as const)
    const first = (prefix: string, offset: number): Plan => ({
      op: 'sort',
      input: read('days', days, prefix),
      order: order.map((item) => ({ ...item, column: `${prefix}${item.column}` })),
      limit: 2,
      offset,
      origin: [],
    })
    const groups: Plan = { op: 'aggregate', input: first('', 1), keys: ['day'], aggregates: [], origin: [] }
    const keys = [{ left: 'day', right: 'r.day' }]
    const joined: Plan = { op: 'join', kind: 'semi', left: groups, right: first('r.', 0), keys, on: null, origin: [] }
    const inner: Plan = { ...joined, kind: 'inner', right: first('r.', 0) }
    const rows = everywhere([[2, 2, 4]])
    for (let attempt = 0; attempt < 6; attempt++) expect(await planEverywhere(engines, inner, { days })).toEqual(rows)
    expect(await planEverywhere(engines, joined, { days })).toEqual(everywhere([[2]]))
  })

  it('texts are joined in their order, and NULL is not a zero in it', async () => {
    const notes = table({ word: 'text', flag: 'boolean', rank: 'integer' }, [
      ['x', false, null],
      ['y', null, 3n],
    ])
    const joined = (id: string, direction: 'ascending' | 'descending', nulls: 'first' | 'last'): AggregateColumn => ({
      id,
      name: id,
      type: 'text',
      function: 'join_texts',
      arguments: [column('word', 'text'), { op: 'literal', type: 'text', value: ',' }],
      order: ['flag', 'rank'].map((of) => ({ column: of, direction, nulls })),
    })
    const plan: Plan = {
      op: 'aggregate',
      input: read('notes', notes),
      keys: [],
      aggregates: [
        joined('a', 'descending', 'last'),
        joined('b', 'ascending', 'first'),
        joined('c', 'descending', 'first'),
        joined('d', 'ascending', 'last'),
      ],
      origin: [],
    }
    expect(await planEverywhere(engines, plan, { notes })).toEqual(everywhere([['x,y', 'y,x', 'y,x', 'x,y']]))
  })

  it('texts of a joined group are joined in the order of two text columns', async () => {
    const words = ['a', 'b', 'c', 'dd', '']
    const pairs = table(
      { word: 'text', other: 'text' },
      words.map((word, at) => [word, words[(at * 3 + 2) % 5] ?? '']),
    )
    const right = read('pairs', pairs, 'r.')
    const plan: Plan = {
      op: 'aggregate',
      input: { op: 'join', kind: 'cross', left: read('pairs', pairs), right, keys: [], on: null, origin: [] },
      keys: ['r.word'],
      aggregates: [
        {
          id: 'all',
          name: 'all',
          type: 'text',
          function: 'join_texts',
          arguments: [column('word', 'text'), { op: 'literal', type: 'text', value: ',' }],
          order: [
            { column: 'r.other', direction: 'ascending' },
            { column: 'word', direction: 'ascending' },
          ],
        },
      ],
      origin: [],
    }
    const order = [{ column: 'r.word', direction: 'ascending' }] as const
    const sorted: Plan = { op: 'sort', input: plan, order, limit: null, offset: 0, origin: [] }
    const rows = words.toSorted().map((word) => [word, ',a,b,c,dd'])
    expect(await planEverywhere(engines, sorted, { pairs })).toEqual(everywhere(rows))
  })

  it('a literal among what is sorted by sorts nothing: as a number it is no place of a column', async () => {
    const constant: Plan = {
      op: 'project',
      input: read('people', people),
      columns: [
        { id: 'name', name: 'name', expression: column('name', 'text') },
        { id: 'two', name: 'two', expression: build.integer(2) },
        { id: 'word', name: 'word', expression: build.text('x') },
      ],
      origin: [],
    }
    const joined: Plan = {
      op: 'aggregate',
      input: constant,
      keys: [],
      aggregates: [
        {
          id: 'all',
          name: 'all',
          type: 'text',
          function: 'join_texts',
          arguments: [column('name', 'text'), build.text(',')],
          order: ['two', 'word', 'name'].map((id) => ({ column: id, direction: 'ascending' as const })),
        },
      ],
      origin: [],
    }
    expect(await planEverywhere(engines, joined, { people })).toEqual(everywhere([['a,b,c,d']]))
  })

  it('a condition within a call of one argument stays one condition', async () => {
    const unknown = build.call('greatest', 'boolean', build.call('or', 'boolean', build.truth, build.truth))
    const none = build.call('=', 'boolean', column('name', 'text'), build.text('z'))
    const filtered = (where: TypedExpression, input: Plan): Plan => ({ op: 'filter', input, where, origin: [] })
    const plan = filtered(unknown, filtered(none, read('people', people)))
    expect(await planEverywhere(engines, plan, { people })).toEqual(everywhere([]))
  })

  it('a condition over joined texts leaves them as they are', async () => {
    const all: Plan = {
      op: 'aggregate',
      input: read('people', people),
      keys: [],
      aggregates: [
        {
          id: 'all',
          name: 'all',
          type: 'text',
          function: 'join_texts',
          arguments: [column('name', 'text'), build.text(' ')],
          order: [{ column: 'name', direction: 'ascending' }],
        },
      ],
      origin: [],
    }
    const bare = build.call('replace', 'text', column('all', 'text'), build.text(' '), build.text(''))
    const where = build.call('=', 'boolean', bare, build.text('abcd'))
    const plan: Plan = { op: 'filter', input: all, where, origin: [] }
    expect(await planEverywhere(engines, plan, { people })).toEqual(everywhere([['a b c d']]))
  })

  it('a window over a semi join sees every row of it', async () => {
    const one = table({ day: 'timestamp', share: 'float', at: 'timestamp' }, [[null, 0.1, '2024-10-01 23:59:59']])
    const plan: Plan = {
      op: 'window',
      input: {
        op: 'join',
        kind: 'semi',
        left: read('one', one),
        right: read('one', { ...one, columns: one.columns.slice(2) }, 'r.'),
        keys: [{ left: 'at', right: 'r.at' }],
        on: null,
        origin: [],
      },
      partition: [],
      order: [
        { column: 'day', direction: 'descending', nulls: 'first' },
        { column: 'at', direction: 'descending' },
      ],
      columns: [
        { id: 'w', name: 'w', type: 'timestamp', function: 'partition_min', arguments: [column('at', 'timestamp')] },
      ],
      origin: [],
    }
    expect(await planEverywhere(engines, plan, { one })).toEqual(
      everywhere([[null, 0.1, '2024-10-01 23:59:59', '2024-10-01 23:59:59']]),
    )
  })

  it('the deviation is that of a sample, and of one row there is none', async () => {
    const same = table({ x: 'float' }, [[1.23456789e20], [1.23456789e20], [1.23456789e20]])
    const numbers = table({ x: 'float' }, [[1], [2]])
    const plan: Plan = {
      op: 'aggregate',
      input: read('numbers', numbers),
      keys: [],
      aggregates: [{ id: 's', name: 's', type: 'float', function: 'stddev', arguments: [column('x', 'float')] }],
      origin: [],
    }
    const found = await planEverywhere(engines, plan, { numbers })
    for (const name of ['reference', 'duckdb', 'postgres', 'mariadb'])
      expect.soft(Number(found[name]?.[0]?.[0]), name).toBeCloseTo(Math.SQRT1_2, 12)
    const one = table({ x: 'float' }, [[1]])
    expect(await planEverywhere(engines, plan, { numbers: one })).toEqual(everywhere([[null]]))
    expect(await planEverywhere(engines, plan, { numbers: same })).toEqual(everywhere([[0]]))
  })
})
