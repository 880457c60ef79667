import { sql } from 'kysely'
import { demand } from '../access/access.ts'
import type { StoreContext } from '../database/context.ts'
import { catalogError } from '../errors.ts'
import type { RunChanges } from '../runs/run.ts'
import type { FoundLead, LeadState } from './lead.ts'

/** Rows per INSERT: PostgreSQL takes at most 65 535 parameters. */
const chunk = 1000

/**
 * Compares what a formal run found with the model's leads: unknown keys are new, present ones still, absent ones gone. A
 * lead that was gone and is found again counts as new. Evidence is replaced by the newest copy; that of a gone lead stays.
 */
export async function recordLeads(
  context: StoreContext,
  runId: string,
  found: readonly FoundLead[],
): Promise<RunChanges> {
  const { db, actor } = context
  demand(actor, 'leads', 'record')
  const run = await db.selectFrom('run').select(['modelId', 'mode']).where('id', '=', runId).executeTakeFirst()
  if (run === undefined) throw catalogError('run-not-found', { runId })
  if (run.mode !== 'formal') throw catalogError('trial-keeps-no-leads', {})
  // Two runs of one model that finish at once are compared one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`leads:${run.modelId}`}, 0))`.execute(db)

  const known = new Map(
    (await db.selectFrom('lead').select(['id', 'key', 'state']).where('modelId', '=', run.modelId).execute()).map(
      (lead) => [lead.key, lead],
    ),
  )
  const byKey = new Map(found.map((lead) => [lead.key, lead]))
  const stateOf = (key: string): LeadState => {
    const before = known.get(key)
    return before === undefined || before.state === 'gone' ? 'new' : 'still'
  }
  const ids = new Map<string, string>()
  for (const leads of chunksOf([...byKey.values()])) {
    const written = await db
      .insertInto('lead')
      .values(
        leads.map((lead) => ({
          organizationId: actor.organizationId,
          modelId: run.modelId,
          key: lead.key,
          state: stateOf(lead.key),
          subjectId: lead.subjectId,
          subjectName: lead.subjectName,
          severity: lead.severity,
          outcome: lead.outcome,
          deadline: lead.deadline,
          days: lead.days,
          unit: lead.unit,
          rules: JSON.stringify(lead.rules),
          values: JSON.stringify(lead.values),
          timeline: JSON.stringify(lead.timeline),
          evidenceTotal: lead.evidenceTotal ?? null,
          firstRunId: runId,
          runId,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['organizationId', 'modelId', 'key']).doUpdateSet((column) => ({
          state: column.ref('excluded.state'),
          subjectName: column.ref('excluded.subjectName'),
          severity: column.ref('excluded.severity'),
          outcome: column.ref('excluded.outcome'),
          deadline: column.ref('excluded.deadline'),
          days: column.ref('excluded.days'),
          unit: column.ref('excluded.unit'),
          rules: sql<string>`excluded.rules`,
          values: sql<string>`excluded."values"`,
          timeline: sql<string>`excluded.timeline`,
          evidenceTotal: column.ref('excluded.evidenceTotal'),
          runId: column.ref('excluded.runId'),
        })),
      )
      .returning(['id', 'key'])
      .execute()
    for (const { id, key } of written) ids.set(key, id)
  }
  await replaceEvidence(context, [...byKey.values()], ids)

  const gone = [...known.values()].filter((lead) => lead.state !== 'gone' && !byKey.has(lead.key))
  for (const leads of chunksOf(gone)) {
    await db
      .updateTable('lead')
      .set({ state: 'gone' })
      .where(
        'id',
        'in',
        leads.map((lead) => lead.id),
      )
      .execute()
  }
  const sightings = [
    ...[...ids].map(([key, id]) => ({ leadId: id, state: stateOf(key) })),
    ...gone.map(({ id }) => ({ leadId: id, state: 'gone' as const })),
  ]
  for (const rows of chunksOf(sightings)) {
    await db
      .insertInto('leadSighting')
      .values(rows.map((row) => ({ ...row, runId, organizationId: actor.organizationId })))
      .execute()
  }
  const count = (state: LeadState) => sightings.filter((sighting) => sighting.state === state).length
  return { new: count('new'), still: count('still'), gone: count('gone') }
}

async function replaceEvidence(
  { db, actor }: StoreContext,
  leads: readonly FoundLead[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  for (const leadIds of chunksOf([...ids.values()])) {
    await db
      .deleteFrom('leadEvidence')
      .where('leadId', 'in', [...leadIds])
      .execute()
  }
  const rows = leads.flatMap((lead) =>
    lead.evidence.map((evidence, position) => ({
      ...evidence,
      leadId: ids.get(lead.key) ?? '',
      organizationId: actor.organizationId,
      position,
      tableLabel: JSON.stringify(evidence.tableLabel),
      values: JSON.stringify(evidence.values),
    })),
  )
  for (const part of chunksOf(rows))
    await db
      .insertInto('leadEvidence')
      .values([...part])
      .execute()
}

function* chunksOf<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += chunk) yield items.slice(start, start + chunk)
}
