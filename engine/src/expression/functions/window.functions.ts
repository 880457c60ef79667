import type { ColumnType, Text } from '@jianmo/connectors/words'
import type { Value } from '../typed.ts'
import {
  averageOf,
  extremeInPostgres,
  extremeOf,
  floatSql,
  present,
  sumOf,
  sumSql,
  sumType,
} from './aggregate.functions.ts'
import type { TemplateCall, WindowPlace, WindowSpec, WindowVector } from './function-spec.ts'
import { a, digits, oneOf } from './parameters.ts'

type Words = Pick<WindowSpec, 'label' | 'help' | 'example'>
type Meaning = Pick<
  WindowSpec,
  'parameters' | 'result' | 'sql' | 'reference' | 'dialects' | 'options' | 'ties' | 'vectors'
>

const window = (id: string, words: Words, meaning: Meaning): WindowSpec => ({
  id,
  family: 'window',
  nulls: 'own',
  ...words,
  ...meaning,
})

const whole = 'over(#w rows between unbounded preceding and unbounded following)'
const running = 'over(#w rows between unbounded preceding and current row)'

/** A neighbour in the order: engines want the distance as a plain number. */
const neighbour = (name: string) => (call: TemplateCall) => `${name}(#0, ${Number(call.literal(1) ?? 1)}) over(#w)`
const distance = { ...oneOf('integer', 'distance', digits(1000)), optional: true } as const
const distanceOf = ({ rows, at }: WindowPlace) => Number(rows[at]?.[1] ?? 1)

const frames = [
  {
    prefix: 'partition',
    over: whole,
    zh: '整个分组的',
    en: 'of the whole partition',
    rows: ({ rows }: WindowPlace) => rows,
  },
  {
    prefix: 'running',
    over: running,
    zh: '从分组第一行到本行（并列的按行分先后）的',
    en: 'from the first row of the partition to this one (rows that tie one after the other)',
    rows: ({ rows, at }: WindowPlace) => rows.slice(0, at + 1),
  },
] as const

/** An aggregate over the whole partition, and from its first row to the current one (ROWS, not RANGE). */
const framed = (
  name: string,
  label: Text,
  parameters: WindowSpec['parameters'],
  result: WindowSpec['result'],
  sql: (over: string) => Pick<WindowSpec, 'sql' | 'dialects'>,
  compute: (rows: WindowPlace['rows']) => ReturnType<WindowSpec['reference']>,
  /** Per vector: the rows, what the whole partition gives, and what is given up to each row. */
  vectors: readonly (readonly [rows: WindowVector, whole: Value, running: readonly Value[]])[],
): readonly WindowSpec[] =>
  frames.map(({ prefix, over, zh, en, rows }) =>
    window(
      `${prefix}_${name}`,
      {
        label: {
          zh: `${prefix === 'partition' ? '组内' : '累计'}${label.zh}`,
          en: `${prefix === 'partition' ? 'Partition' : 'Running'} ${label.en}`,
        },
        help: { zh: `${zh}${label.zh}，空值不算。`, en: `The ${label.en} ${en}, NULL left out.` },
        example: `${prefix}_${name}(${parameters.length === 0 ? '' : 'amount'})`,
      },
      {
        parameters,
        result,
        options: { frame: prefix === 'partition' ? 'whole partition' : 'rows to the current one' },
        ...sql(over),
        reference: (place) => compute(rows(place)),
        vectors: vectors.map(([given, all, soFar]) => ({
          ...given,
          gives: prefix === 'partition' ? given.rows.map(() => all) : soFar,
        })),
      },
    ),
  )

/** Rows of one argument of this type. */
const over = (type: ColumnType, values: readonly Value[], gives: readonly Value[]): WindowVector => ({
  types: [type],
  rows: values.map((value) => [value]),
  gives,
})
const nobody = [[], [], []] as const
const days = ['2024-02-28', '2024-02-29', '2024-03-01'] as const

const number = [a('number', 'number')]
const value = [a('same', 'value')]

