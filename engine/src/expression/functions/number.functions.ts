import { Decimal, toFloat } from '../datum.ts'
import { unifyTypes } from '../type-names.ts'
import {
  type FunctionSpec,
  type Implementation,
  type Overload,
  scalar,
  strict,
  type Template,
} from './function-spec.ts'
import { type AnyNumber, numberOf } from './numbers.ts'
import { a, digits, firstType, integer, oneOf } from './parameters.ts'

const float = (name: string) => a('float', name)
const decimal = (name: string) => a('decimal', name)

/** Beyond this nothing whole is promised: engines differ at the edge of 64 bits. */
const wholeLimit = '9000000000000000000'
/** Floats are whole numbers of the last digit up to here. */
const floatLimit = 9_000_000_000_000_000

type Words = Pick<FunctionSpec, 'label' | 'help' | 'example' | 'vectors'>

/** `floor`, `ceil`, `trunc`: a decimal or a float to an integer. */
function whole(
  id: string,
  words: Words,
  names: readonly [sql: string, mysql: string, trino: string],
  reference: (value: Decimal) => Decimal,
) {
  const [sql, mysql, trino] = names.map((name) => (name.includes('(') ? name : `${name}(#0)`)) as [
    string,
    string,
    string,
  ]
  const guarded = (inner: string, type: string) =>
    `CASE WHEN abs(#0) < ${wholeLimit} THEN CAST(${inner} AS ${type}) END`
  const one = (overload: string, type: 'decimal' | 'float'): Overload => ({
    id: overload,
    parameters: [a(type, 'number')],
    result: 'integer',
    sql: guarded(sql, 'bigint'),
    dialects: { mysql: guarded(mysql, 'signed'), trino: guarded(trino, 'bigint') },
    reference: strict((value: AnyNumber) => {
      const number = numberOf(value)
      if (number.abs().gte(wholeLimit)) return null
      // A large float is whole; its shortest decimal text is not its value.
      return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : BigInt(reference(number).toFixed())
    }),
  })
  return {
    id,
    family: 'number',
    nulls: 'propagate',
    ...words,
    overloads: [one(id, 'decimal'), one(`${id}.float`, 'float')],
  } satisfies FunctionSpec
}

/** A function of one float that is NULL where it has no value. */
function real(
  id: string,
  words: Words,
  sql: Template,
  compute: (value: number) => number | null,
  own: Implementation['dialects'] = {},
) {
  return scalar({
    id,
    family: 'number',
    ...words,
    parameters: [float('number')],
    result: 'float',
    nulls: 'propagate',
    sql,
    dialects: own,
    reference: strict((value: number) => {
      const found = compute(value)
      return found === null ? null : toFloat(found)
    }),
  })
}

/** The common type of two decimals. */
const wider: Overload['result'] = ([left = 'null', right = 'null']) =>
  left === 'null' ? (right === 'null' ? 'decimal' : right) : right === 'null' ? left : (unifyTypes(left, right) ?? left)

/** Half away from zero of a float, by arithmetic that every engine does alike: `floor(|x| · 10^digits + 0.5)`. */
export function roundedFloat(value: number, places: number): Decimal | null {
  const scaled = Math.abs(value) * 10 ** places
  if (!(scaled < floatLimit)) return null
  const rounded = new Decimal(Math.floor(scaled + 0.5)).div(new Decimal(10).pow(places))
  return value < 0 ? rounded.negated() : rounded
}

export const roundedFloatSql =
  (integerType = 'bigint'): Template =>
  ({ literal, type, sqlType }) => {
    const places = Number(literal(1) ?? 0)
    const scaled = `abs(#0) * ${places === 0 ? '1' : `1${'0'.repeat(places)}`}`
    const unit = places === 0 ? '1' : `0.${'1'.padStart(places, '0')}`
    const wide = type === 'null' ? 'decimal(38, 18)' : sqlType(type)
    return (
      `CASE WHEN ${scaled} < ${floatLimit} THEN CAST(CAST(floor(${scaled} + 0.5) AS ${integerType}) * ` +
      `CASE WHEN #0 < 0 THEN -1 ELSE 1 END * ${unit} AS ${wide}) END`
    )
  }

const places = { ...oneOf('integer', 'digits', digits(6)), optional: true } as const
const written = ({ literal }: Parameters<Exclude<Template, string>>[0]) => Number(literal(1) ?? 0)

