import { compareData, type Datum, type Decimal } from '../datum.ts'
import {
  type Implementation,
  numbered,
  strict,
  type Template,
  type TemplateCall,
  type Vector,
} from './function-spec.ts'
import { numberOf } from './numbers.ts'

const infix = (sql: Template, reference: Implementation['reference']): Implementation => ({
  sql,
  infix: true,
  reference,
})
/** PostgreSQL orders texts as the database's locale says; equality is exact in every deterministic collation. */
const inPostgres =
  (plain: string, exact: string): Template =>
  ({ types }) =>
    types[0] === 'text' ? exact : plain
const comparison = (sign: string, holds: (order: number) => boolean): Implementation => ({
  sql: `#0 ${sign} #1`,
  infix: true,
  ...(['=', '<>'].includes(sign)
    ? {}
    : { dialects: { postgres: inPostgres(`#0 ${sign} #1`, `#0 ${sign} #1 COLLATE "C"`) } }),
  reference: strict((left: Datum, right: Datum) => holds(compareData(left, right))),
})
type Number3 = bigint | number | Decimal
/** Sums, differences and products: arguments come in one type, but for the factors of a decimal product. */
const arithmetic = (
  sign: '+' | '-' | '*',
  whole: (a: bigint, b: bigint) => bigint,
  float: (a: number, b: number) => number,
  method: 'plus' | 'minus' | 'times',
): Implementation => ({
  // A sum of decimals has one digit more in most engines: the cast brings it back, or fails where it does not fit.
  sql: ({ type, sqlType }) =>
    type !== 'null' && type.startsWith('decimal') ? `CAST(#0 ${sign} #1 AS ${sqlType(type)})` : `#0 ${sign} #1`,
  infix: true,
  reference: strict((left: Number3, right: Number3) => {
    if (typeof left === 'bigint' && typeof right === 'bigint') return whole(left, right)
    if (typeof left === 'number' && typeof right === 'number') return float(left, right)
    return numberOf(left)[method](numberOf(right))
  }),
})

/** `_` is any one character, `%` any number; there is no escape character, `contains` finds the signs themselves. */
function isLike(text: string, pattern: string): boolean {
  const source = [...pattern]
    .map((sign) =>
      sign === '%' ? '[\\s\\S]*' : sign === '_' ? '[\\s\\S]' : sign.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'),
    )
    .join('')
  return new RegExp(`^${source}$`, 'u').test(text)
}

/** Some engines take `\` for an escape sign unless another is named: `!` is named, and doubled wherever it is written. */
function escapedLike({ literal }: TemplateCall): string {
  const pattern = literal(1)
  const plain = typeof pattern === 'string' && !pattern.includes('!')
  return plain ? "#0 LIKE #1 ESCAPE '!'" : "#0 LIKE replace(#1, '!', '!!') ESCAPE '!'"
}

