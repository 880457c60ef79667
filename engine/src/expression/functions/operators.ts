import type { Value } from '../typed.ts'
import { type Implementation, numbered, strict } from './function-spec.ts'
import { roundHalfAway } from './value.functions.ts'

/** Decimals keep six digits: sums and products are exact to them, quotients are rounded to them. */
const decimal = (sql: string) => `CAST(${sql} AS DECIMAL(28, 6))`
const six = (value: number) => roundHalfAway(value, 6)

/** Texts compare by code point as DuckDB does; JavaScript's `<` compares UTF-16 units. */
function compareValues(left: Value, right: Value): number {
  if (typeof left !== 'string' || typeof right !== 'string')
    return left === right ? 0 : (left ?? 0) < (right ?? 0) ? -1 : 1
  const [a, b] = [[...left], [...right]]
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = (a[at]?.codePointAt(0) ?? 0) - (b[at]?.codePointAt(0) ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

const infix = (sign: string, compute: (left: never, right: never) => Value): Implementation => ({
  duckdb: `#0 ${sign} #1`,
  infix: true,
  reference: strict(compute),
})
const comparison = (sign: string, holds: (order: number) => boolean): Implementation => ({
  duckdb: `#0 ${sign} #1`,
  infix: true,
  reference: strict((left: Value, right: Value) => holds(compareValues(left, right))),
})

/** `_` is any one character, `%` any number; there is no escape character, `contains` finds the signs themselves. */
function isLike(text: string, pattern: string): boolean {
  const source = [...pattern]
    .map((sign) =>
      sign === '%' ? '[\\s\\S]*' : sign === '_' ? '[\\s\\S]' : sign.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'),
    )
    .join('')
  return new RegExp(`^${source}$`, 'u').test(text)
}

/** Operators of the language, by the id that typed expressions carry. */
export const operators: Readonly<Record<string, Implementation>> = {
  and: {
    duckdb: '#0 AND #1',
    infix: true,
    reference: ([left, right]) =>
      left === false || right === false ? false : left === null || right === null ? null : true,
  },
  or: {
    duckdb: '#0 OR #1',
    infix: true,
    reference: ([left, right]) =>
      left === true || right === true ? true : left === null || right === null ? null : false,
  },
  not: { duckdb: 'NOT #0', infix: true, reference: strict((value: boolean) => !value) },
  'is-true': { duckdb: '#0 IS TRUE', infix: true, reference: ([value]) => value === true },
  'is-null': { duckdb: '#0 IS NULL', infix: true, reference: ([value]) => value === null },
  'is-not-null': { duckdb: '#0 IS NOT NULL', infix: true, reference: ([value]) => value !== null },
  '=': comparison('=', (order) => order === 0),
  '<>': comparison('<>', (order) => order !== 0),
  '<': comparison('<', (order) => order < 0),
  '<=': comparison('<=', (order) => order <= 0),
  '>': comparison('>', (order) => order > 0),
  '>=': comparison('>=', (order) => order >= 0),
  between: {
    duckdb: '#0 BETWEEN #1 AND #2',
    infix: true,
    reference: ([value, low, high]) =>
      operators['and']?.reference([
        operators['>=']?.reference([value ?? null, low ?? null]) ?? null,
        operators['<=']?.reference([value ?? null, high ?? null]) ?? null,
      ]) ?? null,
  },
  in: {
    duckdb: (count) => `#0 IN (${numbered(count, 1).join(', ')})`,
    infix: true,
    reference: ([value, ...items]) => {
      if (value === null || value === undefined) return null
      if (items.some((item) => item !== null && compareValues(value, item) === 0)) return true
      return items.includes(null) ? null : false
    },
  },
  like: infix('LIKE', (text: string, pattern: string) => isLike(text, pattern)),
  '+': infix('+', (left: number, right: number) => left + right),
  '-': infix('-', (left: number, right: number) => left - right),
  '*': infix('*', (left: number, right: number) => left * right),
  negate: { duckdb: '- #0', infix: true, reference: strict((value: number) => 0 - value) },
  '+.decimal': { duckdb: decimal('#0 + #1'), reference: strict((left: number, right: number) => six(left + right)) },
  '-.decimal': { duckdb: decimal('#0 - #1'), reference: strict((left: number, right: number) => six(left - right)) },
  '*.decimal': { duckdb: decimal('#0 * #1'), reference: strict((left: number, right: number) => six(left * right)) },
  '/': {
    duckdb: decimal('CAST(#0 AS DOUBLE) / NULLIF(CAST(#1 AS DOUBLE), 0)'),
    reference: strict((left: number, right: number) => (right === 0 ? null : six(left / right))),
  },
}
