import { DuckDBInstance } from '@duckdb/node-api'
import type { Column } from '@jianmo/connectors/words'
import fc from 'fast-check'
import { AliasNode, ColumnNode, IdentifierNode, ReferenceNode, SelectionNode, SelectQueryNode, TableNode } from 'kysely'
import { expect, it } from 'vitest'
import {
  analyze,
  evaluate,
  fromValue,
  isNumeric,
  noBindings,
  type TypedExpression,
  toValue,
  type Value,
} from '../expression/index.ts'
import { duckdb } from './dialects/index.ts'
import { emitExpression } from './emit-expression.ts'
import { toStatement } from './statement.ts'

const types = {
  a: 'integer',
  b: 'integer',
  x: 'decimal',
  d: 'date',
  e: 'date',
  s: 'text',
  t: 'text',
  p: 'boolean',
  q: 'boolean',
} as const
const columns = Object.entries(types).map(
  ([name, type]): Column => ({ name, type, label: { zh: name, en: name }, sensitivity: 'internal' }),
)
const scope = { columns, parameters: [{ name: 'limit', type: 'integer' as const }] }
const duck = { dialect: duckdb, context: { calendar: null } }

/** Well-typed expressions as texts. */
const { integer, date, text, truth } = fc.letrec<{ integer: string; date: string; text: string; truth: string }>(
  (tie) => {
    const pair = (one: keyof typeof tieOf, two: keyof typeof tieOf, write: (left: string, right: string) => string) =>
      fc.tuple(tieOf[one], tieOf[two]).map(([left, right]) => write(left, right))
    const tieOf = { integer: tie('integer'), date: tie('date'), text: tie('text'), truth: tie('truth') }
    return {
      integer: fc.oneof(
        { maxDepth: 3, depthIdentifier: 'x' },
        fc.constantFrom('a', 'b', '$limit', '0', '3', 'null ?? 2'),
        pair('integer', 'integer', (l, r) => `(${l} + ${r})`),
        pair('integer', 'integer', (l, r) => `(${l} - ${r})`),
        pair('date', 'date', (l, r) => `days_between(${l}, ${r})`),
        pair('date', 'date', (l, r) => `months_between_full(${l}, ${r})`),
        pair('truth', 'integer', (c, v) => `if(${c}, ${v}, 1)`),
        tie('text').map((value) => `length(${value})`),
        pair('integer', 'integer', (l, r) => `least(${l}, ${r})`),
      ),
      date: fc.oneof(
        { maxDepth: 3, depthIdentifier: 'x' },
        fc.constantFrom('d', 'e', "date '2024-02-29'"),
        tie('date').map((value) => `period_deadline(${value}, 1)`),
        tie('date').map((value) => `add_days(${value}, -3)`),
        pair('date', 'date', (l, r) => `greatest(${l}, ${r})`),
        pair('date', 'date', (l, r) => `(${l} ?? ${r})`),
      ),
      text: fc.oneof(
        { maxDepth: 2, depthIdentifier: 'x' },
        fc.constantFrom('s', 't', "'中'", "''", "'a%'"),
        pair('text', 'text', (l, r) => `concat(${l}, ${r})`),
        tie('text').map((value) => `trim(${value})`),
        pair('truth', 'text', (c, v) => `if(${c}, ${v}, null)`),
      ),
      truth: fc.oneof(
        { maxDepth: 3, depthIdentifier: 'x' },
        fc.constantFrom('p', 'q', 'true', 'x > 1', 'a / b >= 1'),
        pair('truth', 'truth', (l, r) => `(${l} and ${r})`),
        pair('truth', 'truth', (l, r) => `(${l} or ${r})`),
        tie('truth').map((value) => `(not ${value})`),
        pair('integer', 'integer', (l, r) => `${l} <= ${r}`),
        pair('date', 'date', (l, r) => `${l} < ${r}`),
        pair('text', 'text', (l, r) => `${l} = ${r}`),
        pair('text', 'text', (l, r) => `${l} like ${r}`),
        pair('integer', 'integer', (l, r) => `${l} not in (1, ${r}, null)`),
        pair('integer', 'integer', (l, r) => `${l} between ${r} and 4`),
        tie('date').map((value) => `${value} is null`),
      ),
    }
  },
)