export const numberFunctions: readonly FunctionSpec[] = [
  scalar({
    id: 'abs',
    family: 'number',
    label: { zh: '绝对值', en: 'Absolute value' },
    help: { zh: '去掉负号；空值仍是空值。', en: 'The number without its sign; NULL stays NULL.' },
    example: 'abs(days)',
    parameters: [a('number', 'number')],
    result: 'number',
    nulls: 'propagate',
    sql: 'abs(#0)',
    reference: strict((value: AnyNumber) =>
      typeof value === 'bigint'
        ? value < 0
          ? -value
          : value
        : typeof value === 'number'
          ? Math.abs(value)
          : value.abs(),
    ),
    vectors: [
      ['abs(-3)', 3],
      ['abs(3)', 3],
      ['abs(0)', 0],
      ['abs(-2.5)', '2.5'],
      ['abs(1 / -4)', 0.25],
      ['abs(-999999999999999)', 999999999999999],
      ['abs(null)', null],
    ],
  }),
  scalar({
    id: 'sign',
    family: 'number',
    label: { zh: '正负号', en: 'Sign' },
    help: { zh: '正数为 1，零为 0，负数为 -1。', en: '1 above zero, 0 at zero, -1 below.' },
    example: 'sign(balance)',
    parameters: [a('number', 'number')],
    result: 'integer',
    nulls: 'propagate',
    sql: 'CASE WHEN #0 > 0 THEN 1 WHEN #0 < 0 THEN -1 WHEN #0 = 0 THEN 0 END',
    reference: strict((value: AnyNumber) => BigInt(numberOf(value).cmp(0))),
    vectors: [
      ['sign(5)', 1],
      ['sign(-0.000001)', -1],
      ['sign(0)', 0],
      ['sign(0.0)', 0],
      ['sign(-1 / 3)', -1],
      ['sign(null)', null],
    ],
  }),
  {
    id: 'round',
    family: 'number',
    label: { zh: '四舍五入', en: 'Round' },
    help: {
      zh: '保留几位小数（0–6，须直接写数字，不写为 0），五入远离零；浮点数按二进制值舍入，太大（超过 9·10^15 个末位）为空值。',
      en: 'To 0–6 digits (a written number, 0 if left out); halves away from zero. Floats by their binary value; NULL beyond 9·10^15 units of the last digit.',
    },
    example: 'round(amount / 3, 2)',
    nulls: 'propagate',
    options: { rounding: 'half away from zero' },
    overloads: [
      {
        id: 'round',
        parameters: [decimal('number'), places],
        result: firstType,
        sql: (call) =>
          `CAST(round(#0, ${written(call)}) AS ${call.type === 'null' ? 'decimal' : call.sqlType(call.type)})`,
        reference: strict((value: Decimal, count: bigint = 0n) => value.toDecimalPlaces(Number(count))),
      },
      {
        id: 'round.float',
        parameters: [float('number'), places],
        result: 'decimal',
        sql: roundedFloatSql(),
        dialects: { mysql: roundedFloatSql('signed') },
        reference: strict((value: number, count: bigint = 0n) => roundedFloat(value, Number(count))),
      },
    ],
    vectors: [
      ['round(2.5)', '3'],
      ['round(-2.5, 0)', '-3'],
      ['round(1.005, 2)', '1.01'],
      ['round(2.345678, 6)', '2.345678'],
      ['round(7, 1)', '7'],
      ['round(10 / 3, 2)', '3.33'],
      ['round(-5 / 2)', '-3'],
      ['round(1 / 8, 2)', '0.13'],
      ["round(to_float('1e300'), 2)", null],
      ['round(null, 2)', null],
      ['round(0.000001, 2)', '0'],
    ],
  },
  whole(
    'floor',
    {
      label: { zh: '向下取整', en: 'Floor' },
      help: {
        zh: '不大于它的最大整数；绝对值到 9·10^18 为止，再大为空值。',
        en: 'The greatest whole number not above it; NULL beyond ±9·10^18.',
      },
      example: 'floor(amount)',
      vectors: [
        ['floor(2.7)', 2],
        ['floor(-2.1)', -3],
        ['floor(3)', 3],
        ['floor(-7 / 2)', -4],
        ["floor(to_float('1e19'))", null],
        ["floor(to_float('-4611686018427388000'))", '-4611686018427387904'],
        ['floor(0.0)', 0],
        ['floor(null)', null],
      ],
    },
    ['floor', 'floor', 'floor'],
    (value) => value.floor(),
  ),
  whole(
    'ceil',
    {
      label: { zh: '向上取整', en: 'Ceiling' },
      help: {
        zh: '不小于它的最小整数；绝对值到 9·10^18 为止，再大为空值。',
        en: 'The least whole number not below it; NULL beyond ±9·10^18.',
      },
      example: 'ceil(amount)',
      vectors: [
        ['ceil(2.1)', 3],
        ['ceil(-2.7)', -2],
        ['ceil(3)', 3],
        ['ceil(7 / 2)', 4],
        ["ceil(to_float('-1e19'))", null],
        ['ceil(-0.5)', 0],
        ['ceil(null)', null],
      ],
    },
    ['ceil', 'ceiling', 'ceiling'],
    (value) => value.ceil(),
  ),
  whole(
    'trunc',
    {
      label: { zh: '舍去小数', en: 'Truncate' },
      help: {
        zh: '去掉小数部分，向零取整；绝对值到 9·10^18 为止，再大为空值。',
        en: 'Drops the fraction, towards zero; NULL beyond ±9·10^18.',
      },
      example: 'trunc(amount)',
      vectors: [
        ['trunc(2.7)', 2],
        ['trunc(-2.7)', -2],
        ['trunc(3)', 3],
        ['trunc(-7 / 2)', -3],
        ["trunc(to_float('1e19'))", null],
        ['trunc(0.999999)', 0],
        ['trunc(null)', null],
      ],
    },
    ['trunc', 'truncate(#0, 0)', 'truncate'],
    (value) => value.trunc(),
  ),
  {
    id: 'mod',
    family: 'number',
    label: { zh: '余数', en: 'Remainder' },
    help: {
      zh: '除后的余数，符号同被除数；除数为零是空值。',
      en: 'What a division leaves, with the sign of the dividend; NULL if the divisor is zero.',
    },
    example: 'mod(sequence, 2)',
    nulls: 'propagate',
    options: { sign: 'of the dividend', zero: 'NULL' },
    overloads: [
      {
        id: 'mod',
        parameters: [integer('number'), integer('divisor')],
        result: 'integer',
        infix: true,
        sql: '#0 % nullif(#1, 0)',
        reference: strict((value: bigint, divisor: bigint) => (divisor === 0n ? null : value % divisor)),
      },
      {
        id: 'mod.decimal',
        parameters: [decimal('number'), decimal('divisor')],
        result: wider,
        sql: ({ type, sqlType }) => `CAST(#0 % nullif(#1, 0) AS ${type === 'null' ? 'decimal' : sqlType(type)})`,
        reference: strict((value: Decimal, divisor: Decimal) => (divisor.isZero() ? null : value.mod(divisor))),
      },
    ],
    vectors: [
      ['mod(7, 3)', 1],
      ['mod(-7, 3)', -1],
      ['mod(7, -3)', 1],
      ['mod(5, 0)', null],
      ['mod(5.5, 2)', '1.5'],
      ['mod(-5.5, 0.4)', '-0.3'],
      ['mod(1.5, 0.0)', null],
      ['mod(null, 3)', null],
      ['mod(3, null)', null],
    ],
  },
  scalar({
    id: 'div',
    family: 'number',
    label: { zh: '整除', en: 'Whole quotient' },
    help: {
      zh: '两个整数相除，向零取整；除数为零是空值。',
      en: 'Quotient of two integers, cut towards zero; NULL if the divisor is zero.',
    },
    example: 'div(days, 30)',
    parameters: [integer('number'), integer('divisor')],
    result: 'integer',
    nulls: 'propagate',
    options: { rounding: 'towards zero', zero: 'NULL' },
    infix: true,
    sql: '#0 / nullif(#1, 0)',
    dialects: { duckdb: '#0 // nullif(#1, 0)', mysql: '#0 DIV nullif(#1, 0)' },
    reference: strict((value: bigint, divisor: bigint) => (divisor === 0n ? null : value / divisor)),
    vectors: [
      ['div(7, 2)', 3],
      ['div(-7, 2)', -3],
      ['div(7, -2)', -3],
      ['div(-8, -3)', 2],
      ['div(5, 0)', null],
      ['div(0, 5)', 0],
      ['div(null, 2)', null],
      ['div(999999999999999, 7)', 142857142857142],
    ],
  }),
  real(
    'sqrt',
    {
      label: { zh: '平方根', en: 'Square root' },
      help: { zh: '平方根；负数为空值。', en: 'The square root; NULL below zero.' },
      example: 'sqrt(variance)',
      vectors: [
        ['sqrt(9)', 3],
        ['sqrt(2.25)', 1.5],
        ['sqrt(0)', 0],
        ['sqrt(-1)', null],
        ['sqrt(1 / 4)', 0.5],
        ['sqrt(null)', null],
      ],
    },
    'CASE WHEN #0 >= 0 THEN sqrt(#0) END',
    (value) => (value < 0 ? null : Math.sqrt(value)),
  ),
  real(
    'ln',
    {
      label: { zh: '自然对数', en: 'Natural logarithm' },
      help: { zh: '自然对数；零和负数为空值。', en: 'The natural logarithm; NULL at zero and below.' },
      example: 'ln(amount)',
      vectors: [
        ['ln(1)', 0],
        ['ln(exp(2))', 2],
        ['ln(0)', null],
        ['ln(-1)', null],
        ['ln(0.5)', -Math.LN2],
        ['ln(null)', null],
      ],
    },
    'CASE WHEN #0 > 0 THEN ln(#0) END',
    (value) => (value <= 0 ? null : Math.log(value)),
  ),
  real(
    'log10',
    {
      label: { zh: '常用对数', en: 'Common logarithm' },
      help: { zh: '以 10 为底的对数；零和负数为空值。', en: 'The logarithm to base 10; NULL at zero and below.' },
      example: 'log10(amount)',
      vectors: [
        ['log10(1000)', 3],
        ['log10(1)', 0],
        ['log10(0.01)', -2],
        ['log10(0)', null],
        ['log10(-1)', null],
        ['log10(null)', null],
      ],
    },
    'CASE WHEN #0 > 0 THEN log10(#0) END',
    (value) => (value <= 0 ? null : Math.log10(value)),
  ),
  real(
    'exp',
    {
      label: { zh: '指数', en: 'Exponential' },
      help: {
        zh: 'e 的多少次方；小于 -700 为 0，大于 700 为空值。',
        en: 'e to a power; 0 below -700, NULL above 700.',
      },
      example: 'exp(score)',
      vectors: [
        ['exp(0)', 1],
        ['exp(1)', Math.E],
        ['exp(-1)', 0.36787944117144233],
        ['exp(701)', null],
        ['exp(-701)', 0],
        ['exp(null)', null],
      ],
    },
    'CASE WHEN #0 < -700 THEN 0e0 WHEN #0 <= 700 THEN exp(#0) END',
    (value) => (value < -700 ? 0 : value <= 700 ? Math.exp(value) : null),
  ),
  scalar({
    id: 'power',
    family: 'number',
    label: { zh: '乘方', en: 'Power' },
    help: {
      zh: '浮点数的乘方；没有实数结果、结果超过 e^700、指数达到一百万时为空值，小于 e^-700 为 0；0 的 0 次方为 1。',
      en: 'A float to a power. NULL if there is no real result, beyond e^700, or for exponents from a million on; 0 below e^-700; 0 to the 0 is 1.',
    },
    example: 'power(1 + rate, years)',
    parameters: [float('base'), float('exponent')],
    result: 'float',
    nulls: 'propagate',
    sql:
      'CASE WHEN abs(#1) >= 1000000 THEN NULL WHEN #0 = 0 THEN CASE WHEN #1 > 0 THEN 0e0 WHEN #1 = 0 THEN 1e0 END ' +
      'WHEN #0 < 0 AND #1 <> floor(#1) THEN NULL WHEN #1 * ln(abs(#0)) < -700 THEN 0e0 ' +
      'WHEN #1 * ln(abs(#0)) <= 700 THEN power(#0, #1) END',
    reference: strict((base: number, exponent: number) => {
      if (Math.abs(exponent) >= 1e6) return null
      if (base === 0) return exponent > 0 ? 0 : exponent === 0 ? 1 : null
      if (base < 0 && !Number.isInteger(exponent)) return null
      const size = exponent * Math.log(Math.abs(base))
      return size < -700 ? 0 : size <= 700 ? base ** exponent : null
    }),
    vectors: [
      ['power(2, 10)', 1024],
      ['power(-2, 3)', -8],
      ['power(2, -1)', 0.5],
      ['power(0, 0)', 1],
      ['power(0, -1)', null],
      ['power(-8, 1 / 3)', null],
      ['power(10, 400)', null],
      ['power(10, -400)', 0],
      ['power(1.5, 2)', 2.25],
      ['power(null, 2)', null],
      ['power(2, null)', null],
    ],
  }),
]
