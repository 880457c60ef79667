import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { Column, LogicalColumn, LogicalTable, SemanticType } from '@jianmo/connectors/words'
import type { GraphDocument, Parameter } from '../../graph/index.ts'
import { identityBinding } from '../../planner/index.ts'
import { type CompileContext, type CompiledRun, compilePreview, compileRun, type Statement } from '../index.ts'

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

export interface GraphRun extends AsyncDisposable {
  readonly compiled: CompiledRun
  /** Rows at an output port, by preview (from the scans alone). */
  rows(nodeId: string, port?: string): Promise<readonly TestRow[]>
  query(statement: Statement | undefined): Promise<readonly TestRow[]>
  /** Any SQL, for comparing with a query written by hand. */
  sql(text: string): Promise<readonly TestRow[]>
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
