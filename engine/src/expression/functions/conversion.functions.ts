import { decimalOf, decimalType } from '@jianmo/connectors/words'
import { isDay } from '../calendar.ts'
import { Decimal } from '../datum.ts'
import {
  type FunctionSpec,
  type Implementation,
  type Overload,
  scalar,
  strict,
  type Template,
  type TemplateCall,
} from './function-spec.ts'
import { roundedFloat, roundedFloatSql } from './number.functions.ts'
import { a, digits, firstType, oneOf, text } from './parameters.ts'
import { trimBoth, trimSql } from './white-space.ts'

type Dialect = 'duckdb' | 'postgres' | 'mysql' | 'trino'

const trimmed = trimSql('both')
/** A pattern over plain signs that holds for the whole text. `$` would let a line end pass in MySQL, so foreign signs are refused too. */
function isWritten(dialect: Dialect, pattern: string, signs: string): string {
  const value = trimmed[dialect]
  if (dialect === 'duckdb') return `regexp_full_match(${value}, '${pattern}')`
  if (dialect === 'postgres') return `${value} ~ '^(?:${pattern})$'`
  if (dialect === 'trino')
    return `regexp_like(${value}, '^(?:${pattern})$') AND NOT regexp_like(${value}, '[^${signs}]')`
  return `${value} REGEXP '^(?:${pattern})$' AND NOT ${value} REGEXP '[^${signs}]'`
}

const integers = { pattern: '[+-]?0*[0-9]{1,18}', signs: '-+0-9' }
const decimals = { pattern: '[+-]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)', signs: '-+.0-9' }
const floats = {
  pattern: '[+-]?(?:[0-9]{1,100}(?:[.][0-9]{0,100})?|[.][0-9]{1,100})(?:[eE][+-]?[0-9]{1,2})?',
  signs: '-+.0-9eE',
}
const days = {
  pattern:
    '(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|' +
    '(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)-02-29)',
  signs: '-0-9',
}
const clock = '(?:[ T](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]{1,6})?)?)?'
const moments = { pattern: days.pattern + clock, signs: '-0-9T:. ' }

/** SQL of a reading: `sql` where the text is written so, else NULL. */
const read = (
  form: { readonly pattern: string; readonly signs: string },
  sql: (value: string, dialect: Dialect) => string,
) => {
  const one = (dialect: Dialect) =>
    `CASE WHEN ${isWritten(dialect, form.pattern, form.signs)} THEN ${sql(trimmed[dialect], dialect)} END`
  return { duckdb: one('duckdb'), postgres: one('postgres'), mysql: one('mysql'), trino: one('trino') }
}
const judged = (form: { readonly pattern: string; readonly signs: string }, more = (_: string) => '') => {
  const one = (dialect: Dialect) => `(${isWritten(dialect, form.pattern, form.signs)}${more(trimmed[dialect])})`
  return { duckdb: one('duckdb'), postgres: one('postgres'), mysql: one('mysql'), trino: one('trino') }
}

const whole = (form: { readonly pattern: string }) => new RegExp(`^(?:${form.pattern})$`)
const notYearZero = (value: string) => ` AND ${value} NOT LIKE '0000%'`

const precision = { ...oneOf('integer', 'precision', digits(38).slice(1)), optional: true } as const
const scale = { ...oneOf('integer', 'scale', digits(18)), optional: true } as const
const typeWritten = (values: readonly unknown[]) =>
  values[1] === undefined
    ? 'decimal'
    : decimalType(Number(values[1]), Math.min(Number(values[1]), Number(values[2] ?? 0)))

/** At most so many digits before the point that no engine overflows on the way. */
function decimalSql(dialect: Dialect): Template {
  return ({ type, sqlType }: TemplateCall) => {
    const own = type === 'null' ? 'decimal' : type
    const { precision: all, scale: fraction } = decimalOf(own)
    const before = Math.min(all - fraction, 37 - fraction)
    const pattern = `[+-]?(?:0*[0-9]{${before > 0 ? 1 : 0},${Math.max(before, 0)}}(?:[.][0-9]*)?|[.][0-9]+)`
    const wide = `CAST(${trimmed[dialect]} AS ${sqlType(decimalType(38, fraction))})`
    const cast = `CAST(${wide} AS ${sqlType(own)})`
    // Where the form lets in fewer digits than the type has, all of them fit, and the limit itself would not be such a decimal.
    const fitting =
      before < all - fraction ? cast : `CASE WHEN abs(${wide}) < 1${'0'.repeat(all - fraction)} THEN ${cast} END`
    return (
      `CASE WHEN ${isWritten(dialect, decimals.pattern, decimals.signs)} ` +
      `THEN CASE WHEN ${isWritten(dialect, pattern, decimals.signs)} THEN ${fitting} END END`
    )
  }
}

