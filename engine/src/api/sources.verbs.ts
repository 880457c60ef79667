import type { Source } from '@jianmo/catalog'
import { batchRuleOf, connectorOf, connectors } from '@jianmo/connectors'
import { type BatchRecord, countingBatches } from '@jianmo/connectors/landing'
import { maskRowText } from '@jianmo/connectors/values'
import type { SourceTable } from '@jianmo/connectors/words'
import { asCaller, type MemberContext } from './context.ts'
import { apiError } from './errors.ts'
import { maskPhysical } from './mask-physical.ts'
import { withSource } from './open-source.ts'
import { daysOverdue } from './overdue.ts'
import type { BatchSummary, ConnectorKind, RejectedRow, SourceSummary } from './wire.ts'

const sampleRows = 50
const listedValues = 500
const listedRejects = 1000

export function listKinds(): readonly ConnectorKind[] {
  return connectors.map(({ kind, label, about, reading, form, secrets }) => {
    return { kind, label, about, reading, form, secrets }
  })
}

export async function listSources(ctx: MemberContext): Promise<readonly SourceSummary[]> {
  const sources = await asCaller(ctx, (scope) => scope.sources.list())
  return Promise.all(
    sources.map(async (stored) => {
      const { settings: _, ...source } = stored
      const reading = connectorOf(source.kind)?.reading ?? 'live'
      const batches = reading !== 'live' ? await listBatches(ctx, stored) : []
      const newestAt = reading === 'live' ? source.newestAt : (batches[0]?.importedAt ?? null)
      const overdueDays = daysOverdue(newestAt, source.expectedDays, new Date())
      return { ...source, reading, newestAt, overdueDays, batches }
    }),
  )
}

async function listBatches(ctx: MemberContext, { id, kind, settings }: Source): Promise<readonly BatchSummary[]> {
  const batches = await ctx.house.landing.batches(placeOf(ctx, id))
  const counting = countingBatches(batches, batchRuleOf(kind, settings))
  return batches.map((batch) => toBatchSummary(batch, counting.has(batch.id)))
}

export function toBatchSummary(batch: BatchRecord, counts: boolean): BatchSummary {
  const { id, fileName, table, importedAt, hash, physicalRows, accepted, rejected, damagedIds, suspectIds } = batch
  return { id, fileName, table, importedAt, hash, physicalRows, accepted, rejected, damagedIds, suspectIds, counts }
}

export function listSourceTables(ctx: MemberContext, sourceId: string): Promise<readonly SourceTable[]> {
  return withSource(ctx, sourceId, (open) => open.tables())
}

interface OfTable {
  readonly sourceId: string
  readonly table: string
}

/** First rows, in the order of the table's columns; what looks like a person is masked. */
export function sampleTable(
  ctx: MemberContext,
  { sourceId, table }: OfTable,
): Promise<readonly (readonly (string | null)[])[]> {
  return withSource(ctx, sourceId, async (open) => {
    const found = (await open.tables()).find(({ name }) => name === table)
    if (found === undefined) throw apiError('table-unknown', { table })
    const rows = await open.sample(table, sampleRows)
    return rows.map((row) => row.map((value, index) => maskPhysical(value, found.columns[index])))
  })
}

export interface PhysicalValue {
  readonly value: string | null
  readonly rows: number
}

export function listValues(
  ctx: MemberContext,
  input: OfTable & { readonly column: string },
): Promise<readonly PhysicalValue[]> {
  return withSource(ctx, input.sourceId, async (open) => {
    const found = (await open.tables()).find(({ name }) => name === input.table)
    const column = found?.columns.find(({ name }) => name === input.column)
    if (column === undefined) throw apiError('table-unknown', { table: `${input.table}.${input.column}` })
    const values = await open.values(input.table, input.column, listedValues)
    return values.map(({ value, rows }) => ({ value: maskPhysical(value, column), rows }))
  })
}

interface OfBatch {
  readonly sourceId: string
  readonly batchId: string
}

export async function listRejects(ctx: MemberContext, { sourceId, batchId }: OfBatch): Promise<readonly RejectedRow[]> {
  await asCaller(ctx, ({ sources }) => sources.get(sourceId))
  const rejects = await ctx.house.landing.rejects(placeOf(ctx, sourceId), batchId, { limit: listedRejects })
  return rejects.map(({ row, column, reason, original }) => ({
    row,
    column,
    reason,
    original: maskRowText(original),
  }))
}

export async function removeBatch(ctx: MemberContext, { sourceId, batchId }: OfBatch): Promise<null> {
  await asCaller(ctx, async ({ sources, audit }) => {
    await sources.get(sourceId)
    await audit.write({ action: 'batch.remove', subject: sourceId, data: { batchId } })
  })
  await ctx.house.landing.removeBatch(placeOf(ctx, sourceId), batchId)
  return null
}

/** The source's folder in the landing store. The source id was checked in the caller's scope, or comes from a list of it. */
export function placeOf(ctx: MemberContext, sourceId: string) {
  return { organizationId: ctx.session.actor.organizationId, sourceId }
}
