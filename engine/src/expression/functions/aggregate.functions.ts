import type { ColumnType } from '@jianmo/connectors/words'
import { decimalOf, decimalType } from '@jianmo/connectors/words'
import { compareData, type Datum, Decimal } from '../datum.ts'
import type { ExpressionType } from '../typed.ts'
import { type AggregateRow, type AggregateSpec, none, type Overload, type TemplateCall } from './function-spec.ts'
import { type AnyNumber, numberOf } from './numbers.ts'
import { a } from './parameters.ts'

/** What is there: the first arguments that are not NULL. */
export const present = (rows: readonly AggregateRow[]): readonly (Datum & {})[] =>
  rows.map(([value = null]) => value).filter((value) => value !== null)

/** Sums hold 38 digits, whatever is added: integers as `decimal(38,0)`. */
export const sumType = ([type = 'null']: readonly ExpressionType[]): ColumnType =>
  type === 'float'
    ? 'float'
    : type === 'null' || type === 'integer'
      ? 'decimal(38,0)'
      : decimalType(38, decimalOf(type).scale)

export function sumOf(values: readonly Datum[]): Datum {
  if (values.length === 0) return null
  if (typeof values[0] === 'number') return values.reduce<number>((sum, value) => sum + Number(value), 0)
  return values.reduce<Decimal>((sum, value) => sum.plus(numberOf(value as AnyNumber)), new Decimal(0))
}

export const averageOf = (values: readonly Datum[]): Datum =>
  values.length === 0
    ? null
    : values.reduce<number>((sum, value) => sum + numberOf(value as AnyNumber).toNumber(), 0) / values.length

export const extremeOf = (values: readonly Datum[], wanted: 1 | -1): Datum =>
  values.reduce<Datum>((best, value) => (best === null || compareData(value, best) * wanted > 0 ? value : best), null)

/** The sum in its type; Trino's sum of integers would overflow at 64 bits. */
export const sumSql =
  (call: string, widen = false) =>
  ({ type, types, sqlType }: TemplateCall) => {
    if (type === 'null' || type === 'float') return call
    const argument = widen && types[0] === 'integer' ? `CAST(#0 AS ${sqlType('decimal(38,0)')})` : '#0'
    return `CAST(${call.replace('#0', argument)} AS ${sqlType(type)})`
  }

/** Floats of whatever number. */
export const floatSql =
  (call: string) =>
  ({ sqlType }: TemplateCall) =>
    call.replace('#0', `CAST(#0 AS ${sqlType('float')})`)

/** PostgreSQL has no least yes or no, and compares texts as its locale says. */
export const extremeInPostgres =
  (name: 'min' | 'max', tail = '') =>
  ({ types }: TemplateCall) =>
    types[0] === 'boolean'
      ? `bool_${name === 'min' ? 'and' : 'or'}(#0)${tail}`
      : `${name}(#0${types[0] === 'text' ? ' COLLATE "C"' : ''})${tail}`

const same: Overload['result'] = 'same'
const notInMysql = (what: string, shows: string) =>
  none(`MySQL 没有按顺序${what}的聚合`, `MySQL has no ordered aggregate for this`, shows)

type Words = Pick<AggregateSpec, 'id' | 'label' | 'help' | 'example'>
const spec = (words: Words, rest: Omit<AggregateSpec, keyof Words | 'family' | 'nulls'>): AggregateSpec => ({
  ...words,
  family: 'aggregate',
  nulls: 'own',
  ...rest,
})

const numbers = { types: ['integer'], rows: [[1], [null], [2], [2]] } as const
const none0 = { types: ['integer'], rows: [] } as const

