import { chinaCalendar } from '@jianmo/connectors/values'
import type { Column, ColumnType } from '@jianmo/connectors/words'
import { AliasNode, ColumnNode, IdentifierNode, ReferenceNode, SelectionNode, SelectQueryNode, TableNode } from 'kysely'
import {
  analyze,
  type Bindings,
  type Datum,
  evaluate,
  OutOfRangeError,
  type TypedExpression,
  toValue,
  type Value,
} from '../../expression/index.ts'
import { columnsOf, type Plan } from '../../plan/index.ts'
import { interpret } from '../../plan/reference/interpret.ts'
import { type TestEngine, type TestEngines, validateTrino } from '../../testing/engines.ts'
import { NotSupportedError, printQuery, type SqlDialect, trino } from '../dialects/index.ts'
import { emitExpression } from '../emit-expression.ts'
import { type Emission, emitPlan } from '../emit-plan.ts'
import { assertKnownFragments } from './known-fragments.ts'

/** `none`: the dialect says that it cannot. `error`: the engine, or the reader of its rows, refuses. */
export type Outcome = Value | 'error' | 'none'
type Cells = Readonly<Record<string, readonly [type: ColumnType, value: Datum]>>
export type Outcomes = Readonly<Record<'reference' | TestEngine['name'] | 'trino', Outcome>>

const context: Bindings['context'] = { calendar: chinaCalendar }
const label = (name: string) => ({ zh: name, en: name })

/** An expression over one row, by the reference and by every engine; of Trino the grammar is asked (`ok`). */
export async function everywhere(engines: TestEngines, text: string, cells: Cells = {}): Promise<Outcomes> {
  const columns: Column[] = Object.entries(cells).map(([name, [type]]) => ({
    id: name,
    name,
    label: label(name),
    type,
    sensitivity: 'public',
  }))
  const { typed, problems } = analyze(text, { columns, parameters: [] })
  if (!typed) throw new Error(`${text}: ${problems.map(({ text: words }) => words.en).join(' ')}`)
  return expressionEverywhere(engines, typed, cells)
}

export async function expressionEverywhere(
  engines: TestEngines,
  typed: TypedExpression,
  cells: Cells = {},
): Promise<Outcomes> {
  const names = Object.keys(cells)
  const outcomes: Record<string, Outcome> = {
    reference: await outcomeOf(() =>
      evaluate(typed, {
        column: (id) => cells[id]?.[1] ?? null,
        parameter: () => null,
        context,
      }),
    ),
  }
  for (const engine of engines.all)
    outcomes[engine.name] = await outcomeOf(async () => {
      const { text, parameters } = print(oneRow(typed, names, engine.dialect), engine.dialect)
      if (names.length > 0)
        await engine.createTable(
          'one',
          names.map((name) => ({ name, type: cells[name]?.[0] ?? 'text' })),
          [names.map((name) => cells[name]?.[1] ?? null)],
        )
      const type = typed.type === 'null' ? 'text' : typed.type
      const rows = await engine.query({ text, parameters, columns: [type] })
      return rows[0]?.[0] ?? null
    })
  outcomes['trino'] = await trinoOutcome(() => print(oneRow(typed, names, trino), trino).text)
  return outcomes as Outcomes
}

function print(query: SelectQueryNode, dialect: SqlDialect) {
  assertKnownFragments(query, dialect.name)
  return printQuery(query, dialect)
}

function oneRow(typed: TypedExpression, names: readonly string[], dialect: SqlDialect): SelectQueryNode {
  const node = emitExpression(typed, {
    column: (id) => ReferenceNode.create(ColumnNode.create(id)),
    parameter: () => null,
    dialect,
    context,
  })
  const from = names.length > 0 ? SelectQueryNode.createFrom([TableNode.create('one')]) : SelectQueryNode.create()
  return SelectQueryNode.cloneWithSelections(from, [
    SelectionNode.create(AliasNode.create(node, IdentifierNode.create('value'))),
  ])
}

async function outcomeOf(compute: () => Datum | Promise<Datum>): Promise<Outcome> {
  try {
    return toValue(await compute())
  } catch (cause) {
    if (cause instanceof NotSupportedError) return 'none'
    if (cause instanceof OutOfRangeError || (cause as Error).message !== '') return 'error'
    throw cause
  }
}

async function trinoOutcome(print: () => string): Promise<Outcome> {
  try {
    const errors = await validateTrino(print())
    return errors.length === 0 ? 'ok' : errors.join(' ')
  } catch (cause) {
    if (cause instanceof NotSupportedError) return 'none'
    throw cause
  }
}

/** What `everywhere` answers when all agree. */
export const agreed = (value: Outcome, except: Partial<Outcomes> = {}): Outcomes => ({
  reference: value,
  duckdb: value,
  postgres: value,
  mariadb: value,
  trino: 'ok',
  ...except,
})

export interface TestTable {
  readonly columns: readonly { readonly id: string; readonly name: string; readonly type: ColumnType }[]
  readonly rows: readonly (readonly Datum[])[]
}

/** Rows of a plan by the reference and by every engine, as JSON values. Without a `sort` on top they are put in one order. */
export async function planEverywhere(
  engines: TestEngines,
  plan: Plan,
  tables: Readonly<Record<string, TestTable>>,
  emit: (plan: Plan, emission: Emission) => SelectQueryNode = emitPlan,
): Promise<Readonly<Record<string, readonly (readonly Value[])[] | string>>> {
  const arranged = (rows: readonly (readonly Datum[])[]) => {
    const values = rows.map((row) => row.map(toValue))
    return plan.op === 'sort' ? values : values.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  }
  const world = {
    relation: (name: string, columns: readonly { readonly name: string }[]) => {
      const table = tables[name]
      if (!table) throw new Error(`No table ${name}`)
      const places = columns.map((column) => table.columns.findIndex((one) => one.name === column.name))
      return table.rows.map((row) => places.map((place) => row[place] ?? null))
    },
    parameter: () => null,
    context,
  }
  const found: Record<string, readonly (readonly Value[])[] | string> = { reference: arranged(interpret(plan, world)) }
  const columns = columnsOf(plan).map(({ type }) => type)
  for (const engine of engines.all) {
    for (const [name, table] of Object.entries(tables)) await engine.createTable(name, table.columns, table.rows)
    try {
      const statement = print(emit(plan, { dialect: engine.dialect, values: {}, context }), engine.dialect)
      found[engine.name] = arranged(await engine.query({ ...statement, columns }))
    } catch (cause) {
      found[engine.name] = cause instanceof NotSupportedError ? 'none' : `error: ${(cause as Error).message}`
    }
  }
  found['trino'] = String(
    await trinoOutcome(() => print(emit(plan, { dialect: trino, values: {}, context }), trino).text),
  )
  return found
}
