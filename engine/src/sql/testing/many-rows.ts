import { chinaCalendar } from '@jianmo/connectors/values'
import type { Column } from '@jianmo/connectors/words'
import { AliasNode, ColumnNode, IdentifierNode, ReferenceNode, SelectionNode, SelectQueryNode, TableNode } from 'kysely'
import {
  analyze,
  type Datum,
  evaluate,
  type FunctionContext,
  type TypedExpression,
  toValue,
  type Value,
} from '../../expression/index.ts'
import { type TestColumn, type TestEngine, type TestEngines, validateTrino } from '../../testing/engines.ts'
import { NotSupportedError, printQuery, type SqlDialect, trino } from '../dialects/index.ts'
import { emitExpression } from '../emit-expression.ts'

/** An expression over columns, and the values of one row; a column that is not given is NULL. */
export interface RowCase {
  readonly text: string
  readonly cells: Readonly<Record<string, Datum>>
  /** What must come out, if it was worked out by hand. */
  readonly expected?: Value
}

export interface ManyRows {
  readonly rows: number
  /** What somebody says differently from the reference, or the reference from what is expected; the first dozen of each. */
  readonly wrong: readonly string[]
  /** Functions that a dialect says it cannot do. */
  readonly none: readonly string[]
}

const atOnce = 2000

/**
 * All cases as rows of one table in every engine, one query an expression with columns as its arguments, against the reference. Of
 * Trino the grammar is asked.
 */
export async function manyRows(
  engines: TestEngines,
  columns: readonly TestColumn[],
  cases: readonly RowCase[],
  context: FunctionContext = { calendar: chinaCalendar },
): Promise<ManyRows> {
  const wrong: string[] = []
  const none: string[] = []
  const texts = [...new Set(cases.map(({ text }) => text))]
  const groups = texts.map((text) => {
    const typed = checked(text, columns)
    const rows = cases.filter((one) => one.text === text)
    const reference = rows.map(({ cells }) =>
      evaluate(typed, { column: (id) => cells[id] ?? null, parameter: () => null, context }),
    )
    return { text, typed, rows, reference }
  })
  for (const { text, rows, reference } of groups)
    wrong.push(
      ...rows
        .flatMap(({ cells, expected }, at) => {
          const found = toValue(reference[at] ?? null)
          return expected === undefined || JSON.stringify(found) === JSON.stringify(expected)
            ? []
            : [`reference: ${text} ${shown(cells)} = ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`]
        })
        .slice(0, 12),
    )
  const numbered = groups.flatMap(({ rows }, group) => rows.map(({ cells }, at) => ({ group, at, cells })))
  for (const engine of engines.all) await fill(engine, columns, numbered)
  for (const [group, { text, typed, rows, reference }] of groups.entries()) {
    for (const engine of engines.all) {
      try {
        const query = `${printed(typed, engine.dialect, context)}\nwhere case_group = ${group} order by case_at`
        const type = typed.type === 'null' ? 'text' : typed.type
        const found = (await engine.query({ text: query, parameters: [], columns: [type] })).map(([value]) =>
          toValue(value ?? null),
        )
        if (found.length !== rows.length)
          wrong.push(`${engine.name}: ${text} gave ${found.length} rows, not ${rows.length}`)
        wrong.push(
          ...rows
            .flatMap(({ cells }, at) => {
              const said = JSON.stringify(found[at])
              const meant = JSON.stringify(toValue(reference[at] ?? null))
              return said === meant ? [] : [`${engine.name}: ${text} ${shown(cells)} = ${said}, not ${meant}`]
            })
            .slice(0, 12),
        )
      } catch (cause) {
        if (cause instanceof NotSupportedError) none.push(`${engine.name}: ${text}`)
        else wrong.push(`${engine.name}: ${text} failed: ${(cause as Error).message.slice(0, 500)}`)
      }
    }
    try {
      wrong.push(...(await validateTrino(printed(typed, trino, context))).map((error) => `trino: ${text}: ${error}`))
    } catch (cause) {
      if (!(cause instanceof NotSupportedError)) throw cause
      none.push(`trino: ${text}`)
    }
  }
  return { rows: cases.length, wrong, none }
}

function checked(text: string, columns: readonly TestColumn[]): TypedExpression {
  const scope: Column[] = columns.map(({ name, type }) => ({
    id: name,
    name,
    label: { zh: name, en: name },
    type,
    sensitivity: 'public',
  }))
  const { typed, problems } = analyze(text, { columns: scope, parameters: [] })
  if (!typed) throw new Error(`${text}: ${problems.map((problem) => problem.text.en).join(' ')}`)
  return typed
}

function printed(typed: TypedExpression, dialect: SqlDialect, context: FunctionContext): string {
  const node = emitExpression(typed, {
    column: (id) => ReferenceNode.create(ColumnNode.create(id)),
    parameter: () => null,
    dialect,
    context,
  })
  const query = SelectQueryNode.cloneWithSelections(SelectQueryNode.createFrom([TableNode.create('cases')]), [
    SelectionNode.create(AliasNode.create(node, IdentifierNode.create('value'))),
  ])
  return printQuery(query, dialect).text
}

/** Plain VALUES: the columns have types, and a hundred thousand rows come in within seconds. */
async function fill(
  engine: TestEngine,
  columns: readonly TestColumn[],
  rows: readonly { readonly group: number; readonly at: number; readonly cells: RowCase['cells'] }[],
): Promise<void> {
  const all: readonly TestColumn[] = [
    { name: 'case_group', type: 'integer' },
    { name: 'case_at', type: 'integer' },
    ...columns,
  ]
  await engine.createTable('cases', all, [all.map(() => null)])
  await engine.run('delete from cases')
  for (let at = 0; at < rows.length; at += atOnce) {
    const values = rows
      .slice(at, at + atOnce)
      .map(
        (row) => `(${[row.group, row.at, ...columns.map(({ name }) => literal(row.cells[name], engine))].join(', ')})`,
      )
    await engine.run(`insert into cases values ${values.join(', ')}`)
  }
}

function literal(value: Datum | undefined, { dialect }: TestEngine): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value !== 'string') return String(toValue(value))
  const text = value.replaceAll("'", "''")
  return `'${dialect.name === 'mysql' ? text.replaceAll('\\', '\\\\') : text}'`
}

function shown(cells: RowCase['cells']): string {
  return JSON.stringify(Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, toValue(value)])))
}
