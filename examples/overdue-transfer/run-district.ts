import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { statutes } from '@jianmo/catalog/statutes'
import { logicalTables } from '@jianmo/catalog/tables'
import { type DuckdbChild, openDuckdbChild } from '@jianmo/connectors/transport/duckdb'
import type { Binding, OpenSource } from '@jianmo/connectors/words'
import { type GraphDocument, parseDocument } from '@jianmo/engine/graph'
import { type CompiledRun, compileRun, type Statement } from '@jianmo/engine/sql'
import type { Findings } from './golden.ts'

export function exampleModel(): GraphDocument {
  const { document, problems } = parseDocument(JSON.parse(readFileSync(new URL('model.json', import.meta.url), 'utf8')))
  if (document === null || problems.length > 0)
    throw new Error(`model.json: ${problems.map(({ text }) => text.en).join('; ')}`)
  return document
}

export function bindingsOfDistrict(district: 'a' | 'b'): readonly Binding[] {
  return JSON.parse(readFileSync(new URL(`bindings-${district}.json`, import.meta.url), 'utf8')) as readonly Binding[]
}

/** Compiles a model over a district's bindings. @throws Error with every problem if there is one */
export function compileFor(document: GraphDocument, bindings: readonly Binding[]): CompiledRun {
  const compiled = compileRun(document, {
    tables: logicalTables,
    statutes,
    parameters: document.parameters,
    bindings: Object.fromEntries(bindings.map((binding) => [binding.logicalTable, binding])),
  })
  const errors = compiled.problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Error(errors.map(({ nodeId, text }) => `${nodeId}: ${text.en}`).join('\n'))
  return compiled
}

export interface ExampleRun {
  readonly folder: string
  readonly compiled: CompiledRun
  readonly open: (source: string) => Promise<OpenSource>
}

/** Extracts and loads every scan into a locked child, in `folder`/run.duckdb. */
export async function loadScans({ folder, compiled, open }: ExampleRun): Promise<DuckdbChild> {
  await mkdir(folder, { recursive: true })
  const child = await openDuckdbChild({ folder, databaseFile: 'run.duckdb', memoryLimit: '2GB', threads: 2 })
  for (const scan of compiled.scans) {
    await using source = await open(scan.sourceId)
    const file = join(folder, `${scan.relation}.csv`)
    const { rows } = await source.extract({ table: scan.table, columns: scan.columns, file, onRows: () => undefined })
    await child.loadScan(file, scan.relation, scan.columns, rows)
  }
  return child
}

/** The compiled steps, in order. */
export async function runSteps(child: DuckdbChild, compiled: CompiledRun): Promise<void> {
  for (const { relation, statement } of compiled.steps) {
    await child.exec(`CREATE OR REPLACE TABLE "${relation}" AS ${statement.text}`, [...statement.parameters])
  }
}

/** Leads and cannot-determine of a finished run, one per (subject, rule), in the order of `expected.json`. */
export async function readLeads(child: DuckdbChild, compiled: CompiledRun): Promise<Findings> {
  if (compiled.leads === null) throw new Error('The model has no lead output')
  const order = (one: { subject: string; rule: string }, two: { subject: string; rule: string }) =>
    `${one.rule}${one.subject}`.localeCompare(`${two.rule}${two.subject}`, 'en')
  const leads = (await rowsOf(child, compiled.leads.statement)).map((row) => ({
    subject: row['subject_id'],
    rule: row['rule_id'],
    outcome: row['outcome'],
    deadline: row['deadline'],
    days: row['days'],
    severity: row['severity'],
  })) as unknown as Findings['leads']
  const cannotDetermine = (await rowsOf(child, compiled.leads.undetermined)).map((row) => ({
    subject: row['subject_id'],
    rule: row['rule_id'],
    reason: row['reason'],
  })) as unknown as Findings['cannotDetermine']
  return { leads: leads.toSorted(order), cannotDetermine: cannotDetermine.toSorted(order) }
}

/** Rows of 待核身份 per logical table. */
export async function countUnidentified(
  child: DuckdbChild,
  compiled: CompiledRun,
): Promise<Readonly<Record<string, number>>> {
  const tableOf = new Map(compiled.scans.map(({ nodeId, logicalTable }) => [nodeId, logicalTable]))
  const counts: Record<string, number> = {}
  for (const { statement, scanNodeId } of compiled.unidentified) {
    const table = tableOf.get(scanNodeId) ?? scanNodeId
    counts[table] = (counts[table] ?? 0) + (await rowsOf(child, statement)).length
  }
  return counts
}

async function rowsOf(child: DuckdbChild, statement: Statement): Promise<readonly Record<string, unknown>[]> {
  const { columns, rows } = await child.query(statement.text, [...statement.parameters])
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null])))
}