export const windowFunctions: readonly WindowSpec[] = [
  window(
    'row_number',
    {
      label: { zh: '第几行', en: 'Row number' },
      help: { zh: '按顺序从 1 编号，并列的也分先后。', en: 'Numbers the rows in order from 1, rows that tie too.' },
      example: 'row_number()',
    },
    {
      parameters: [],
      result: 'integer',
      sql: 'row_number() over(#w)',
      reference: ({ at }) => BigInt(at + 1),
      vectors: [
        { types: [], rows: nobody, gives: [1, 2, 3] },
        { types: [], rows: nobody, order: [7, 7, 7], gives: [1, 2, 3] },
      ],
    },
  ),
  window(
    'rank',
    {
      label: { zh: '名次（有空位）', en: 'Rank with gaps' },
      help: {
        zh: '并列的名次相同，后面的名次空出来。',
        en: 'Rows that tie share a rank, and the next ranks are left out.',
      },
      example: 'rank()',
    },
    {
      parameters: [],
      result: 'integer',
      ties: true,
      sql: 'rank() over(#w)',
      reference: ({ peers: [first] }) => BigInt(first + 1),
      vectors: [
        { types: [], rows: nobody, gives: [1, 2, 3] },
        { types: [], rows: nobody, order: [5, 5, 6], gives: [1, 1, 3] },
        { types: [], rows: nobody, order: [5, 6, 6], gives: [1, 2, 2] },
      ],
    },
  ),
  window(
    'dense_rank',
    {
      label: { zh: '名次（无空位）', en: 'Rank without gaps' },
      help: {
        zh: '并列的名次相同，后面的名次接着数。',
        en: 'Rows that tie share a rank, and the next rank follows at once.',
      },
      example: 'dense_rank()',
    },
    {
      parameters: [],
      result: 'integer',
      ties: true,
      sql: 'dense_rank() over(#w)',
      reference: ({ group }) => BigInt(group),
      vectors: [
        { types: [], rows: nobody, gives: [1, 2, 3] },
        { types: [], rows: nobody, order: [5, 5, 6], gives: [1, 1, 2] },
      ],
    },
  ),
  window(
    'ntile',
    {
      label: { zh: '分成几份', en: 'Tile' },
      help: {
        zh: '把分组按顺序分成几份（1–1000，须直接写出），多出的行归前面的份。',
        en: 'Cuts the partition into 1–1000 tiles in order; rows over go to the first tiles.',
      },
      example: 'ntile(4)',
    },
    {
      parameters: [oneOf('integer', 'tiles', digits(1000).slice(1))],
      result: 'integer',
      sql: (call) => `ntile(${Number(call.literal(0) ?? 1)}) over(#w)`,
      reference: ({ rows, at }) => {
        const tiles = Number(rows[at]?.[0] ?? 1)
        const [size, over] = [Math.floor(rows.length / tiles), rows.length % tiles]
        const inLarge = over * (size + 1)
        return BigInt(at < inLarge ? Math.floor(at / (size + 1)) + 1 : over + Math.floor((at - inLarge) / size) + 1)
      },
      vectors: [
        over('integer', [2, 2, 2, 2, 2], [1, 1, 1, 2, 2]),
        over('integer', [3, 3, 3, 3, 3, 3, 3], [1, 1, 1, 2, 2, 3, 3]),
        over('integer', [4, 4], [1, 2]),
        over('integer', [1, 1], [1, 1]),
      ],
    },
  ),
  ...(['lag', 'lead'] as const).map((id) =>
    window(
      id,
      {
        label: id === 'lag' ? { zh: '前面某行的值', en: 'Value before' } : { zh: '后面某行的值', en: 'Value after' },
        help: {
          zh: `${id === 'lag' ? '前' : '后'}面第几行（不写为 1，须直接写数字）的值；没有这一行为空值。`,
          en: `The value some rows ${id === 'lag' ? 'before' : 'after'} (1 if left out, a written number); NULL if there is no such row.`,
        },
        example: `${id}(entry_date, 1)`,
      },
      {
        parameters: [...value, distance],
        result: 'same',
        sql: neighbour(id),
        reference: (place) => {
          const at = place.at + distanceOf(place) * (id === 'lag' ? -1 : 1)
          return place.rows[at]?.[0] ?? null
        },
        vectors:
          id === 'lag'
            ? [
                over('integer', [10, null, 30], [null, 10, null]),
                over('text', ['一', '𠮷', ''], [null, '一', '𠮷']),
                { types: ['date', 'integer'], rows: days.map((day) => [day, 2]), gives: [null, null, days[0]] },
                { types: ['date', 'integer'], rows: days.map((day) => [day, 0]), gives: days },
              ]
            : [
                over('integer', [10, null, 30], [null, 30, null]),
                over('text', ['一', '𠮷', ''], ['𠮷', '', null]),
                { types: ['date', 'integer'], rows: days.map((day) => [day, 2]), gives: [days[2], null, null] },
                { types: ['date', 'integer'], rows: days.map((day) => [day, 0]), gives: days },
              ],
      },
    ),
  ),
  ...(['first_value', 'last_value'] as const).map((id) =>
    window(
      id,
      {
        label:
          id === 'first_value'
            ? { zh: '组内第一行的值', en: 'First value' }
            : { zh: '组内最后一行的值', en: 'Last value' },
        help: {
          zh: `整个分组按顺序${id === 'first_value' ? '第一' : '最后一'}行的值，空值也算。`,
          en: `The value of the ${id === 'first_value' ? 'first' : 'last'} row of the whole partition, NULL too.`,
        },
        example: `${id}(status)`,
      },
      {
        parameters: value,
        result: 'same',
        options: { frame: 'whole partition' },
        sql: `${id}(#0) ${whole}`,
        reference: ({ rows }) => rows.at(id === 'first_value' ? 0 : -1)?.[0] ?? null,
        vectors: [
          over('text', ['甲', null, '丙'], Array(3).fill(id === 'first_value' ? '甲' : '丙')),
          over('integer', [null, 2], id === 'first_value' ? [null, null] : [2, 2]),
        ],
      },
    ),
  ),
  ...framed(
    'count',
    { zh: '行数', en: 'count of rows' },
    [],
    'integer',
    (over) => ({ sql: `count(*) ${over}` }),
    (rows) => BigInt(rows.length),
    [[{ types: [], rows: nobody, gives: [] }, 3, [1, 2, 3]]],
  ),
  ...framed(
    'sum',
    { zh: '合计', en: 'sum' },
    number,
    sumType,
    (over) => ({ sql: sumSql(`sum(#0) ${over}`), dialects: { trino: sumSql(`sum(#0) ${over}`, true) } }),
    (rows) => sumOf(present(rows)),
    [
      [over('integer', [1, null, 2], []), '3', ['1', '1', '3']],
      [over('decimal(12,2)', ['0.10', '0.20'], []), '0.3', ['0.1', '0.3']],
      [over('float', [null, null], []), null, [null, null]],
    ],
  ),
  ...framed(
    'avg',
    { zh: '平均', en: 'mean' },
    number,
    'float',
    (over) => ({ sql: floatSql(`avg(#0) ${over}`) }),
    (rows) => averageOf(present(rows)),
    [
      [over('integer', [1, null, 2], []), 1.5, [1, 1, 1.5]],
      [over('decimal(12,2)', [null, '0.25'], []), 0.25, [null, 0.25]],
    ],
  ),
  ...(['min', 'max'] as const).flatMap((name) =>
    framed(
      name,
      name === 'min' ? { zh: '最小值', en: 'minimum' } : { zh: '最大值', en: 'maximum' },
      value,
      'same',
      (over) => ({ sql: `${name}(#0) ${over}`, dialects: { postgres: extremeInPostgres(name, ` ${over}`) } }),
      (rows) => extremeOf(present(rows), name === 'min' ? -1 : 1),
      [
        [over('integer', [2, null, 1, 3], []), name === 'min' ? 1 : 3, name === 'min' ? [2, 2, 1, 1] : [2, 2, 2, 3]],
        [
          over('text', ['a', 'B', '中'], []),
          name === 'min' ? 'B' : '中',
          name === 'min' ? ['a', 'B', 'B'] : ['a', 'a', '中'],
        ],
        [
          over('boolean', [null, true, false], []),
          name === 'max',
          name === 'max' ? [null, true, true] : [null, true, false],
        ],
      ],
    ),
  ),
]
