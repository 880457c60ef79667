import { demand, mayDo } from '../access/access.ts'
import { writeAudit } from '../audit/audit.store.ts'
import type { StoreContext } from '../database/context.ts'
import { catalogError, sqlStateOf } from '../errors.ts'
import { createVersionStore, keepVersion, stateOf } from '../versions/version.store.ts'
import type { Decision, MarketplaceStore, NewSubmission, Submission } from './marketplace.ts'

type SubmissionVerbs = Pick<MarketplaceStore, 'submit' | 'submissions' | 'submission' | 'decide'>

export function createSubmissionVerbs(context: StoreContext): SubmissionVerbs {
  const { db, actor, me } = context

  async function openRow(submissionId: string) {
    const found = await selectSubmissions(context).where('submission.id', '=', submissionId).executeTakeFirst()
    if (found === undefined) throw catalogError('submission-not-found', { submissionId })
    return found
  }

  return {
    async submit(input: NewSubmission) {
      demand(actor, 'marketplace', 'submit')
      const model = await db
        .selectFrom('model')
        .select('id')
        .where('id', '=', input.modelId)
        .where('removedAt', 'is', null)
        .forUpdate()
        .executeTakeFirst()
      if (model === undefined) throw catalogError('model-not-found', { modelId: input.modelId })
      const { note, checks, inputs, ...content } = input
      const version = await keepVersion(context, content)
      for (const earlier of await selectSubmissions(context).where('submission.versionId', '=', version.id).execute()) {
        if (earlier.decision === null) throw catalogError('already-submitted', { version: version.number })
        if (earlier.decision === 'approve') throw catalogError('nothing-changed', { version: version.number })
      }
      const { id } = await db
        .insertInto('submission')
        .values({
          versionId: version.id,
          organizationId: actor.organizationId,
          organizationName: me.organizationName,
          note,
          checks: JSON.stringify(checks),
          inputs: JSON.stringify(inputs),
          submittedBy: actor.personId,
          submittedByName: me.name,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await writeAudit(context, { action: 'marketplace.submit', subject: id, data: { hash: version.hash } })
      return toSubmission(await openRow(id))
    },

    async submissions() {
      demand(actor, 'marketplace', 'read')
      return (await selectSubmissions(context).orderBy('submission.submittedAt', 'desc').execute()).map(toSubmission)
    },

    async submission(submissionId) {
      demand(actor, 'marketplace', 'read')
      const row = await openRow(submissionId)
      const version = await createVersionStore(context).get(row.versionId)
      const because = mayNotDecide(context, row)
      return {
        submission: toSubmission(row),
        version,
        note: row.note,
        checks: row.checks,
        inputs: row.inputs,
        mayDecide: because === null,
        mayNotDecideBecause: because === null ? null : because.text,
      }
    },

    async decide(input) {
      demand(actor, 'marketplace', 'decide')
      const row = await openRow(input.submissionId)
      const because = mayNotDecide(context, row)
      if (because !== null) throw because
      return decideOn(context, row, input)
    },
  }
}

async function decideOn(context: StoreContext, row: SubmissionRow, input: Decision) {
  const { db, actor, me } = context
  const reason = input.reason.trim()
  if (reason === '') throw catalogError('reason-missing', {})
  try {
    await db
      .insertInto('decision')
      .values({
        submissionId: row.id,
        organizationId: row.organizationId,
        decision: input.decision,
        reason,
        decidedBy: actor.personId,
        decidedByName: me.name,
      })
      .execute()
  } catch (cause) {
    // Two administrators at once: the primary key lets one decide. JM002: the trigger knows the author too.
    if (sqlStateOf(cause) === '23505') throw catalogError('already-decided', {}, { cause })
    if (sqlStateOf(cause) === 'JM002') throw catalogError('author-may-not-decide', {}, { cause })
    throw cause
  }
  await writeAudit(context, { action: `marketplace.${input.decision}`, subject: row.id, data: { reason } })
  if (input.decision === 'return') return { listingId: null }
  const { id } = await db
    .insertInto('listing')
    .values({
      versionId: row.versionId,
      modelId: row.modelId,
      organizationId: row.organizationId,
      organizationName: row.organization,
      versionNumber: row.version,
      title: row.modelTitle,
      summary: row.summary,
      inputs: JSON.stringify(row.inputs),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { listingId: id }
}

/** The error that deciding would meet, if any. */
function mayNotDecide({ actor }: StoreContext, row: SubmissionRow) {
  if (!mayDo(actor, 'marketplace', 'decide'))
    return catalogError('not-allowed', { noun: 'marketplace', verb: 'decide' })
  if (row.submitterId === actor.personId || row.authorId === actor.personId)
    return catalogError('author-may-not-decide', {})
  if (row.decision !== null) return catalogError('already-decided', {})
  return null
}

function selectSubmissions({ db }: StoreContext) {
  return db
    .selectFrom('submission')
    .innerJoin('version', 'version.id', 'submission.versionId')
    .leftJoin('decision', 'decision.submissionId', 'submission.id')
    .select([
      'submission.id',
      'submission.versionId',
      'submission.organizationId',
      'submission.organizationName as organization',
      'submission.note',
      'submission.checks',
      'submission.inputs',
      'submission.submittedBy as submitterId',
      'submission.submittedByName as submittedBy',
      'submission.submittedAt',
      'version.title as modelTitle',
      'version.summary',
      'version.number as version',
      'version.modelId',
      'version.authorId',
      'decision.decision',
      'decision.decidedByName as decidedBy',
      'decision.decidedAt',
      'decision.reason',
    ])
}

type SubmissionRow = Awaited<ReturnType<ReturnType<typeof selectSubmissions>['executeTakeFirstOrThrow']>>

function toSubmission(row: SubmissionRow): Submission {
  const { id, modelTitle, version, organization, submittedBy, submittedAt, decidedBy, decidedAt, reason } = row
  const state = stateOf(row.decision)
  return { id, modelTitle, version, organization, submittedBy, submittedAt, state, decidedBy, decidedAt, reason }
}
