import { chinaCalendar } from '@jianmo/connectors/values'
import { describe, expect, it } from 'vitest'
import { implementationOf, type TypedExpression } from '../expression/index.ts'
import { sqlDialects } from './dialects/index.ts'
import { templateOfCall } from './templates.ts'
import { vectorsOf } from './testing/catalogue-vectors.ts'

/** The operator that stands outside of all parentheses and every CASE, if there is one. */
function openOperator(template: string): string | null {
  const tokens = template.replace(/'(?:[^']|'')*'/g, "''").match(/\|\||<>|<=|>=|[()[\]{}=<>+\-*/%]|[a-z_]\w*|\S/gi)
  let depth = 0
  for (const token of tokens ?? []) {
    if (/^(?:[([{]|case)$/i.test(token)) depth++
    else if (/^(?:[)\]}]|end)$/i.test(token)) depth--
    else if (depth === 0 && /^(?:\|\||<>|<=|>=|[=<>+\-*/%]|and|or|not|is|between|like|in|div|collate|at)$/i.test(token))
      return token
  }
  return null
}

/** All calls within an expression. */
function callsIn(expression: TypedExpression): readonly Extract<TypedExpression, { op: 'call' }>[] {
  if (expression.op === 'cast') return callsIn(expression.operand)
  if (expression.op !== 'call') return []
  return [expression, ...expression.arguments.flatMap(callsIn)]
}

describe('a template that says nothing of operators', () => {
  it.each([
    ['(#0 + #1)', null],
    ['#0 + #1', '+'],
    ["CASE WHEN #0 = 'a' THEN #1 + 1 END", null],
    ['(#0 + 1) // 60', '/'],
    ["'a + b'", null],
    ['#0 IS NULL', 'IS'],
  ])('%s: %s', (template, operator) => expect(openOperator(template)).toBe(operator))

  it.each(['duckdb', 'postgres', 'mysql', 'trino'] as const)('stays one value among other operators in %s', (name) => {
    const dialect = sqlDialects[name]
    const open = vectorsOf(dialect)
      .flatMap(({ typed }) => callsIn(typed))
      .filter((call) => !implementationOf(call.function).infix)
      .flatMap((call) => {
        const template = templateOfCall(call, dialect, { calendar: chinaCalendar })
        const operator = openOperator(template)
        return operator === null ? [] : [`${call.function}: ${operator} in ${template.slice(0, 120)}`]
      })
    expect([...new Set(open)]).toEqual([])
  })
})