export const aggregateFunctions: readonly AggregateSpec[] = [
  spec(
    {
      id: 'count',
      label: { zh: '行数', en: 'Count rows' },
      help: { zh: '有多少行；没有行为 0。', en: 'How many rows there are; 0 without rows.' },
      example: 'count()',
    },
    {
      parameters: [],
      result: 'integer',
      sql: 'count(*)#f',
      reference: (rows) => BigInt(rows.length),
      vectors: [
        { types: [], rows: [[], [], []], gives: 3 },
        { types: [], rows: [], gives: 0 },
      ],
    },
  ),
  spec(
    {
      id: 'count_values',
      label: { zh: '有值的行数', en: 'Count values' },
      help: { zh: '不是空值的有多少；没有为 0。', en: 'How many are not NULL; 0 if none.' },
      example: 'count_values(phone)',
    },
    {
      parameters: [a('any', 'value')],
      result: 'integer',
      sql: 'count(#d#0)#f',
      reference: (rows) => BigInt(present(rows).length),
      vectors: [
        { ...numbers, gives: 3 },
        { ...none0, gives: 0 },
        { types: ['text'], rows: [[null], ['']], gives: 1 },
      ],
    },
  ),
  spec(
    {
      id: 'count_distinct',
      label: { zh: '不同值的个数', en: 'Count different values' },
      help: {
        zh: '有多少种不同的值，空值不算；文本区分大小写、全半角和末尾空格。',
        en: 'How many different values, NULL left out; case, width and spaces at the end count.',
      },
      example: 'count_distinct(person_id)',
    },
    {
      parameters: [a('any', 'value')],
      result: 'integer',
      sql: 'count(DISTINCT #0)#f',
      reference: (rows) => {
        const values = present(rows)
        return BigInt(
          values.filter((value, at) => values.findIndex((other) => compareData(other, value) === 0) === at).length,
        )
      },
      vectors: [
        { ...numbers, gives: 2 },
        { types: ['text'], rows: [['a'], ['A'], ['a '], ['ａ'], ['𠮷'], [null], ['a']], gives: 5 },
        { ...none0, gives: 0 },
      ],
    },
  ),
  spec(
    {
      id: 'sum',
      label: { zh: '合计', en: 'Sum' },
      help: {
        zh: '数的和，空值不算；一个值也没有为空值。整数之和最多 38 位。',
        en: 'The sum, NULL left out; NULL without values. Sums of integers hold 38 digits.',
      },
      example: 'sum(amount)',
    },
    {
      parameters: [a('number', 'number')],
      result: sumType,
      sql: sumSql('sum(#d#0)#f'),
      dialects: { trino: sumSql('sum(#d#0)#f', true) },
      reference: (rows) => sumOf(present(rows)),
      vectors: [
        { ...numbers, gives: '5' },
        { types: ['integer'], rows: [['9223372036854775807'], ['9223372036854775807']], gives: '18446744073709551614' },
        { types: ['decimal'], rows: [['0.1'], ['0.2'], [null]], gives: '0.3' },
        { types: ['float'], rows: [[0.5], [0.25]], gives: 0.75 },
        { types: ['integer'], rows: [[null]], gives: null },
        { ...none0, gives: null },
      ],
    },
  ),
  spec(
    {
      id: 'avg',
      label: { zh: '平均', en: 'Average' },
      help: {
        zh: '平均数（浮点数），空值不算；一个值也没有为空值。',
        en: 'The mean as a float, NULL left out; NULL without values.',
      },
      example: 'avg(amount)',
    },
    {
      parameters: [a('number', 'number')],
      result: 'float',
      sql: floatSql('avg(#d#0)#f'),
      reference: (rows) => averageOf(present(rows)),
      vectors: [
        { types: ['integer'], rows: [[1], [2], [null], [2]], gives: 1.6666666666666667 },
        { types: ['decimal'], rows: [['0.1'], ['0.2']], gives: 0.15000000000000002 },
        { types: ['integer'], rows: [[null]], gives: null },
        { ...none0, gives: null },
      ],
    },
  ),
  ...(['min', 'max'] as const).map((id) =>
    spec(
      {
        id,
        label: id === 'min' ? { zh: '最小（最早）', en: 'Minimum' } : { zh: '最大（最晚）', en: 'Maximum' },
        help: {
          zh: `最${id === 'min' ? '小' : '大'}的值，空值不算；一个值也没有为空值。文本按字符编码比较。`,
          en: `The ${id === 'min' ? 'least' : 'greatest'} value, NULL left out; NULL without values. Texts by code point.`,
        },
        example: `${id}(birth_date)`,
      },
      {
        parameters: [a('same', 'value')],
        result: same,
        sql: `${id}(#0)#f`,
        dialects: { postgres: extremeInPostgres(id, '#f') },
        reference: (rows) => extremeOf(present(rows), id === 'min' ? -1 : 1),
        vectors: [
          { ...numbers, gives: id === 'min' ? 1 : 2 },
          { types: ['text'], rows: [['a'], ['B'], [null], ['𠮷'], ['\uffee']], gives: id === 'min' ? 'B' : '𠮷' },
          {
            types: ['date'],
            rows: [['2024-02-29'], ['0001-01-01']],
            gives: id === 'min' ? '0001-01-01' : '2024-02-29',
          },
          { types: ['boolean'], rows: [[true], [false], [null]], gives: id === 'max' },
          { types: ['text'], rows: [[null]], gives: null },
          { ...none0, gives: null },
        ],
      },
    ),
  ),
  ...(['first', 'last'] as const).map((id) =>
    spec(
      {
        id,
        label: id === 'first' ? { zh: '第一行的值', en: 'First' } : { zh: '最后一行的值', en: 'Last' },
        help: {
          zh: `按给定顺序${id === 'first' ? '第一' : '最后一'}行的值，空值也算；没有行为空值。`,
          en: `The value of the ${id} row in the given order, NULL too; NULL without rows.`,
        },
        example: `${id}(status)`,
      },
      {
        parameters: [a('same', 'value')],
        result: same,
        ordered: true,
        sql: null,
        dialects: {
          duckdb: `${id}(#0#o)#f`,
          postgres: id === 'first' ? '(array_agg(#0#o)#f)[1]' : '(array_agg(#0#o)#f)[CAST(count(*)#f AS integer)]',
          mysql: notInMysql('取值', `${id}(status)`),
          trino: `element_at(array_agg(#0#o)#f, ${id === 'first' ? 1 : -1})`,
        },
        reference: (rows) => rows.at(id === 'first' ? 0 : -1)?.[0] ?? null,
        vectors: [
          { types: ['text'], rows: [['a'], ['b'], ['𠮷']], gives: id === 'first' ? 'a' : '𠮷' },
          { types: ['integer'], rows: [[null], [1]], gives: id === 'first' ? null : 1 },
          { types: ['integer'], rows: [[1], [null]], gives: id === 'first' ? 1 : null },
          { ...none0, gives: null },
        ],
      },
    ),
  ),
  spec(
    {
      id: 'list_of',
      label: { zh: '列表', en: 'List of texts' },
      help: {
        zh: '按给定顺序的文本列表，空值不算；没有行为空值，都是空值则为空列表。',
        en: 'The texts in the given order, NULL left out; NULL without rows, an empty list if all are NULL.',
      },
      example: 'list_of(case_no)',
    },
    {
      parameters: [a('text', 'text')],
      result: 'list',
      ordered: true,
      sql: null,
      dialects: {
        duckdb: 'list_filter(list(#d#0#o)#f, lambda x: x IS NOT NULL)',
        postgres: 'array_remove(array_agg(#d#0#o)#f, NULL)',
        mysql: notInMysql('成列表', 'list_of(case_no)'),
        trino: 'filter(array_agg(#d#0#o)#f, x -> x IS NOT NULL)',
      },
      reference: (rows) => (rows.length === 0 ? null : (present(rows) as string[])),
      vectors: [
        { types: ['text'], rows: [['b'], ['a'], [null], ['b']], gives: ['b', 'a', 'b'] },
        { types: ['text'], rows: [['𠮷'], ['']], gives: ['𠮷', ''] },
        { types: ['text'], rows: [[null]], gives: [] },
        { types: ['text'], rows: [], gives: null },
      ],
    },
  ),
  spec(
    {
      id: 'join_texts',
      label: { zh: '连接各行文本', en: 'Join texts of rows' },
      help: {
        zh: '按给定顺序用分隔符（须直接写出）连接各行的文本，空值不算；一个值也没有为空值。',
        en: 'The texts in the given order with a written separator between them, NULL left out; NULL without values.',
      },
      example: "join_texts(case_no, '、')",
    },
    {
      parameters: [a('text', 'text'), { name: 'separator', type: 'text', literal: true }],
      result: 'text',
      ordered: true,
      sql: 'string_agg(#d#0, #1#o)#f',
      dialects: {
        // The session sets group_concat_max_len: MySQL would cut at 1,024 bytes.
        mysql: 'group_concat(#d#0#o SEPARATOR #1)#f',
        trino: 'CASE WHEN count(#0)#f > 0 THEN array_join(array_agg(#d#0#o)#f, #1) END',
      },
      reference: (rows) => {
        const values = present(rows)
        return values.length === 0 ? null : values.join(String(rows[0]?.[1] ?? ''))
      },
      vectors: [
        {
          types: ['text', 'text'],
          rows: [
            ['b', '、'],
            ['a', '、'],
            [null, '、'],
            ['b', '、'],
          ],
          gives: 'b、a、b',
        },
        {
          types: ['text', 'text'],
          rows: [
            ['𠮷', ''],
            ['', ''],
          ],
          gives: '𠮷',
        },
        { types: ['text', 'text'], rows: [[null, ',']], gives: null },
        { types: ['text', 'text'], rows: [], gives: null },
      ],
    },
  ),
  spec(
    {
      id: 'count_if',
      label: { zh: '满足条件的行数', en: 'Count if' },
      help: {
        zh: '条件成立的有多少行；不明的不算，没有为 0。',
        en: 'Rows for which a condition is true; unknown is not, 0 if none.',
      },
      example: 'count_if(days > 30)',
    },
    {
      parameters: [a('boolean', 'condition')],
      result: 'integer',
      sql: 'count(CASE WHEN #0 THEN 1 END)#f',
      reference: (rows) => BigInt(rows.filter(([value]) => value === true).length),
      vectors: [
        { types: ['boolean'], rows: [[true], [false], [null], [true]], gives: 2 },
        { types: ['boolean'], rows: [[null]], gives: 0 },
        { types: ['boolean'], rows: [], gives: 0 },
      ],
    },
  ),
  ...(['bool_and', 'bool_or'] as const).map((id) =>
    spec(
      {
        id,
        label: id === 'bool_and' ? { zh: '全部成立', en: 'All true' } : { zh: '任一成立', en: 'Any true' },
        help: {
          zh: `条件是否${id === 'bool_and' ? '全部' : '有一个'}成立，不明的不算；一个值也没有为空值。`,
          en: `Whether ${id === 'bool_and' ? 'all are' : 'one is'} true, unknown left out; NULL without values.`,
        },
        example: `${id}(is_paid)`,
      },
      {
        parameters: [a('boolean', 'condition')],
        result: 'boolean',
        sql: `${id}(#0)#f`,
        dialects: { mysql: `${id === 'bool_and' ? 'min' : 'max'}(#0)#f` },
        reference: (rows) => extremeOf(present(rows), id === 'bool_and' ? -1 : 1),
        vectors: [
          { types: ['boolean'], rows: [[true], [false], [null]], gives: id === 'bool_or' },
          { types: ['boolean'], rows: [[true], [null]], gives: true },
          { types: ['boolean'], rows: [[null]], gives: null },
          { types: ['boolean'], rows: [], gives: null },
        ],
      },
    ),
  ),
  spec(
    {
      id: 'stddev',
      label: { zh: '样本标准差', en: 'Sample standard deviation' },
      help: {
        zh: '样本标准差（除以 n−1），空值不算；不到两个值为空值。',
        en: 'Standard deviation of a sample (n − 1), NULL left out; NULL below two values.',
      },
      example: 'stddev(amount)',
    },
    {
      parameters: [a('number', 'number')],
      result: 'float',
      options: { kind: 'sample' },
      sql: floatSql('stddev_samp(#d#0)#f'),
      // MySQL takes DISTINCT in no deviation.
      dialects: { mysql: floatSql('stddev_samp(#0)#f') },
      reference: (rows) => {
        const values = present(rows).map((value) => numberOf(value as AnyNumber).toNumber())
        if (values.length < 2) return null
        // Welford, as the engines do: the mean of a sum is not the value even where all values are one and the same.
        let [mean, squares] = [0, 0]
        for (const [at, value] of values.entries()) {
          const before = value - mean
          mean += before / (at + 1)
          squares += before * (value - mean)
        }
        return Math.sqrt(squares / (values.length - 1))
      },
      vectors: [
        { types: ['integer'], rows: [[1], [2], [null]], gives: Math.SQRT1_2 },
        { types: ['decimal'], rows: [['1.5'], ['1.5']], gives: 0 },
        { types: ['float'], rows: [[1.23456789e20], [1.23456789e20], [1.23456789e20]], gives: 0 },
        { types: ['integer'], rows: [[1]], gives: null },
        { ...none0, gives: null },
      ],
    },
  ),
  spec(
    {
      id: 'median',
      label: { zh: '中位数', en: 'Median' },
      help: {
        zh: '中间的值，偶数个取中间两个的平均（浮点数），空值不算；一个值也没有为空值。',
        en: 'The middle value, or the mean of the two in the middle, as a float; NULL left out; NULL without values.',
      },
      example: 'median(amount)',
    },
    {
      parameters: [a('number', 'number')],
      result: 'float',
      sql: null,
      dialects: {
        duckdb: floatSql('median(#0)#f'),
        postgres: 'percentile_cont(0.5) WITHIN GROUP (ORDER BY CAST(#0 AS double precision))#f',
        mysql: none('MySQL 没有求中位数的聚合', 'MySQL has no aggregate for the median', 'median(amount)'),
        trino: none('Trino 只有近似的分位数', 'Trino has approximate percentiles only', 'median(amount)'),
      },
      reference: (rows) => {
        const values = present(rows)
          .map((value) => numberOf(value as AnyNumber).toNumber())
          .sort((x, y) => x - y)
        const [low, high] = [values[Math.floor((values.length - 1) / 2)], values[Math.floor(values.length / 2)]]
        return low === undefined || high === undefined ? null : low + (high - low) / 2
      },
      vectors: [
        { types: ['integer'], rows: [[3], [1], [2]], gives: 2 },
        { types: ['integer'], rows: [[1], [2], [null], [10], [4]], gives: 3 },
        { types: ['decimal'], rows: [['0.5']], gives: 0.5 },
        { ...none0, gives: null },
      ],
    },
  ),
]
