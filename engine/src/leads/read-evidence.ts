import type { LeadEvidence } from '@jianmo/catalog'
import type { DuckdbChild } from '@jianmo/connectors/transport/duckdb'
import { normaliseResidentId } from '@jianmo/connectors/values'
import type { ColumnBinding, LogicalColumn, Text } from '@jianmo/connectors/words'
import { onStatement, quoteName, type Row, type Value } from '../execution/index.ts'
import { rowNumbersOf } from '../planner/index.ts'
import type { Statement } from '../sql/index.ts'
import type { LeadRequest } from './lead-request.ts'
import { labelOfWriting } from './value-label.ts'
import { rowNumbersSql } from './witness-rows.ts'

interface Witness {
  readonly column: string
  readonly scanNodeId: string
}

/** More rows of one source than a person reads for one lead. A group may have millions. */
const mostEvidence = 200

interface Evidence {
  readonly evidence: readonly LeadEvidence[]
  /** How many there are; absent where all are here. */
  readonly evidenceTotal?: number
}

/** Gives the source rows behind some output rows, each once: one per source, or the first of those of its groups. */
export type EvidenceOf = (rows: readonly Row[]) => Evidence

/**
 * Copies the source rows that the rows of `statement` were made from: every bound column, in the agency's own writing.
 * One query per source; the rows of a lead are then found by number.
 */
export async function readEvidence(
  child: DuckdbChild,
  request: LeadRequest,
  statement: Statement,
  witnesses: readonly Witness[],
): Promise<EvidenceOf> {
  const sources = new Map<string, ReadonlyMap<number, LeadEvidence>>()
  for (const witness of witnesses) sources.set(witness.column, await readRows(child, request, statement, witness))
  return (rows) => {
    const numbers = new Map(
      [...Map.groupBy(witnesses, ({ scanNodeId }) => scanNodeId).values()].map((same) => {
        const all = new Set(rows.flatMap((row) => same.flatMap(({ column }) => rowNumbersOf(row[column]))))
        return [same, [...all].sort((left, right) => left - right)] as const
      }),
    )
    const evidence = [...numbers].flatMap(([same, ofSource]) =>
      ofSource.slice(0, mostEvidence).flatMap((number) => {
        const found = same.map(({ column }) => sources.get(column)?.get(number)).find((one) => one !== undefined)
        return found ?? []
      }),
    )
    const total = [...numbers.values()].reduce((sum, ofSource) => sum + ofSource.length, 0)
    return total > evidence.length ? { evidence, evidenceTotal: total } : { evidence }
  }
}

async function readRows(child: DuckdbChild, request: LeadRequest, statement: Statement, witness: Witness) {
  const scan = request.compiled.scans.find(({ nodeId }) => nodeId === witness.scanNodeId)
  const read = request.scans.find(({ nodeId }) => nodeId === witness.scanNodeId)
  if (scan === undefined || read === undefined) throw new Error(`No scan ${witness.scanNodeId} for its witness column`)
  const wanted = rowNumbersSql(witness.column, statement.text, mostEvidence)
  const sql = `SELECT * FROM ${quoteName(scan.relation)} WHERE "_row" IN (${wanted})`
  const { columns, rows } = await onStatement([scan.nodeId], sql, () => child.query(sql, [...statement.parameters]))
  const shown = shownColumns(request, scan.logicalTable, columns)
  const rowAt = columns.indexOf('_row')
  const table = request.tables.find(({ id }) => id === scan.logicalTable)

  return new Map(
    rows.map((values) => {
      const evidence: LeadEvidence = {
        nodeId: scan.nodeId,
        logicalTable: scan.logicalTable,
        tableLabel: table?.label ?? { zh: scan.logicalTable, en: scan.logicalTable },
        sourceId: scan.sourceId,
        sourceName: read.sourceName,
        batch: read.snapshot,
        row: Number(values[rowAt]),
        values: shown.map(({ column, binding, at }) => toEvidenceValue(column, binding, values[at] ?? null)),
      }
      return [evidence.row, evidence] as const
    }),
  )
}

/** The logical columns that the binding fills, with the place of their physical column in the scan. */
function shownColumns(request: LeadRequest, logicalTable: string, physical: readonly string[]) {
  const bound = request.bindings[logicalTable]?.columns ?? {}
  const columns = request.tables.find(({ id }) => id === logicalTable)?.columns ?? []
  return columns.flatMap((column) => {
    const binding = bound[column.name]
    const at = binding === undefined || binding.from === null ? -1 : physical.indexOf(binding.from)
    return at < 0 ? [] : [{ column, binding, at }]
  })
}

function toEvidenceValue(
  column: LogicalColumn,
  binding: ColumnBinding | undefined,
  raw: Value,
): LeadEvidence['values'][number] {
  const { name, label, semantic } = column
  const value = raw === null ? null : String(raw)
  const normalised = semantic === 'resident-id' ? howNormalised(value) : undefined
  const valueLabel = labelOfWriting(value, column, binding)
  return {
    column: name,
    label,
    value,
    ...(valueLabel === undefined ? {} : { valueLabel }),
    ...(normalised === undefined ? {} : { normalised }),
  }
}

/** How an id was read, where it was not written as 18 plain characters. */
function howNormalised(raw: string | null): Text | undefined {
  const { value, warnings } = normaliseResidentId(raw)
  if (value === null || raw === null || value === raw) return undefined
  return warnings.includes('upgraded-15')
    ? { zh: '15 位升为 18 位', en: '15 digits became 18' }
    : { zh: '已统一写法', en: 'written in one way' }
}
