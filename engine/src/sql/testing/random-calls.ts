import type { ColumnType } from '@jianmo/connectors/words'
import type { ExpressionType, FunctionParameter, Overload, TypedExpression, Value } from '../../expression/index.ts'

/** Values at the borders of each type. */
const borders: Readonly<Record<string, readonly Value[]>> = {
  text: [
    ...[
      '',
      ' ',
      'a',
      'A',
      'abc',
      '中文',
      '𠮷野',
      'e\u0301',
      ' x ',
      '\u3000全角\u3000',
      '１２３',
      '123',
      '-7',
      '12.50',
      '1e3',
      '+5',
    ],
    ...[
      '2024-02-29',
      '2024-02-30',
      '2024-02-29 08:30:00',
      "it's",
      '100%',
      'a_b',
      '\\',
      'a\\b',
      '#0',
      '{1}',
      '"',
      '👨‍👩‍👧',
      'ß',
    ],
    ...['İ', '\uffee', 'a,b,,c', ',', 'null', '00012', '.5', '5.', '9999-12-31', '999999999999999999', '$1'],
  ],
  integer: [
    ...[
      0, 1, -1, 2, 3, 5, 7, 12, 13, 28, 29, 30, 31, 60, 100, 366, 1000, 1001, 1900, 2024, 9999, 10000, -5, -400,
      2147483648,
    ],
    ...['9223372036854775807', '-9223372036854775808', '1000000000000'],
  ],
  decimal: [
    '0',
    '1.5',
    '-1.5',
    '2.5',
    '0.000001',
    '-0.000001',
    '0.5',
    '99999.999999',
    '1234567890123456789012.123456',
    '-0.4',
  ],
  float: [0, 0.1, -0.1, 2.5, 1e-7, 1e15, 9e15, 1e18, 1e19, -1e19, 1e300, -1e300, 709, 701, -701, 3, 1e-300, 0.5, 1.005],
  boolean: [true, false],
  date: [
    '2024-02-29',
    '0001-01-01',
    '9999-12-31',
    '1900-02-28',
    '2023-12-31',
    '1986-05-04',
    '2024-01-31',
    '1582-10-10',
  ],
  timestamp: [
    ...[
      '2024-02-29 23:59:59.999999',
      '0001-01-01 00:00:00',
      '9999-12-31 23:59:59',
      '1986-05-04 02:30:00',
      '1986-09-14 01:30:00',
    ],
    ...['1900-12-31 23:59:00', '1969-12-31 23:59:59.5', '1940-06-01 00:30:00', '1991-04-14 02:15:00'],
  ],
  instant: [
    ...[
      '2024-02-29T23:59:59.999999Z',
      '1986-05-03T18:00:00Z',
      '1986-09-13T15:00:00Z',
      '1900-12-31T15:54:17Z',
      '1900-12-31T15:54:16Z',
    ],
    ...['1940-06-01T00:00:00Z', '1969-12-31T23:59:59.5Z', '1989-04-15T17:59:59Z', '0002-01-01T00:00:00Z'],
  ],
  list: [['a', 'b'], ['a', null], [], [null], ['𠮷', '中', '\uffee'], ['', ''], ['b', 'a', 'b'], ['"', '\\']],
}
const patterns = ['a', '\\d+', '[^a-z]', '.', '(a|b)+', '^.', 'a+$', '\\s', '"', '[一-龥]{2}']
const separators = [',', '、', '', 'a']
const numbers = ['integer', 'decimal', 'float'] as const
const anyTypes = ['integer', 'text', 'decimal', 'date', 'boolean', 'float'] as const

/** Calls of an overload with arguments at the borders, one in twelve NULL. The same seed gives the same calls. */
export function randomCalls(overload: Overload, count: number, seed: number): readonly TypedExpression[] {
  let state = seed
  const pick = <T>(items: readonly T[]): T => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return items[Math.floor((state / 2_147_483_648) * items.length)] as T
  }
  const literal = (type: ColumnType, value: Value): TypedExpression => ({ op: 'literal', type, value })
  const oneIn = (times: number) => pick(Array.from({ length: times }, (_, at) => at === 0))

  function argument({ type, literal: written, pattern }: FunctionParameter, same: ColumnType): TypedExpression {
    if (written === true) return literal('text', pick(pattern ? patterns : separators))
    if (written) return literal(type as ColumnType, pick(written))
    const own = type === 'same' ? same : type === 'any' ? pick(anyTypes) : type === 'number' ? pick(numbers) : type
    return literal(own, oneIn(12) ? null : pick(borders[own] ?? [null]))
  }

  return Array.from({ length: count }, () => {
    const same = pick(anyTypes)
    const { parameters, result } = overload
    const last = parameters.at(-1)
    const extra = last?.repeated ? Array.from({ length: pick([0, 1, 2]) }, () => last) : []
    const args = [...parameters.filter(({ optional }) => !optional || oneIn(2)), ...extra].map((one) =>
      argument(one, same),
    )
    const types: readonly ExpressionType[] = args.map(({ type }) => type)
    const values = args.map((one) => (one.op === 'literal' ? one.value : undefined))
    const type =
      typeof result === 'function'
        ? result(types, values)
        : result === 'same'
          ? same
          : result === 'number'
            ? (types[0] ?? 'integer')
            : result
    return { op: 'call', type, function: overload.id, arguments: args }
  })
}
