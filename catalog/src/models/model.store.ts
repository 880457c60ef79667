import { sql } from 'kysely'
import { demand } from '../access/access.ts'
import { writeAudit } from '../audit/audit.store.ts'
import type { StoreContext } from '../database/context.ts'
import { catalogError } from '../errors.ts'
import { stateOf } from '../versions/version.store.ts'
import type { DraftSave, Model, ModelStore, NewModel } from './model.ts'

export function createModelStore(context: StoreContext): ModelStore {
  const { db, actor } = context

  async function get(modelId: string): Promise<Model> {
    demand(actor, 'models', 'read')
    const found = await selectModels(context).where('model.id', '=', modelId).executeTakeFirst()
    if (found === undefined) throw catalogError('model-not-found', { modelId })
    return toModel(found)
  }

  async function revision(modelId: string, number: number) {
    demand(actor, 'models', 'read')
    const found = await db
      .selectFrom('modelRevision')
      .innerJoin('person', 'person.id', 'modelRevision.savedBy')
      .select(['modelRevision.document', 'modelRevision.savedAt', 'person.name as savedBy'])
      .where('modelRevision.modelId', '=', modelId)
      .where('modelRevision.revision', '=', number)
      .executeTakeFirst()
    if (found === undefined) throw catalogError('revision-not-found', { modelId, revision: number })
    return found
  }

  return {
    get,
    revision,

    async list() {
      demand(actor, 'models', 'read')
      const found = await selectModels(context).orderBy('model.updatedAt', 'desc').orderBy('model.title').execute()
      return found.map(toModel)
    },

    async open(modelId) {
      const model = await get(modelId)
      return { model, document: (await revision(modelId, model.revision)).document }
    },

    async create(input) {
      demand(actor, 'models', 'create')
      return get(await insertModel(context, input, null))
    },

    async saveDraft(input: DraftSave) {
      demand(actor, 'models', 'save')
      const saved = await db
        .updateTable('model')
        .set((column) => ({
          title: input.title,
          summary: input.summary,
          revision: sql<number>`${column.ref('revision')} + 1`,
          updatedBy: actor.personId,
          updatedAt: sql`now()`,
        }))
        .where('id', '=', input.modelId)
        .where('removedAt', 'is', null)
        .where('revision', '=', input.baseRevision)
        .returning(['revision', 'updatedAt'])
        .executeTakeFirst()
      if (saved === undefined) {
        const { revision: newest, updatedBy, updatedAt } = await get(input.modelId)
        throw catalogError('model-changed-elsewhere', { revision: newest, savedBy: updatedBy, savedAt: updatedAt })
      }
      await insertRevision(context, input.modelId, saved.revision, input.document)
      return { revision: saved.revision, savedAt: saved.updatedAt }
    },

    async remove(modelId) {
      demand(actor, 'models', 'remove')
      const removed = await db
        .updateTable('model')
        .set({ removedAt: new Date(), updatedBy: actor.personId })
        .where('id', '=', modelId)
        .where('removedAt', 'is', null)
        .returning('id')
        .executeTakeFirst()
      if (removed === undefined) throw catalogError('model-not-found', { modelId })
      await writeAudit(context, { action: 'models.remove', subject: modelId })
    },
  }
}

/** A model with revision 1; `originListingId` if it is a clone. @returns its id */
export async function insertModel(
  context: StoreContext,
  input: NewModel,
  originListingId: string | null,
): Promise<string> {
  const { db, actor } = context
  const { id } = await db
    .insertInto('model')
    .values({
      organizationId: actor.organizationId,
      title: input.title,
      summary: input.summary,
      originListingId,
      createdBy: actor.personId,
      updatedBy: actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await insertRevision(context, id, 1, input.document)
  return id
}

async function insertRevision({ db, actor }: StoreContext, modelId: string, revision: number, document: unknown) {
  await db
    .insertInto('modelRevision')
    .values({
      modelId,
      organizationId: actor.organizationId,
      revision,
      document: JSON.stringify(document),
      savedBy: actor.personId,
    })
    .execute()
}

function selectModels({ db }: StoreContext) {
  return db
    .selectFrom('model')
    .innerJoin('person', 'person.id', 'model.updatedBy')
    .leftJoin('listing', 'listing.id', 'model.originListingId')
    .leftJoinLateral(
      (query) =>
        query
          .selectFrom('submission')
          .innerJoin('version', 'version.id', 'submission.versionId')
          .leftJoin('decision', 'decision.submissionId', 'submission.id')
          .select(['version.number', 'decision.decision'])
          .whereRef('version.modelId', '=', 'model.id')
          .orderBy('submission.submittedAt', 'desc')
          .limit(1)
          .as('submitted'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (query) =>
        query
          .selectFrom('run')
          .select(['run.id', 'run.state', 'run.leads', 'run.startedAt'])
          .whereRef('run.modelId', '=', 'model.id')
          .orderBy('run.startedAt', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select([
      'model.id',
      'model.title',
      'model.summary',
      'model.updatedAt',
      'person.name as updatedBy',
      'model.revision',
      'listing.id as listingId',
      'listing.organizationName',
      'listing.versionNumber',
      'submitted.number',
      'submitted.decision',
      'last.id as runId',
      'last.state as runState',
      'last.leads',
      'last.startedAt',
    ])
    .where('model.removedAt', 'is', null)
}

function toModel(row: Awaited<ReturnType<ReturnType<typeof selectModels>['executeTakeFirstOrThrow']>>): Model {
  return {
    id: row.id,
    title: row.title,
    summary: row.summary,
    updatedAt: row.updatedAt,
    updatedBy: row.updatedBy,
    revision: row.revision,
    version: row.number === null ? null : { number: row.number, state: stateOf(row.decision) },
    origin:
      row.listingId === null || row.organizationName === null || row.versionNumber === null
        ? null
        : { listingId: row.listingId, from: row.organizationName, version: row.versionNumber },
    lastRun:
      row.runId === null || row.runState === null || row.startedAt === null
        ? null
        : { id: row.runId, state: row.runState, leads: row.leads ?? 0, at: row.startedAt },
  }
}
