import { randomUUID } from 'node:crypto'
import type { DuckdbChild } from '@jianmo/connectors/transport/duckdb'
import type { Binding, LogicalTable, Problem, SourceTable } from '@jianmo/connectors/words'
import {
  checkPrefix,
  createRunFolder,
  type QualityFinding,
  queryRows,
  type Row,
  removeRunFolder,
  runModel,
  toQualityFinding,
} from '../execution/index.ts'
import { checkBinding } from '../planner/index.ts'
import { maskRows } from '../rows/index.ts'
import { type CompiledRun, compileBindingCheck, noRun } from '../sql/index.ts'
import { bindingError, bindingWarning } from './binding.problems.ts'
import { asCaller, type MemberContext } from './context.ts'
import { errorsOf } from './documents.ts'
import { maskPhysical } from './mask-physical.ts'
import { accessSource, pageReadTimeout, type SourceAccess } from './open-source.ts'
import type { BindingCheck } from './wire.ts'

const longestCheck = 600_000
/** Per column; a column of free text bound by mistake has as many codes as rows. */
const listedCodes = 500
const relation = 'scan_check'
const nothingRead: Omit<BindingCheck, 'problems'> = {
  rows: 0,
  unmappedCodes: [],
  unreadDates: [],
  identity: [],
  preview: { columns: [], rows: [] },
}

/** Reads the bound columns once, into an engine of their own, and counts what the binding would not understand. Missing
 * columns are said without reading. Nothing stays on disk. */
export async function checkBindingData(
  ctx: MemberContext,
  table: LogicalTable,
  binding: Binding,
): Promise<BindingCheck> {
  const access = await asCaller(ctx, (scope) => accessSource(ctx, scope, binding.sourceId))
  const physical = await physicalTable(access, binding.table)
  if (physical === undefined)
    return { ...nothingRead, problems: [bindingError('table-gone', { table: binding.table })] }
  const problems = checkBinding(
    binding,
    table,
    physical.columns.map(({ name }) => name),
  )
  if (errorsOf(problems).length > 0) return { ...nothingRead, problems }

  const checkId = `${checkPrefix}${randomUUID()}`
  const { organizationId } = ctx.session.actor
  const folder = await createRunFolder(ctx.house.folders.runs, organizationId, checkId)
  try {
    return await readAndCount({ table, binding, access, folder, problems })
  } finally {
    await removeRunFolder(ctx.house.folders.runs, organizationId, checkId)
  }
}

interface Check {
  readonly table: LogicalTable
  readonly binding: Binding
  readonly access: SourceAccess
  readonly folder: string
  readonly problems: readonly Problem[]
}

async function readAndCount({ table, binding, access, folder, problems }: Check): Promise<BindingCheck> {
  const check = compileBindingCheck(binding, table, relation)
  const { answer } = await runModel(
    {
      compiled: onlyScan(table, binding, check.columns),
      folder,
      sources: new Map([[binding.sourceId, { name: access.source.name, open: access.open }]]),
      titles: new Map([[table.id, table.label.zh]]),
      signal: AbortSignal.timeout(longestCheck),
      onProgress: () => {},
      onRead: async () => {},
    },
    async (child) => {
      const ask = (statement: typeof check.rows) => queryRows(child, [], statement)
      const [rows] = await ask(check.rows)
      const quality =
        check.quality === null ? [] : (await ask(check.quality)).map((row) => toQualityFinding(table.id, row))
      const identity = check.identity === null ? [] : await ask(check.identity)
      return {
        rows: Number(Object.values(rows ?? {})[0] ?? 0),
        ...judgeQuality({ table, binding, problems }, quality),
        identity: toIdentity(identity),
        preview: await previewOf(child, check.preview),
      }
    },
  )
  return answer
}

/** A run that loads one table and computes nothing. */
function onlyScan(table: LogicalTable, binding: Binding, columns: readonly string[]): CompiledRun {
  const scan = {
    nodeId: table.id,
    relation,
    logicalTable: table.id,
    sourceId: binding.sourceId,
    table: binding.table,
    columns,
  }
  return { ...noRun, scans: [scan], problems: [], hash: '' }
}

async function physicalTable(access: SourceAccess, name: string): Promise<SourceTable | undefined> {
  await using source = await access.open(AbortSignal.timeout(pageReadTimeout))
  return (await source.tables()).find((each) => each.name === name)
}

async function previewOf(
  child: DuckdbChild,
  statement: ReturnType<typeof compileBindingCheck>['preview'],
): Promise<BindingCheck['preview']> {
  const { columns: names, rows } = await child.query(statement.text, [...statement.parameters])
  const columns = statement.columns.filter(({ name }) => !name.startsWith('__row_'))
  const masked = maskRows(columns, names, rows)
  return { columns, rows: masked.map((row) => row.map((value) => (value === null ? null : String(value)))) }
}

/** Rows of column, state (`valid` or why not), rows → one entry per id column. */
function toIdentity(rows: readonly Row[]): BindingCheck['identity'] {
  const count = (found: readonly Row[], isCounted: (state: string) => boolean) =>
    found.reduce((total, row) => total + (isCounted(String(row.state)) ? Number(row.rows) : 0), 0)
  return [...Map.groupBy(rows, ({ column }) => String(column))].map(([column, found]) => ({
    column,
    valid: count(found, (state) => state === 'valid'),
    invalid: count(found, (state) => state !== 'valid' && state !== 'missing'),
    missing: count(found, (state) => state === 'missing'),
  }))
}

/** Unmapped codes block a binding; dates and numbers that are not read are warnings. */
function judgeQuality(
  { table, binding, problems }: Pick<Check, 'table' | 'binding' | 'problems'>,
  quality: readonly QualityFinding[],
) {
  const labelOf = (column: string) => table.columns.find(({ name }) => name === column)?.label.zh ?? column
  // A column of names bound by mistake must not list them as codes.
  const masked = (column: string, value: string | null) =>
    maskPhysical(value, { name: binding.columns[column]?.from ?? '' }) ?? ''
  const byColumn = (kind: QualityFinding['kind']) =>
    [
      ...Map.groupBy(
        quality.filter((finding) => finding.kind === kind),
        ({ column }) => column,
      ),
    ].map(([column, found]) => ({
      column,
      found,
      rows: found.reduce((total, { rows }) => total + rows, 0),
      place: { field: `columns.${column}` },
    }))
  const codes = byColumn('unmapped-code')
  const dates = byColumn('unread-date')
  const numbers = byColumn('unread-number')
  return {
    problems: [
      ...problems,
      ...codes.map(({ column, found, rows, place }) =>
        bindingError(
          'codes-not-mapped',
          { column: labelOf(column), values: found.length, rows, example: masked(column, found[0]?.value ?? null) },
          place,
        ),
      ),
      ...dates.map(({ column, rows, place }) =>
        bindingWarning('dates-not-read', { column: labelOf(column), rows }, place),
      ),
      ...numbers.map(({ column, rows, place }) =>
        bindingWarning('numbers-not-read', { column: labelOf(column), rows }, place),
      ),
    ],
    unmappedCodes: codes.flatMap(({ found }) =>
      found.slice(0, listedCodes).map(({ column, value, rows }) => ({ column, value: masked(column, value), rows })),
    ),
    unreadDates: dates.map(({ column, found, rows }) => ({
      column,
      rows,
      examples: found.slice(0, 5).map(({ value }) => masked(column, value)),
    })),
  }
}
