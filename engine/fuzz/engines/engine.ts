import { chinaCalendar } from '@jianmo/connectors/values'
import { type ColumnType, typeNameOf } from '@jianmo/connectors/words'
import type { SelectQueryNode } from 'kysely'
import { columnsOf, type Plan, walkPlan } from '../../src/plan/index.ts'
import type { Row } from '../../src/plan/reference/interpret.ts'
import { NotSupportedError, printQuery } from '../../src/sql/dialects/index.ts'
import { emitPlan } from '../../src/sql/emit-plan.ts'
import type { TestEngine } from '../../src/testing/engines.ts'
import { parameterValues } from '../generate/parameters.ts'
import { type FuzzTable, tableRows } from '../generate/world.ts'

/** Changes a query on its way to an engine: how a fault is planted without a hook in the engine's own code. */
export type Bend = (query: SelectQueryNode) => SelectQueryNode

/** A real database that answers plans. */
export interface Engine {
  readonly name: TestEngine['name']
  readonly load: (table: FuzzTable) => Promise<void>
  /** Makes a table of what a plan gives; an older one of that name goes. */
  readonly keep: (relation: string, plan: Plan) => Promise<void>
  readonly rows: (plan: Plan) => Promise<readonly Row[]>
  /** SQL that was compiled elsewhere. */
  readonly ask: (
    text: string,
    parameters: readonly unknown[],
    columns: readonly ColumnType[],
  ) => Promise<readonly Row[]>
  /** The SQL of a plan, for reports. */
  readonly text: (plan: Plan) => string
  /** The engine stopped because a result does not fit its type: the interpreter may not have needed that value. */
  readonly isOverflow: (error: unknown) => boolean
}

export function engineOf(engine: TestEngine, bend: Bend = (query) => query): Engine {
  const { dialect, name } = engine
  const hasLists = dialect.name !== 'mysql'
  const print = (plan: Plan) => {
    if (!hasLists && readsLists(plan))
      throw new NotSupportedError('list', dialect.name, { zh: '没有列表', en: 'there are no lists' })
    return printQuery(
      bend(emitPlan(plan, { dialect, values: parameterValues, context: { calendar: chinaCalendar } })),
      dialect,
    )
  }
  // Oracles often ask what another one has asked already: normalising changes one plan of three only.
  const answers = new Map<string, Promise<readonly Row[]>>()
  const ask: Engine['ask'] = (text, parameters, columns) => {
    const question = JSON.stringify([text, parameters.map(String), columns])
    const answer = answers.get(question) ?? engine.query({ text, parameters, columns })
    answers.set(question, answer)
    return answer
  }
  return {
    name,
    isOverflow: (error) => engine.isOverflow(error),
    load(table) {
      answers.clear()
      const { columns, rows } = tableRows(table)
      const kept = columns.map(({ type }) => hasLists || typeNameOf(type) !== 'list')
      return engine.createTable(
        table.name,
        columns.filter((_, at) => kept[at]),
        rows.map((row) => row.filter((_, at) => kept[at])),
      )
    },
    async keep(relation, plan) {
      const { text, parameters } = print(plan)
      answers.clear()
      await engine.run(`drop table if exists ${relation}`)
      await engine.query({ text: `create table ${relation} as ${text}`, parameters, columns: [] })
    },
    async rows(plan) {
      const columns = columnsOf(plan).map(({ type }) => type)
      const { text, parameters } = print(plan)
      return ask(text, [...parameters], columns)
    },
    ask,
    text: (plan) => print(plan).text,
  }
}

function readsLists(plan: Plan): boolean {
  let found = false
  walkPlan(plan, (part) => {
    found ||= columnsOf(part).some(({ type }) => typeNameOf(type) === 'list')
  })
  return found
}
