import { sql } from 'kysely'
import { demand } from '../access/access.ts'
import { writeAudit } from '../audit/audit.store.ts'
import type { StoreContext } from '../database/context.ts'
import { catalogError, sqlStateOf } from '../errors.ts'
import type { NewRun, OpenRun, Run, RunProblem, RunResult, RunState, RunStore } from './run.ts'
import { priorStates } from './run.ts'

const summary = [
  'id',
  'modelId',
  'modelTitle',
  'mode',
  'state',
  'startedAt',
  'finishedAt',
  'startedByName as startedBy',
  'runDate',
  'leads',
  'undetermined',
  'unidentified',
] as const

export function createRunStore(context: StoreContext): RunStore {
  const { db, actor } = context

  /** Compare-and-set: one statement, and only from an allowed prior state. */
  async function move(
    runId: string,
    to: RunState,
    content: { result?: RunResult; problem?: RunProblem } = {},
  ): Promise<void> {
    demand(actor, 'runs', 'move')
    const { result, problem } = content
    const ends = to !== 'reading' && to !== 'computing'
    const moved = await db
      .updateTable('run')
      .set({
        state: to,
        leaseUntil: sql`now() + interval '30 seconds'`,
        ...(ends ? { finishedAt: sql`now()` } : {}),
        ...(problem === undefined ? {} : { problem: JSON.stringify(problem) }),
        ...(result === undefined
          ? {}
          : {
              result: JSON.stringify(result),
              leads: result.leads,
              undetermined: result.undetermined,
              unidentified: result.unidentified,
            }),
      })
      .where('id', '=', runId)
      .where('state', 'in', [...priorStates[to]])
      .returning('id')
      .executeTakeFirst()
    if (moved === undefined) {
      const found = await db.selectFrom('run').select('state').where('id', '=', runId).executeTakeFirst()
      if (found === undefined) throw catalogError('run-not-found', { runId })
      throw catalogError('run-moved-on', { runId, state: found.state, to })
    }
    if (ends) await writeAudit(context, { action: `runs.${to}`, subject: runId })
  }

  return {
    start: (input) => startRun(context, input),
    open: (runId) => openRun(context, runId),
    advance: (runId, to) => move(runId, to),
    finish: (runId, result) => move(runId, 'finished', { result }),
    fail: (runId, problem) => move(runId, 'failed', { problem }),
    cancel: (runId) => move(runId, 'cancelled'),
    interrupt: (runId, problem) => move(runId, 'interrupted', { problem }),

    async list(modelId): Promise<readonly Run[]> {
      demand(actor, 'runs', 'read')
      return db
        .selectFrom('run')
        .select(summary)
        .$if(modelId !== undefined, (query) => query.where('modelId', '=', modelId ?? ''))
        .orderBy('startedAt', 'desc')
        .limit(500)
        .execute()
    },

    async recordSource(runId, source) {
      demand(actor, 'runs', 'move')
      await db
        .insertInto('runSource')
        .values({ ...source, runId, organizationId: actor.organizationId })
        .execute()
    },

    async renew(runId, serverInstance) {
      demand(actor, 'runs', 'move')
      const renewed = await db
        .updateTable('run')
        .set({ leaseUntil: sql`now() + interval '30 seconds'` })
        .where('id', '=', runId)
        .where('serverInstance', '=', serverInstance)
        .where('finishedAt', 'is', null)
        .returning('id')
        .executeTakeFirst()
      return renewed !== undefined
    },
  }
}

async function startRun(context: StoreContext, input: NewRun): Promise<{ readonly runId: string }> {
  const { db, actor, me } = context
  demand(actor, 'runs', 'start')
  const model = await db.selectFrom('model').select('title').where('id', '=', input.modelId).executeTakeFirst()
  if (model === undefined) throw catalogError('model-not-found', { modelId: input.modelId })
  const version =
    input.versionId === null
      ? undefined
      : await db.selectFrom('version').select('number').where('id', '=', input.versionId).executeTakeFirst()
  const { steps, ...run } = input
  try {
    const { id } = await db
      .insertInto('run')
      .values({
        ...run,
        organizationId: actor.organizationId,
        modelTitle: model.title,
        startedBy: actor.personId,
        startedByName: me.name,
        parameters: JSON.stringify(input.parameters),
        statutes: JSON.stringify(input.statutes),
        versionNumber: version?.number ?? null,
        result: null,
        problem: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    if (steps.length > 0) {
      await db
        .insertInto('runStep')
        .values(steps.map((step, position) => ({ ...step, position, runId: id, organizationId: actor.organizationId })))
        .execute()
    }
    await writeAudit(context, {
      action: 'runs.start',
      subject: id,
      data: { mode: input.mode, hash: input.versionHash },
    })
    return { runId: id }
  } catch (cause) {
    // JM005: the trigger found no approved version of that content; 23514: formal without any version.
    const unapproved = sqlStateOf(cause) === 'JM005' || (sqlStateOf(cause) === '23514' && input.mode === 'formal')
    throw unapproved ? catalogError('formal-needs-approval', {}, { cause }) : cause
  }
}

async function openRun({ db, actor }: StoreContext, runId: string): Promise<OpenRun> {
  demand(actor, 'runs', 'read')
  const found = await db
    .selectFrom('run')
    .select([
      ...summary,
      'versionId',
      'versionNumber',
      'versionHash',
      'sqlHash',
      'parameters',
      'statutes',
      'result',
      'problem',
    ])
    .select(sql<number>`round(extract(epoch from coalesce(finished_at, now()) - started_at), 1)::float8`.as('seconds'))
    .where('id', '=', runId)
    .executeTakeFirst()
  if (found === undefined) throw catalogError('run-not-found', { runId })
  const sources = await db
    .selectFrom('runSource')
    .select(['nodeId', 'logicalTable', 'sourceId', 'sourceName', 'snapshot', 'readAt', 'rows', 'counted', 'rejected'])
    .where('runId', '=', runId)
    .orderBy('nodeId')
    .execute()
  const steps = await db
    .selectFrom('runStep')
    .select(['nodeId', 'port', 'relation', 'nodeIds', 'text', 'hash'])
    .where('runId', '=', runId)
    .orderBy('position')
    .execute()
  return { ...found, sources, steps }
}
