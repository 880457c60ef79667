import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { Column } from '@jianmo/connectors/words'
import { AliasNode, ColumnNode, IdentifierNode, ReferenceNode, SelectionNode, SelectQueryNode, TableNode } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  analyze,
  evaluate,
  fromValue,
  isNumeric,
  noBindings,
  type Scope,
  toValue,
  type Value,
} from '../expression/index.ts'
import { duckdb } from './dialects/index.ts'
import { emitExpression } from './emit-expression.ts'
import { toStatement } from './statement.ts'

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect()
})
afterAll(() => connection.closeSync())

const empty: Scope = { columns: [], parameters: [{ name: 'run_date', type: 'date' }] }
const parameters = { run_date: '2026-11-20' }

/** The same expression by the reference and by DuckDB. */
async function both(text: string): Promise<readonly [Value, unknown]> {
  const { typed, problems } = analyze(text, empty)
  if (!typed) throw new Error(`${text}: ${problems.map(({ text: words }) => words.en).join(' ')}`)
  const node = emitExpression(typed, {
    column: () => {
      throw new Error('no columns here')
    },
    parameter: (name) => parameters[name as keyof typeof parameters],
    dialect: duckdb,
    context: { calendar: null },
  })
  const query = SelectQueryNode.cloneWithSelections(SelectQueryNode.create(), [
    SelectionNode.create(AliasNode.create(node, IdentifierNode.create('value'))),
  ])
  const { text: sql, parameters: values } = toStatement(query, [] as Column[])
  const [found] = (await connection.runAndReadAll(sql, [...values])).getRowObjectsJson()
  const value = found?.['value']
  const reference = toValue(evaluate(typed, { ...noBindings, parameter: () => fromValue(parameters.run_date, 'date') }))
  const isNumber = isNumeric(typed.type) && value !== null
  return [isNumber ? Number(reference) : reference, isNumber ? Number(value) : value]
}

const vectors: Readonly<Record<string, Value>> = {
  "period_deadline(date '2025-01-30', 1)": '2025-02-28',
  "period_deadline(date '2025-01-31', 1)": '2025-02-28',
  "period_deadline(date '2025-02-28', 1)": '2025-03-31',
  "period_deadline(date '2025-01-15', 1)": '2025-02-15',
  "period_deadline(date '2024-02-28', 1)": '2024-03-28',
  "period_deadline(date '2024-02-29', 1)": '2024-03-31',
  "period_deadline(date '2025-11-30', 3)": '2026-02-28',
  "period_deadline(date '2025-03-31', -1)": '2025-02-28',
  "period_deadline(date '2025-01-15', 999999)": null,
  'period_deadline($run_date, 1)': '2026-12-20',
  "add_days(date '2025-01-31', 30)": '2025-03-02',
  "add_days(date '2025-02-28', 30)": '2025-03-30',
  "add_days(date '2025-02-28', 99999999999)": null,
  'add_days(null, 3)': null,
  "days_between(date '2025-03-01', date '2025-02-28')": -1,
  "days_between(date '2024-02-28', date '2024-03-01')": 2,
  "months_between_full(date '2025-01-31', date '2025-02-28')": 0,
  "months_between_full(date '2025-01-15', date '2025-02-15')": 1,
  "months_between_full(date '2025-02-15', date '2024-02-16')": -11,
  "months_between_full(date '2024-01-31', date '2025-03-30')": 13,
  "year(date '2025-03-30')": 2025,
  'greatest(1, null, 2)': null,
  'greatest(1, 2.5, 2)': 2.5,
  "least(date '2025-01-01', date '2024-12-31')": '2024-12-31',
  'coalesce(null, null, 3)': 3,
  '7 / 2': 3.5,
  '1 / 3': 1 / 3,
  '1 / 0': null,
  '1.5 + 1': 2.5,
  '1.1 * 1.1': 1.21,
  '2 - 3 * 4': -10,
  '-(2 - 5)': 3,
  'round(2.5, 0)': 3,
  'round(-2.5, 0)': -3,
  'round(1.005, 2)': 1.01,
  'abs(-3)': 3,
  "length('中文𠮷')": 3,
  "concat('a', null)": null,
  "concat('a', 'b', '中')": 'ab中',
  "trim('　 a\u00a0')": 'a',
  "upper('ab中x')": 'AB中X',
  "starts_with('abc', 'ab')": true,
  "contains('a%c', '%')": true,
  "'a_b' like 'a_b'": true,
  "'a%b' like 'a!%b'": false,
  "'abc' not like 'a%'": false,
  "'a' = 'A'": false,
  "'a' = 'a '": false,
  "substring('中华人民', 2, 2)": '华人',
  "substring('abc', -1, 2)": null,
  '1 in (2, null)': null,
  '1 not in (2, 3)': true,
  'null is null': true,
  '2 between 1 and 3 and not 2 between 3 and 4': true,
  'if(null, 1, 2)': 2,
  'not (true and null)': null,
  "'\uffff' < '𠮷'": true,
}

describe('every function, in the reference and in DuckDB', () => {
  for (const [text, expected] of Object.entries(vectors)) {
    it(`${text} is ${expected}`, async () => {
      expect(await both(text)).toEqual([expected, expected])
    })
  }

  it('agrees on the end of every period that begins in 2023 and 2024', async () => {
    const days = Array.from({ length: 731 }, (_, index) =>
      new Date(Date.UTC(2023, 0, 1 + index)).toISOString().slice(0, 10),
    )
    const scope: Scope = {
      columns: [{ name: 'd', type: 'date', label: { zh: 'd', en: 'd' }, sensitivity: 'public' }],
      parameters: [],
    }
    for (const months of [1, 3, 6, 13]) {
      const { typed } = analyze(`period_deadline(d, ${months})`, scope)
      if (!typed) throw new Error('not an expression')
      const expected = days.map((day) => evaluate(typed, { ...noBindings, column: () => day }))
      const node = emitExpression(typed, {
        column: (id) => ReferenceNode.create(ColumnNode.create(id)),
        parameter: () => null,
        dialect: duckdb,
        context: { calendar: null },
      })
      const query = SelectQueryNode.cloneWithSelections(SelectQueryNode.createFrom([TableNode.create('days')]), [
        SelectionNode.create(AliasNode.create(node, IdentifierNode.create('value'))),
      ])
      await connection.run(
        "create or replace temp table days as select date '2023-01-01' + cast(i as integer) as d from range(731) t(i) order by d",
      )
      const rows = await connection.runAndReadAll(
        `select cast(value as varchar) from (${toStatement(query, []).text}) as found`,
      )
      expect(rows.getRows().map(([value]) => value)).toEqual(expected)
    }
  })
})