/** Operators of the language, by the id that typed expressions carry. */
export const operators: Readonly<Record<string, Implementation>> = {
  and: infix('#0 AND #1', ([left, right]) =>
    left === false || right === false ? false : left === null || right === null ? null : true,
  ),
  or: infix('#0 OR #1', ([left, right]) =>
    left === true || right === true ? true : left === null || right === null ? null : false,
  ),
  not: infix(
    'NOT #0',
    strict((value: boolean) => !value),
  ),
  'is-true': infix('#0 IS TRUE', ([value]) => value === true),
  'is-null': infix('#0 IS NULL', ([value]) => value === null),
  'is-not-null': infix('#0 IS NOT NULL', ([value]) => value !== null),
  '=': comparison('=', (order) => order === 0),
  '<>': comparison('<>', (order) => order !== 0),
  '<': comparison('<', (order) => order < 0),
  '<=': comparison('<=', (order) => order <= 0),
  '>': comparison('>', (order) => order > 0),
  '>=': comparison('>=', (order) => order >= 0),
  between: {
    sql: '#0 BETWEEN #1 AND #2',
    dialects: { postgres: inPostgres('#0 BETWEEN #1 AND #2', '#0 COLLATE "C" BETWEEN #1 AND #2') },
    infix: true,
    reference: ([value = null, low = null, high = null]) => {
      const above = value === null || low === null ? null : compareData(value, low) >= 0
      const below = value === null || high === null ? null : compareData(value, high) <= 0
      return above === false || below === false ? false : above === null || below === null ? null : true
    },
  },
  in: infix(
    ({ count }) => `#0 IN (${numbered(count, 1).join(', ')})`,
    ([value = null, ...items]) => {
      if (value === null) return null
      if (items.some((item) => item !== null && compareData(value, item) === 0)) return true
      return items.includes(null) ? null : false
    },
  ),
  like: {
    sql: escapedLike,
    // DuckDB knows no escape sign unless told, and plans `LIKE 'x%'` better than a call of like_escape.
    dialects: { duckdb: '#0 LIKE #1' },
    infix: true,
    reference: strict(isLike),
  },
  '+': arithmetic(
    '+',
    (a, b) => a + b,
    (a, b) => a + b,
    'plus',
  ),
  '-': arithmetic(
    '-',
    (a, b) => a - b,
    (a, b) => a - b,
    'minus',
  ),
  '*': arithmetic(
    '*',
    (a, b) => a * b,
    (a, b) => a * b,
    'times',
  ),
  negate: infix(
    '- #0',
    strict((value: Number3) =>
      typeof value === 'bigint' ? -value : typeof value === 'number' ? 0 - value : value.negated(),
    ),
  ),
  /** Both sides come as floats. */
  '/': infix(
    '#0 / NULLIF(#1, 0)',
    strict((left: number, right: number) => (right === 0 ? null : left / right)),
  ),
}

/** The proof of the operators, as those of functions. */
export const operatorVectors: readonly Vector[] = [
  ['1 + 2', 3],
  ['2147483647 + 1', 2147483648],
  ['2147483647 * 2147483647', '4611686014132420609'],
  ['1 - 3', -2],
  ['0.1 + 0.2', '0.3'],
  ['1.5 - 2', '-0.5'],
  ['1.5 * 1.5', '2.25'],
  ['0.000001 * 0.000001', '0.000000000001'],
  ['3 * 0.5', '1.5'],
  ['1 / 4 + 1', 1.25],
  ['1 / 4 * 2', 0.5],
  ['7 / 2', 3.5],
  ['-7 / 2', -3.5],
  ['1.0 / 3', 0.3333333333333333],
  ['1 / 0', null],
  ['0.0 / 0.0', null],
  ['-(3)', -3],
  ['-(2.5)', '-2.5'],
  ['1 + null', null],
  ["'a' = 'A'", false],
  ["'a' = 'a '", false],
  ["'ＡＢ' = 'AB'", false],
  ["'é' = 'e'", false],
  ["'e\u0301' = 'é'", false],
  ["'𠮷' > '\uffee'", true],
  ["'B' < 'a'", true],
  ["'' < ' '", true],
  ['1 = 1.0', true],
  ["date '2024-02-29' < date '2024-03-01'", true],
  ['1 < if(true, null, 1)', null],
  ['true and null', null],
  ['false and null', false],
  ['true or null', true],
  ['false or null', null],
  ['not null', null],
  ['null is null', true],
  ["'' is null", false],
  ["'' is not null", true],
  ['2 in (1, 2)', true],
  ['3 in (1, null)', null],
  ['3 not in (1, null)', null],
  ["'a' in ('A', 'a ')", false],
  ["null in ('a')", null],
  ['2 between 1 and 2', true],
  ['3 between 1 and null', null],
  ['0 between 1 and null', false],
  ["'b' between 'B' and 'a'", false],
  ["'abc' like 'a%'", true],
  ["'Abc' like 'a%'", false],
  ["'a_b' like 'a\\_b'", false],
  ["'a\\xb' like 'a\\_b'", true],
  ["'a!b' like 'a!b'", true],
  ["'a!!b' like 'a!b'", false],
  ["'!%' like '!%'", true],
  ["'a' like '!%'", false],
  ["'𠮷' like '_'", true],
  ["'中文' like '_'", false],
  ["'a' like 'a '", false],
  ["'' like '%'", true],
  ["'.' like '_'", true],
  ["'x' like '.'", false],
  ["'a' not like 'b%'", true],
  ["null like '%'", null],
]