const rows: readonly Readonly<Record<string, string | number | boolean | null>>[] = fc.sample(
  fc.record({
    a: fc.constantFrom(null, 0, 1, 2, -5),
    b: fc.constantFrom(null, 0, 1, 3),
    x: fc.constantFrom(null, 1.5, 0, -2.25),
    d: fc.constantFrom(null, '2025-01-31', '2024-02-29', '2025-02-28', '2023-12-15'),
    e: fc.constantFrom(null, '2025-03-31', '2024-01-30'),
    s: fc.constantFrom(null, '', 'a', ' a ', '中文', 'a%'),
    t: fc.constantFrom(null, 'a', 'A', '%', '_'),
    p: fc.constantFrom(null, true, false),
    q: fc.constantFrom(null, true, false),
  }),
  { numRuns: 40, seed: 9 },
)
const sqlTypes: Readonly<Record<string, string>> = {
  integer: 'bigint',
  decimal: 'decimal(28, 6)',
  date: 'date',
  text: 'varchar',
  boolean: 'boolean',
}

it('means the same in the reference and in DuckDB, for hundreds of random expressions over rows full of NULLs', async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  await connection.run(
    `create table input (place bigint, ${columns.map(({ name, type }) => `${name} ${sqlTypes[type]}`).join(', ')})`,
  )
  for (const [place, row] of rows.entries()) {
    const holes = columns.map(({ type }, index) => `cast($${index + 2} as ${sqlTypes[type]})`)
    await connection.run(`insert into input values ($1, ${holes.join(', ')})`, [
      place,
      ...columns.map(({ name }) => row[name] ?? null),
    ])
  }

  const texts = fc.sample(fc.oneof(integer, date, text, truth), { numRuns: 400, seed: 20261122 })
  const typed = texts.map((source) => {
    const { typed: expression, problems } = analyze(source, scope)
    if (!expression) throw new Error(`${source}: ${problems.map(({ text: words }) => words.en).join(' ')}`)
    return expression
  })
  const nodes = typed.map((expression) =>
    emitExpression(expression, {
      column: (id) => ReferenceNode.create(ColumnNode.create(id)),
      parameter: () => 2,
      ...duck,
    }),
  )
  const selections = nodes.map((node, index) =>
    SelectionNode.create(AliasNode.create(node, IdentifierNode.create(`c${index}`))),
  )
  const query = SelectQueryNode.cloneWithSelections(SelectQueryNode.createFrom([TableNode.create('input')]), selections)
  const { text: sql, parameters: bound } = toStatement(query, [])
  const found = (await connection.runAndReadAll(`select * from (${sql})`, [...bound])).getRowObjectsJson()

  const differences = typed.flatMap((expression, index) =>
    rows.flatMap((row, place) => {
      const reference = toValue(
        evaluate(expression, {
          ...noBindings,
          column: (id) =>
            fromValue(
              (row as Record<string, Value | undefined>)[id] ?? null,
              columns.find(({ name }) => name === id)?.type ?? 'text',
            ),
          parameter: () => 2n,
        }),
      )
      const duckdb = plain(found[place]?.[`c${index}`], expression)
      return reference === duckdb ? [] : [{ text: texts[index], row: JSON.stringify(row), reference, duckdb }]
    }),
  )
  expect(differences.slice(0, 5)).toEqual([])
  connection.closeSync()
})

function plain(value: unknown, { type }: TypedExpression): unknown {
  return value !== null && isNumeric(type) ? Number(value) : value
}