function readDecimal(value: string, all = 28n, fraction = all === 28n ? 6n : 0n): Decimal | null {
  const body = trimBoth(value)
  if (!whole(decimals).test(body)) return null
  const number = new Decimal(body.replace(/\.$/, '')).toDecimalPlaces(Number(fraction))
  return number.abs().gte(new Decimal(10).pow(Number(all - fraction))) ||
    number.abs().gte(new Decimal(10).pow(Number(37n - fraction)))
    ? null
    : number
}

/** Exact decimals without trailing zeros: every engine casts them with all digits of the scale. */
const plainDecimal =
  (cast: string, strip: (sql: string) => string): Template =>
  ({ types }) =>
    types[0] !== undefined && types[0] !== 'null' && decimalOf(types[0]).scale > 0 ? strip(cast) : cast

const textOf = (
  id: string,
  type: Overload['parameters'][number]['type'],
  sql: Template | null,
  own: Implementation['dialects'],
  reference: Implementation['reference'],
): Overload => ({
  id,
  parameters: [a(type, 'value')],
  result: 'text',
  sql,
  ...(own ? { dialects: own } : {}),
  reference,
})

/** The fraction of a second without trailing zeros, and none if it is zero. */
const moment = (printed: string) => `rtrim(rtrim(${printed}, '0'), '.')`

