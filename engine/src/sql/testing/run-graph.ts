import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import {
  type Column,
  decimalOf,
  type LogicalColumn,
  type LogicalTable,
  type SemanticType,
} from '@jianmo/connectors/words'
import { type Datum, fromValue, isDecimal } from '../../expression/index.ts'
import type { GraphDocument, Parameter } from '../../graph/index.ts'
import { columnsOf } from '../../plan/index.ts'
import { interpret } from '../../plan/reference/interpret.ts'
import { identityBinding, inferModel, planModel } from '../../planner/index.ts'
import { type CompileContext, type CompiledRun, compilePreview, compileRun, type Statement } from '../index.ts'
import type { Ask, Cell } from '../why-not/index.ts'

/** For tests only: small models over small tables, run on a real DuckDB. */

type Kind = Column['type'] | 'id' | 'name'

/** A logical table: `{ id_no: 'id', admit_date: 'date' }`. */
export function table(id: string, columns: Readonly<Record<string, Kind>>): LogicalTable {
  const label = { zh: id, en: id }
  const semantic: Readonly<Record<string, SemanticType>> = { id: 'resident-id', name: 'person-name' }
  const toColumn = ([name, kind]: readonly [string, Kind]): LogicalColumn => ({
    name,
    label: { zh: name, en: name },
    type: kind === 'id' || kind === 'name' ? 'text' : kind,
    sensitivity: kind === 'id' || kind === 'name' ? 'personal' : 'internal',
    required: false,
    ...(semantic[kind] ? { semantic: semantic[kind] } : {}),
  })
  const made = Object.entries(columns).map(toColumn)
  return { id, version: 1, name: id.toLowerCase(), label, agency: label, about: label, columns: made, key: [] }
}

type NodeSketch = readonly [
  type: string,
  config: Readonly<Record<string, unknown>>,
  inputs?: Readonly<Record<string, string>>,
]

/** A document from `{ node: [type, config, { port: 'node' or 'node.port' }] }`. */
export function graph(
  nodes: Readonly<Record<string, NodeSketch>>,
  parameters: readonly Parameter[] = [],
): GraphDocument {
  const position = { x: 0, y: 0 }
  return {
    format: 'jianmo.graph',
    formatVersion: 1,
    title: 'test',
    summary: '',
    parameters: [...parameters],
    notes: [],
    nodes: Object.entries(nodes).map(([id, [type, config]]) => ({
      id,
      type,
      title: id,
      position,
      config: { ...config },
    })),
    edges: Object.entries(nodes).flatMap(([id, [, , inputs]]) =>
      Object.entries(inputs ?? {}).map(([port, from]) => ({
        id: `e-${id}-${port}`,
        from: { node: from.split('.')[0] ?? '', port: from.split('.')[1] ?? 'rows' },
        to: { node: id, port },
      })),
    ),
  }
}

export type TestRow = Readonly<Record<string, unknown>>

/** What agencies wrote, per table; a row is in the order of the table's columns. */
export type TestData = Readonly<Record<string, readonly (readonly (string | null)[])[]>>

export function contextOf(tables: readonly LogicalTable[]): CompileContext {
  const bindings = Object.fromEntries(tables.map((one) => [one.id, identityBinding(one)]))
  return { tables, statutes: [], parameters: [], bindings }
}

/** What checking a model finds: `[code, field, words]` of every problem, and the columns of a port. */
export function checkGraph(document: GraphDocument, tables: readonly LogicalTable[]) {
  const { problems, columns } = inferModel(document, { tables, statutes: [], parameters: [] })
  return {
    problems: problems.map(({ code, field, severity, text }) => ({ code, field, severity, ...text })),
    columns: (nodeId: string, port = 'rows') => columns[nodeId]?.[port] ?? [],
  }
}

/** Rows as a bag: in an order of their own, so that two bags compare. */
export const bag = (rows: readonly TestRow[]): readonly TestRow[] =>
  rows.toSorted((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1))

export interface GraphRun extends AsyncDisposable {
  readonly compiled: CompiledRun
  /** Rows at an output port, by preview (from the scans alone). */
  rows(nodeId: string, port?: string): Promise<readonly TestRow[]>
  /** What the reference interpreter says of the same plan: rows in the order of the plan if it ends in a sort, else in any. */
  reference(nodeId: string, port?: string): readonly TestRow[]
  query(statement: Statement | undefined): Promise<readonly TestRow[]>
  /** Any SQL, for comparing with a query written by hand. */
  sql(text: string): Promise<readonly TestRow[]>
  readonly ask: Ask
}

