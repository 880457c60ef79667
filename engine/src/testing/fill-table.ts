import type { ColumnType } from '@jianmo/connectors/words'
import { AliasNode, IdentifierNode, SelectionNode, SelectQueryNode, SetOperationNode } from 'kysely'
import { type Datum, toValue } from '../expression/index.ts'
import { printQuery, type SqlDialect } from '../sql/dialects/index.ts'
import { emitLiteral } from '../sql/emit-literal.ts'
import type { TestColumn } from './test-engine.ts'

const rowsAtOnce = 100

/** `insert into … select … union all select …`, in portions: what fills a table goes through the printer that is tested too. */
export function insertions(
  table: { readonly name: string; readonly columns: readonly TestColumn[] },
  rows: readonly (readonly Datum[])[],
  dialect: SqlDialect,
): readonly string[] {
  const portions = Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, index) =>
    rows.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce),
  )
  return portions.map((portion) => {
    const [first, ...rest] = portion.map((row) => oneRow(table.columns, row, dialect))
    if (!first) throw new Error('No rows')
    const query = SelectQueryNode.cloneWithSetOperations(
      first,
      rest.map((next) => SetOperationNode.create('union', next, true)),
    )
    return `insert into ${quoteName(table.name, dialect)} ${printQuery(query, dialect).text}`
  })
}

function oneRow(columns: readonly TestColumn[], row: readonly Datum[], dialect: SqlDialect): SelectQueryNode {
  return SelectQueryNode.cloneWithSelections(
    SelectQueryNode.create(),
    columns.map(({ type }, index) => {
      const literal = { op: 'literal', type, value: toValue(row[index] ?? null) } as const
      return SelectionNode.create(
        AliasNode.create(emitLiteral(literal, dialect, 'typed'), IdentifierNode.create(`c${index}`)),
      )
    }),
  )
}

function quoteName(name: string, { name: dialect }: SqlDialect): string {
  const quote = dialect === 'mysql' ? '`' : '"'
  return `${quote}${name.replaceAll(quote, quote + quote)}${quote}`
}

/** `drop table if exists …` and `create table …` with the types that `columnType` writes. */
export function definitions(
  name: string,
  columns: readonly TestColumn[],
  dialect: SqlDialect,
  columnType: (type: ColumnType) => string = dialect.sqlType,
): readonly string[] {
  const table = quoteName(name, dialect)
  const listed = columns.map((column) => `${quoteName(column.name, dialect)} ${columnType(column.type)}`)
  return [`drop table if exists ${table}`, `create table ${table} (${listed.join(', ')})`]
}