export const conversionFunctions: readonly FunctionSpec[] = [
  scalar({
    id: 'to_integer',
    family: 'conversion',
    label: { zh: '文本转整数', en: 'Text to integer' },
    help: {
      zh: '首尾空白不算；只认正负号和数字（去掉开头的零后最多 18 位），其他写法（1e3、0x10、12.5、全角）为空值。',
      en: 'Trimmed; a sign and digits (18 at most after leading zeros); NULL for anything else: 1e3, 0x10, 12.5, full width.',
    },
    example: 'to_integer(age_text)',
    parameters: [text()],
    result: 'integer',
    nulls: 'propagate',
    sql: null,
    dialects: read(integers, (value, dialect) => `CAST(${value} AS ${dialect === 'mysql' ? 'signed' : 'bigint'})`),
    reference: strict((value: string) =>
      whole(integers).test(trimBoth(value)) ? BigInt(trimBoth(value).replace('+', '')) : null,
    ),
    vectors: [
      ["to_integer('12')", 12],
      ["to_integer(' -007　')", -7],
      ["to_integer('+5')", 5],
      ["to_integer('12.5')", null],
      ["to_integer('1e3')", null],
      ["to_integer('0x10')", null],
      ["to_integer('１２')", null],
      ["to_integer('')", null],
      ["to_integer('1 2')", null],
      ["to_integer('999999999999999999')", '999999999999999999'],
      ["to_integer('1000000000000000000')", null],
      ["to_integer('𠮷')", null],
      ['to_integer(null)', null],
    ],
  }),
  {
    id: 'to_decimal',
    family: 'conversion',
    label: { zh: '转为小数', en: 'To decimal' },
    help: {
      zh: '文本：首尾空白不算，只认正负号、数字和小数点；可写总位数（1–38）和小数位数（0–18），不写为 28 和 6；多出的小数四舍五入，放不下为空值。整数、小数：原值。',
      en: 'Text: trimmed; sign, digits, point; precision 1–38 and scale 0–18 may be written (28 and 6 if not); further digits are rounded, NULL if it does not fit.',
    },
    example: 'to_decimal(amount_text, 18, 2)',
    nulls: 'propagate',
    options: { rounding: 'half away from zero' },
    overloads: [
      {
        id: 'to_decimal',
        parameters: [text(), precision, scale],
        result: (_, literals) => typeWritten(literals ?? []),
        sql: null,
        dialects: {
          duckdb: decimalSql('duckdb'),
          postgres: decimalSql('postgres'),
          mysql: decimalSql('mysql'),
          trino: decimalSql('trino'),
        },
        reference: strict(readDecimal),
      },
      {
        id: 'to_decimal.number',
        parameters: [a('decimal', 'number')],
        result: firstType,
        sql: '#0',
        reference: strict((value: Decimal) => value),
      },
    ],
    vectors: [
      ["to_decimal('32000.50')", '32000.5'],
      ["to_decimal('  -0.0000005')", '-0.000001'],
      ["to_decimal('.5')", '0.5'],
      ["to_decimal('5.')", '5'],
      ["to_decimal('1e3')", null],
      ["to_decimal('1,000')", null],
      ["to_decimal('１.５')", null],
      ["to_decimal('')", null],
      ["to_decimal('999.995', 5, 2)", null],
      ["to_decimal('999.994', 5, 2)", '999.99'],
      ["to_decimal('12345', 4)", null],
      ["to_decimal('9999', 4)", '9999'],
      ["to_decimal('12', 38, 4)", '12'],
      ["to_decimal('.')", null],
      ['to_decimal(7)', '7'],
      ["to_decimal('𠮷')", null],
      ["to_decimal(if(true, null, 'x'), 18, 2)", null],
    ],
  },
  {
    id: 'to_float',
    family: 'conversion',
    label: { zh: '转为浮点数', en: 'To float' },
    help: {
      zh: '整数、小数，或写成数的文本（可带指数，如 1e3；指数最多两位，点前点后最多各 100 位）；其他写法为空值。',
      en: 'Of an integer, a decimal, or a text that writes a number (1e3 too; at most two digits of exponent, 100 before and after the point); else NULL.',
    },
    example: 'to_float(score_text)',
    nulls: 'propagate',
    overloads: [
      {
        id: 'to_float',
        parameters: [text()],
        result: 'float',
        sql: null,
        dialects: read(
          floats,
          (value, dialect) => `CAST(${value} AS ${dialect === 'postgres' ? 'double precision' : 'double'})`,
        ),
        reference: strict((value: string) => (whole(floats).test(trimBoth(value)) ? Number(trimBoth(value)) : null)),
      },
      {
        id: 'to_float.number',
        parameters: [a('float', 'number')],
        result: 'float',
        sql: '#0',
        reference: strict((value: number) => value),
      },
    ],
    vectors: [
      ["to_float('1.5')", 1.5],
      ["to_float('1e3')", 1000],
      ["to_float(' -.5E-2 ')", -0.005],
      ["to_float('1e400')", null],
      ["to_float('NaN')", null],
      ["to_float('inf')", null],
      ["to_float('')", null],
      ["to_float('１')", null],
      ['to_float(3)', 3],
      ['to_float(2.5)', 2.5],
      ["to_float(if(true, null, 'x'))", null],
    ],
  },
  scalar({
    id: 'decimal',
    family: 'conversion',
    label: { zh: '浮点数转小数', en: 'Float to decimal' },
    help: {
      zh: '保留几位小数（0–6，须直接写数字），五入远离零，按二进制值舍入；超过 9·10^15 个末位为空值。',
      en: 'With 0–6 digits (a written number); halves of the binary value away from zero; NULL beyond 9·10^15 units of the last digit.',
    },
    example: 'decimal(amount / 3, 2)',
    parameters: [a('float', 'number'), oneOf('integer', 'digits', digits(6))],
    result: 'decimal',
    nulls: 'propagate',
    sql: roundedFloatSql(),
    dialects: { mysql: roundedFloatSql('signed') },
    reference: strict((value: number, count: bigint) => roundedFloat(value, Number(count))),
    vectors: [
      ['decimal(1 / 3, 2)', '0.33'],
      ['decimal(2 / 3, 6)', '0.666667'],
      ['decimal(-1 / 8, 2)', '-0.13'],
      ["decimal(to_float('1.005'), 2)", '1'],
      ["decimal(to_float('1e16'), 0)", null],
      ['decimal(5 / 2, 0)', '3'],
      ['decimal(null, 2)', null],
    ],
  }),
  scalar({
    id: 'to_date',
    family: 'conversion',
    label: { zh: '文本转日期', en: 'Text to date' },
    help: {
      zh: '只认 yyyy-mm-dd（首尾空白不算）；不存在的日期（2024-02-30）、0000 年和其他写法为空值。',
      en: 'Only yyyy-mm-dd, trimmed; NULL for days that do not exist (2024-02-30), the year 0000 and other forms.',
    },
    example: 'to_date(birth_text)',
    parameters: [text()],
    result: 'date',
    nulls: 'propagate',
    sql: null,
    dialects: read(days, (value) => `CASE WHEN ${value} NOT LIKE '0000%' THEN CAST(${value} AS date) END`),
    reference: strict((value: string) => (isDay(trimBoth(value)) ? trimBoth(value) : null)),
    vectors: [
      ["to_date('2024-02-29')", '2024-02-29'],
      ["to_date('2024-02-30')", null],
      ["to_date('2023-02-29')", null],
      ["to_date('1900-02-29')", null],
      ["to_date('2000-02-29')", '2000-02-29'],
      ["to_date('　2024-12-31 ')", '2024-12-31'],
      ["to_date('2024-1-5')", null],
      ["to_date('20240105')", null],
      ["to_date('0000-01-01')", null],
      ["to_date('0001-01-01')", '0001-01-01'],
      ["to_date('9999-12-31')", '9999-12-31'],
      ["to_date('2024-13-01')", null],
      ["to_date('２０２４-01-01')", null],
      ["to_date('')", null],
      ['to_date(null)', null],
    ],
  }),
  scalar({
    id: 'to_timestamp',
    family: 'conversion',
    label: { zh: '文本转时刻', en: 'Text to timestamp' },
    help: {
      zh: '只认 yyyy-mm-dd 后面可跟空格或 T 和 hh:mm、hh:mm:ss、hh:mm:ss.ffffff（首尾空白不算）；只有日期则为零点；其他写法、带时区的为空值。',
      en: 'Only yyyy-mm-dd, then a space or T and hh:mm[:ss[.ffffff]], trimmed; a day alone is its midnight; NULL for other forms and for zones.',
    },
    example: 'to_timestamp(seen_text)',
    parameters: [text()],
    result: 'timestamp',
    nulls: 'propagate',
    sql: null,
    dialects: read(moments, (value, dialect) => {
      const type = { duckdb: 'timestamp', postgres: 'timestamp', mysql: 'datetime(6)', trino: 'timestamp(6)' }[dialect]
      return `CASE WHEN ${value} NOT LIKE '0000%' THEN CAST(replace(${value}, 'T', ' ') AS ${type}) END`
    }),
    reference: strict((value: string) => {
      const body = trimBoth(value)
      if (!whole(moments).test(body) || body.startsWith('0000')) return null
      const [time = '00:00:00', fraction = ''] = body.slice(11).split('.')
      const full = time === '' ? '00:00:00' : time.length === 5 ? `${time}:00` : time
      return `${body.slice(0, 10)} ${full}${Number(fraction) > 0 ? `.${fraction.replace(/0+$/, '')}` : ''}`
    }),
    vectors: [
      ["to_timestamp('2024-02-29 08:30:00')", '2024-02-29 08:30:00'],
      ["to_timestamp('2024-02-29T23:59:59.5')", '2024-02-29 23:59:59.5'],
      ["to_timestamp('2024-02-29 08:30')", '2024-02-29 08:30:00'],
      ["to_timestamp('2024-02-29')", '2024-02-29 00:00:00'],
      ["to_timestamp('2024-02-30 08:30:00')", null],
      ["to_timestamp('2024-02-29 24:00:00')", null],
      ["to_timestamp('2024-02-29 08:30:60')", null],
      ["to_timestamp('2024-02-29 08:30:00Z')", null],
      ["to_timestamp('2024-02-29 08:30:00.1234567')", null],
      ["to_timestamp('2024-02-29 ')", '2024-02-29 00:00:00'],
      ["to_timestamp('')", null],
      ['to_timestamp(null)', null],
    ],
  }),
  {
    id: 'to_text',
    family: 'conversion',
    label: { zh: '转为文本', en: 'To text' },
    help: {
      zh: '整数照写；小数不带末尾的零；日期 yyyy-mm-dd；时刻 yyyy-mm-dd hh:mm:ss，小数秒不带末尾的零；是否写 true、false；空值仍是空值。浮点数请先用 decimal 定位数。',
      en: 'Integers as they are, decimals without trailing zeros, dates yyyy-mm-dd, timestamps yyyy-mm-dd hh:mm:ss with their fraction likewise, true or false. Floats need decimal() first.',
    },
    example: 'to_text(amount)',
    nulls: 'propagate',
    options: {
      'decimal as': 'no trailing zeros',
      'date as': 'yyyy-mm-dd',
      'timestamp as': 'yyyy-mm-dd hh:mm:ss[.ffffff]',
      'boolean as': 'true or false',
    },
    overloads: [
      textOf(
        'to_text',
        'text',
        '#0',
        undefined,
        strict((value: string) => value),
      ),
      textOf(
        'to_text.integer',
        'integer',
        'CAST(#0 AS varchar)',
        { postgres: 'CAST(#0 AS text)', mysql: 'CAST(#0 AS char)' },
        strict((value: bigint) => String(value)),
      ),
      textOf(
        'to_text.decimal',
        'decimal',
        plainDecimal('CAST(#0 AS varchar)', (sql) => `rtrim(rtrim(${sql}, '0'), '.')`),
        {
          postgres: plainDecimal('CAST(#0 AS text)', (sql) => `rtrim(rtrim(${sql}, '0'), '.')`),
          mysql: plainDecimal('CAST(#0 AS char)', (sql) => `TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM ${sql}))`),
          trino: plainDecimal('CAST(#0 AS varchar)', (sql) => `regexp_replace(${sql}, '[.]?0*$', '')`),
        },
        strict((value: Decimal) => (value.isZero() ? '0' : value.toFixed())),
      ),
      textOf(
        'to_text.boolean',
        'boolean',
        "CASE WHEN #0 THEN 'true' WHEN NOT #0 THEN 'false' END",
        undefined,
        strict((value: boolean) => String(value)),
      ),
      textOf(
        'to_text.date',
        'date',
        'CAST(#0 AS varchar)',
        { postgres: "to_char(#0, 'YYYY-MM-DD')", mysql: 'CAST(#0 AS char)' },
        strict((value: string) => value),
      ),
      textOf(
        'to_text.timestamp',
        'timestamp',
        null,
        {
          duckdb: moment("strftime(#0, '%Y-%m-%d %H:%M:%S.%f')"),
          postgres: moment("to_char(#0, 'YYYY-MM-DD HH24:MI:SS.US')"),
          mysql: `TRIM(TRAILING '.' FROM TRIM(TRAILING '0' FROM date_format(#0, '%Y-%m-%d %H:%i:%s.%f')))`,
          trino: `regexp_replace(date_format(#0, '%Y-%m-%d %H:%i:%s.%f'), '[.]?0*$', '')`,
        },
        strict((value: string) => value),
      ),
    ],
    vectors: [
      ['to_text(12)', '12'],
      ['to_text(-12.50)', '-12.5'],
      ['to_text(100.0)', '100'],
      ['to_text(0.0)', '0'],
      ["to_text(to_decimal('100', 10, 0))", '100'],
      ["to_text('𠮷 ')", '𠮷 '],
      ['to_text(1 < 2)', 'true'],
      ["to_text('a' = 'b')", 'false'],
      ["to_text(date '0987-02-03')", '0987-02-03'],
      ["to_text(to_timestamp('2024-02-29 08:30:00'))", '2024-02-29 08:30:00'],
      ["to_text(to_timestamp('2024-02-29 08:30:00.05'))", '2024-02-29 08:30:00.05'],
      ['to_text(null)', null],
    ],
  },
  ...(
    [
      ['is_integer', '是整数', 'an integer', integers, 'to_integer'],
      ['is_decimal', '是小数', 'a decimal', decimals, 'to_decimal'],
      ['is_date', '是日期', 'a day', days, 'to_date'],
    ] as const
  ).map(([id, zh, en, form, reader]) =>
    scalar({
      id,
      family: 'conversion',
      label: { zh: `文本${zh}`, en: `Writes ${en}` },
      help: {
        zh: `首尾空白不算，文本按 ${reader} 的写法${zh}；空值仍是空值。`,
        en: `Whether the trimmed text writes ${en} as ${reader} wants it; NULL stays NULL.`,
      },
      example: `${id}(written)`,
      parameters: [text()],
      result: 'boolean',
      nulls: 'propagate',
      sql: null,
      dialects: judged(form, id === 'is_date' ? notYearZero : undefined),
      reference: strict((value: string) => {
        const body = trimBoth(value)
        return id === 'is_date' ? isDay(body) : whole(form).test(body)
      }),
      vectors: [
        [`${id}('12')`, id !== 'is_date'],
        [`${id}('12.5')`, id === 'is_decimal'],
        [`${id}(' 2024-02-29')`, id === 'is_date'],
        [`${id}('2024-02-30')`, false],
        [`${id}('0000-01-01')`, false],
        [`${id}('1e3')`, false],
        [`${id}('１２')`, false],
        [`${id}('')`, false],
        [`${id}('𠮷')`, false],
        [`${id}(null)`, null],
      ],
    }),
  ),
]
