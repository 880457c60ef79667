import { randomUUID } from 'node:crypto'
import type { DuckdbChild } from '@jianmo/connectors/transport/duckdb'
import { maskText } from '@jianmo/connectors/values'
import type { Binding, LogicalTable, Problem, SourceTable } from '@jianmo/connectors/words'
import { type QualityFinding, type RunMeasures, createRunFolder, queryRows, removeRunFolder, runModel } from '../execution/index.ts'
import type { GraphDocument } from '../graph/index.ts'
import { checkBinding } from '../planner/index.ts'
import { maskRows } from '../rows/index.ts'
import { type CompiledRun, compilePreview, compileRun } from '../sql/index.ts'
import { bindingError, bindingWarning } from './binding.problems.ts'
import { type MemberContext, asCaller } from './context.ts'
import { compileContext, emptyDocument, errorsOf } from './documents.ts'
import { accessSource, pageReadTimeout } from './open-source.ts'
import type { BindingCheck } from './wire.ts'

const previewed = 10
const nothingRead: Omit<BindingCheck, 'problems'> = {
  rows: 0, unmappedCodes: [], unreadDates: [], identity: [], preview: { columns: [], rows: [] },
}

/** Reads the bound columns once, into an engine of their own, and counts what the binding would not understand. Missing
 * columns are said without reading. Nothing stays on disk. */
export async function checkBindingData(ctx: MemberContext, table: LogicalTable, binding: Binding): Promise<BindingCheck> {
  const access = await asCaller(ctx, (scope) => accessSource(ctx, scope, binding.sourceId))
  const physical = await physicalTable(access.open, binding.table)
  if (physical === undefined) return { ...nothingRead, problems: [bindingError('table-gone', { table: binding.table })] }
  const problems = checkBinding(binding, table, physical.columns)
  if (errorsOf(problems).length > 0) return { ...nothingRead, problems }

  const document = checkDocument(table, binding)
  const context = compileContext(ctx.house, document, { [table.id]: binding })
  const compiled = compileRun(document, context)
  const checkId = `check-${randomUUID()}`
  const { organizationId } = ctx.session.actor
  const folder = await createRunFolder(ctx.house.folders.runs, organizationId, checkId)
  try {
    const { answer } = await runModel(
      {
        compiled,
        folder,
        sources: new Map([[binding.sourceId, { name: access.source.name, open: access.open }]]),
        titles: new Map([[sourceNode, table.label.zh]]),
        signal: AbortSignal.timeout(600_000),
        onProgress: () => {},
        onRead: async () => {},
      },
      async (child, measures) => {
        const first = compilePreview(document, context, sourceNode, 'rows', previewed)
        const preview = first === null ? nothingRead.preview : await previewOf(child, first)
        return toCheck({ table, binding, problems, measures, preview, identity: await countIdentity(child, document, compiled, measures) })
      },
    )
    return answer
  } finally {
    await removeRunFolder(ctx.house.folders.runs, organizationId, checkId)
  }
}

const sourceNode = 'source'

/** A model that only reads the table and looks at its ids. */
function checkDocument(table: LogicalTable, binding: Binding): GraphDocument {
  const ids = table.columns.filter(({ name, semantic }) => semantic === 'resident-id' && binding.columns[name]?.from)
  const position = { x: 0, y: 0 }
  return {
    ...emptyDocument(table.label.zh),
    nodes: [
      { id: sourceNode, type: 'source', title: table.label.zh, position, config: { table: table.id } },
      ...ids.map(({ name, label }, index) => ({
        id: `identity-${index}`, type: 'normalise-identity', title: label.zh, position, config: { column: name },
      })),
    ],
    edges: ids.map((_, index) => ({
      id: `edge-${index}`,
      from: { node: sourceNode, port: 'rows' },
      to: { node: `identity-${index}`, port: 'rows' },
    })),
  }
}

async function physicalTable(open: Awaited<ReturnType<typeof accessSource>>['open'], name: string): Promise<SourceTable | undefined> {
  await using source = await open(AbortSignal.timeout(pageReadTimeout))
  return (await source.tables()).find((each) => each.name === name)
}

async function previewOf(child: DuckdbChild, statement: NonNullable<ReturnType<typeof compilePreview>>): Promise<BindingCheck['preview']> {
  const { columns: names, rows } = await child.query(statement.text, [...statement.parameters])
  const masked = maskRows(statement.columns, names, rows)
  return { columns: statement.columns, rows: masked.map((row) => row.map((value) => (value === null ? null : String(value)))) }
}

async function countIdentity(child: DuckdbChild, document: GraphDocument, compiled: CompiledRun, measures: RunMeasures): Promise<BindingCheck['identity']> {
  const counted: BindingCheck['identity'][number][] = []
  for (const { nodeId, statement } of compiled.unidentified) {
    const rows = await queryRows(child, [nodeId], statement)
    const missing = rows.filter(({ identity_reason }) => identity_reason === 'missing').length
    const column = String(document.nodes.find(({ id }) => id === nodeId)?.config.column ?? '')
    const read = measures.scans[0]?.rows ?? 0
    counted.push({ column, valid: read - rows.length, invalid: rows.length - missing, missing })
  }
  return counted
}

interface Found {
  readonly table: LogicalTable
  readonly binding: Binding
  readonly problems: readonly Problem[]
  readonly measures: RunMeasures
  readonly preview: BindingCheck['preview']
  readonly identity: BindingCheck['identity']
}

function toCheck({ table, problems, measures, preview, identity }: Found): BindingCheck {
  const labelOf = (column: string) => table.columns.find(({ name }) => name === column)?.label.zh ?? column
  const codes = measures.quality.filter(({ kind }) => kind === 'unmapped-code')
  const dates = measures.quality.filter(({ kind }) => kind === 'unread-date')
  const codeProblems = [...Map.groupBy(codes, ({ column }) => column)].map(([column, found]) =>
    bindingError('codes-not-mapped', {
      column: labelOf(column), values: found.length, rows: sum(found), example: found[0]?.value ?? '',
    }, { field: `columns.${column}` }),
  )
  const unreadDates = [...Map.groupBy(dates, ({ column }) => column)].map(([column, found]) => ({
    column,
    rows: sum(found),
    examples: found.flatMap(({ value }) => (value === null ? [] : [maskText(value)])).slice(0, 5),
  }))
  return {
    rows: measures.scans[0]?.rows ?? 0,
    problems: [
      ...problems,
      ...codeProblems,
      ...unreadDates.map(({ column, rows }) =>
        bindingWarning('dates-not-read', { column: labelOf(column), rows }, { field: `columns.${column}` }),
      ),
    ],
    unmappedCodes: codes.map(({ column, value, rows }) => ({ column, value: value ?? '', rows })),
    unreadDates,
    identity,
    preview,
  }
}

function sum(findings: readonly QualityFinding[]): number {
  return findings.reduce((total, { rows }) => total + rows, 0)
}
