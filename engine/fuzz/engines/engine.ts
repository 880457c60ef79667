import { chinaCalendar } from '@jianmo/connectors/values'
import { type ColumnType, typeNameOf } from '@jianmo/connectors/words'
import type { SelectQueryNode } from 'kysely'
import { columnsOf, type Plan, walkPlan } from '../../src/plan/index.ts'
import type { Row } from '../../src/plan/reference/interpret.ts'
import { NotSupportedError, printQuery } from '../../src/sql/dialects/index.ts'
import { emitPlan } from '../../src/sql/emit-plan.ts'
import type { TestEngine } from '../../src/testing/engines.ts'
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
}

export function engineOf(engine: TestEngine, bend: Bend = (query) => query): Engine {
  const { dialect, name } = engine
  const hasLists = dialect.name !== 'mysql'
  const print = (plan: Plan) => {
    if (!hasLists && readsLists(plan))
      throw new NotSupportedError('list', dialect.name, { zh: '没有列表', en: 'there are no lists' })
    return printQuery(bend(emitPlan(plan, { dialect, values: {}, context: { calendar: chinaCalendar } })), dialect)
  }
  return {
    name,
    load(table) {
      const { columns, rows } = tableRows(table)
      const kept = columns.map(({ type }) => hasLists || typeNameOf(type) !== 'list')
      return engine.createTable(
        table.name,
        columns.filter((_, at) => kept[at]),
        rows.map((row) => row.filter((_, at) => kept[at])),
      )
    },
    async keep(relation, plan) {
      const { text } = print(plan)
      await engine.run(`drop table if exists ${relation}`)
      await engine.run(`create table ${relation} as ${text}`)
    },
    async rows(plan) {
      const columns = columnsOf(plan).map(({ type }) => type)
      const { text, parameters } = print(plan)
      return engine.query({ text, parameters: [...parameters], columns })
    },
    ask: (text, parameters, columns) => engine.query({ text, parameters, columns }),
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

/** The engine stopped because a result does not fit its type: the interpreter may not have needed that value. */
export const isOverflow = (error: unknown): boolean =>
  /out of range|overflow|could not be represented|too large|does not fit/i.test(String(error))