/** Loads the scans, runs all steps, and lets a test look at anything. */
export async function runGraph(
  document: GraphDocument,
  tables: readonly LogicalTable[],
  data: TestData,
): Promise<GraphRun> {
  const context = contextOf(tables)
  const compiled = compileRun(document, context)
  const errors = compiled.problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0)
    throw new Error(JSON.stringify(errors.map(({ code, nodeId, field }) => ({ code, nodeId, field }))))
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  for (const scan of compiled.scans) await load(connection, scan, data[scan.logicalTable] ?? [])
  for (const { relation, statement } of compiled.steps) {
    await connection.run(`create table "${relation}" as ${statement.text}`, [...statement.parameters])
  }
  const sql = async (text: string, parameters: Statement['parameters'] = []) =>
    (await connection.runAndReadAll(text, [...parameters])).getRowObjectsJson() as TestRow[]
  return {
    compiled,
    sql,
    query: (statement) => (statement ? sql(statement.text, statement.parameters) : Promise.resolve([])),
    async ask({ tables: staged, statement, read }) {
      for (const { relation, statement: made } of staged)
        await connection.run(`create table if not exists "${relation}" as ${made.text}`, [...made.parameters])
      const reader = await connection.runAndReadAll(statement.text, [...statement.parameters])
      return read(reader.getRowsJson() as Cell[][])
    },
    reference: (nodeId, port = 'rows') => interpretPort(document, context, { nodeId, port, data }),
    async rows(nodeId, port = 'rows') {
      const { statement } = compilePreview(document, context, { nodeId, port, limit: 1000 })
      if (!statement) throw new Error(`${nodeId}.${port} cannot be computed`)
      return sql(statement.text, statement.parameters)
    },
    async [Symbol.asyncDispose]() {
      connection.closeSync()
    },
  }
}

/** Without an engine: the plan of a port over the same texts, its visible columns as the engine's JSON writes them. */
function interpretPort(
  document: GraphDocument,
  context: CompileContext,
  { nodeId, port, data }: { readonly nodeId: string; readonly port: string; readonly data: TestData },
): readonly TestRow[] {
  const plan = planModel(document, context).plans[nodeId]?.[port]
  if (!plan) throw new Error(`${nodeId}.${port} cannot be computed`)
  const scans = new Map(compileRun(document, context).scans.map((scan) => [scan.relation, scan]))
  const parameters = new Map(document.parameters.map(({ name, type, value }) => [name, fromValue(value, type)]))
  const rows = interpret(plan, {
    parameter: (name) => parameters.get(name) ?? null,
    context: { calendar: null },
    relation(name, columns) {
      const scan = scans.get(name)
      return (data[scan?.logicalTable ?? ''] ?? []).map((row, index) =>
        columns.map((column) =>
          column.name === '_row' ? BigInt(index + 1) : (row[scan?.columns.indexOf(column.name) ?? -1] ?? null),
        ),
      )
    },
  })
  const columns = columnsOf(plan)
  return rows.map((row) =>
    Object.fromEntries(
      columns.flatMap(({ name, type, witness }, at) =>
        witness === undefined ? [[name, asJson(row[at] ?? null, type)]] : [],
      ),
    ),
  )
}

function asJson(datum: Datum, type: Column['type']): unknown {
  if (typeof datum === 'bigint') return String(datum)
  return isDecimal(datum) ? datum.toFixed(decimalOf(type).scale) : datum
}

async function load(
  connection: DuckDBConnection,
  scan: CompiledRun['scans'][number],
  rows: readonly (readonly (string | null)[])[],
): Promise<void> {
  const columns = scan.columns.map((name) => `"${name}" varchar`)
  await connection.run(`create table "${scan.relation}" (${['_row bigint', ...columns].join(', ')})`)
  for (const [index, row] of rows.entries()) {
    const holes = row.map((_, at) => `$${at + 2}`)
    await connection.run(`insert into "${scan.relation}" values (${['$1', ...holes].join(', ')})`, [index + 1, ...row])
  }
}
