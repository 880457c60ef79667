import {
  AliasNode,
  ColumnNode,
  IdentifierNode,
  type OperationNode,
  OrderByItemNode,
  OrderByNode,
  RawNode,
  ReferenceNode,
  SelectionNode,
  SelectQueryNode,
  TableNode,
} from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build, dialects, type TypedExpression } from '../../expression/index.ts'
import { startEngines, type TestEngines } from '../../testing/engines.ts'
import { emitExpression } from '../emit-expression.ts'
import { fidelityOf } from '../fidelity.ts'
import { type MysqlProduct, mariadb, NotSupportedError, printQuery, type SqlDialect, sqlDialects } from './index.ts'

let engines: TestEngines
beforeAll(async () => {
  engines = await startEngines(['postgres', 'mariadb'])
})
afterAll(async () => {
  await engines?.[Symbol.asyncDispose]()
})

const column = (name: string) => ReferenceNode.create(ColumnNode.create(name))
const selected = (node: OperationNode): SelectQueryNode =>
  SelectQueryNode.cloneWithSelections(SelectQueryNode.createFrom([TableNode.create('t')]), [
    SelectionNode.create(AliasNode.create(node, IdentifierNode.create('x'))),
  ])
const textOf = (query: SelectQueryNode, dialect: SqlDialect) => printQuery(query, dialect).text.replaceAll(/\s+/g, ' ')

describe('the text of each dialect', () => {
  it('sorts with NULLs last everywhere', () => {
    const item = OrderByItemNode.cloneWith(OrderByItemNode.create(column('a'), RawNode.createWithSql('asc')), {
      nulls: 'last',
    })
    const query = { ...selected(column('a')), orderBy: OrderByNode.create([item]) }
    expect(dialects.map((name) => textOf(query, sqlDialects[name]))).toEqual([
      'select "a" as "x" from "t" order by "a" asc nulls last',
      'select "a" as "x" from "t" order by "a" asc nulls last',
      'select `a` as `x` from `t` order by `a` is null, `a` asc',
      'select "a" as "x" from "t" order by "a" asc nulls last',
    ])
  })

  it('binds a parameter with its type', () => {
    const parameter: TypedExpression = { op: 'parameter', type: 'decimal', name: 'p' }
    const printed = dialects.map((name) => {
      const dialect = sqlDialects[name]
      const names = { column, parameter: () => 0.1, dialect, context: { calendar: null } }
      return printQuery(selected(emitExpression(parameter, names)), dialect)
    })
    expect(printed.map(({ text }) => text.replaceAll(/\s+/g, ' '))).toEqual([
      'select cast($1 as decimal(28, 6)) as "x" from "t"',
      'select cast($1 as numeric(28, 6)) as "x" from "t"',
      'select cast(? as decimal(65, 6)) as `x` from `t`',
      'select cast(? as decimal(28, 6)) as "x" from "t"',
    ])
    expect(printed.map(({ parameters }) => parameters)).toEqual(dialects.map(() => ['0.100000']))
  })

  it('prints an escape sign so that it stays one', () => {
    const printed = dialects.map((name) => {
      const dialect = sqlDialects[name]
      const names = { column, parameter: () => null, dialect, context: { calendar: null } }
      return textOf(selected(emitExpression(build.text("\\'"), names)), dialect)
    })
    expect(printed).toEqual([
      `select '\\''' as "x" from "t"`,
      `select cast(E'\\\\''' as text) as "x" from "t"`,
      "select '\\\\''' as `x` from `t`",
      `select '\\''' as "x" from "t"`,
    ])
  })
})

describe('what a dialect cannot say', () => {
  const list = build.literal('list', ['a'])

  it('is known before any SQL is written', () => {
    expect(fidelityOf(list, mariadb)).toMatchObject({ fidelity: 'none', id: 'list' })
    expect(fidelityOf(build.isNull(list), mariadb)).toMatchObject({ fidelity: 'none', id: 'list' })
    expect(fidelityOf(list, sqlDialects.postgres)).toEqual({ fidelity: 'exact' })
    expect(fidelityOf(build.castTo('text', build.column({ id: 'a', type: 'float' })), mariadb)).toMatchObject({
      id: 'cast',
    })
  })

  it('is a typed error when it is written all the same', () => {
    const names = { column, parameter: () => null, dialect: mariadb, context: { calendar: null } }
    expect(() => emitExpression(list, names)).toThrow(NotSupportedError)
  })
})

describe('sessions', () => {
  it('are UTC, strict and read only', async () => {
    for (const engine of engines.all) {
      for (const statement of engine.dialect.session({ statementSeconds: 30, schemas: ['public'] }))
        await engine.run(statement)
      await expect.soft(engine.run('create table written (a int)'), engine.name).rejects.toThrow(/read[ -]only/i)
    }
  })

  it('name the collation of each product', () => {
    const products: Readonly<Record<MysqlProduct, SqlDialect>> = { mysql: sqlDialects.mysql, mariadb }
    expect(products.mysql.exactText).toBe('#0 collate utf8mb4_0900_bin')
    expect(products.mariadb.exactText).toBe('#0 collate utf8mb4_nopad_bin')
  })
})
