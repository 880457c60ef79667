import { demand } from '../access/access.ts'
import type { StoreContext } from '../database/context.ts'
import { catalogError } from '../errors.ts'
import type { Lead, LeadStore } from './lead.ts'
import { recordLeads } from './record-leads.ts'

export function createLeadStore(context: StoreContext): LeadStore {
  const { db, actor } = context
  return {
    record: (runId, leads) => recordLeads(context, runId, leads),

    async list(filter = {}) {
      demand(actor, 'leads', 'read')
      return selectLeads(context)
        .$if(filter.modelId !== undefined, (query) => query.where('lead.modelId', '=', filter.modelId ?? ''))
        .$if(filter.state !== undefined, (query) => query.where('lead.state', '=', filter.state ?? 'new'))
        .orderBy('lead.foundAt', 'desc')
        .orderBy('lead.key')
        .execute()
    },

    async ofRun(runId) {
      demand(actor, 'leads', 'read')
      const seen = await selectLeads(context)
        .innerJoin('leadSighting', 'leadSighting.leadId', 'lead.id')
        .select('leadSighting.state as stateThen')
        .where('leadSighting.runId', '=', runId)
        .orderBy('lead.key')
        .execute()
      return seen.map(({ stateThen, ...lead }): Lead => ({ ...lead, state: stateThen }))
    },

    async open(leadId) {
      demand(actor, 'leads', 'read')
      const found = await selectLeads(context)
        .innerJoin('run', 'run.id', 'lead.runId')
        .select(['lead.values', 'lead.timeline', 'lead.evidenceTotal', 'run.runDate', 'run.versionNumber'])
        .where('lead.id', '=', leadId)
        .executeTakeFirst()
      if (found === undefined) throw catalogError('lead-not-found', { leadId })
      const evidence = await db
        .selectFrom('leadEvidence')
        .select(['nodeId', 'logicalTable', 'tableLabel', 'sourceId', 'sourceName', 'batch', 'row', 'values'])
        .where('leadId', '=', leadId)
        .orderBy('position')
        .execute()
      const { evidenceTotal, ...lead } = found
      return { ...lead, evidence, ...(evidenceTotal === null ? {} : { evidenceTotal }) }
    },
  }
}

function selectLeads({ db }: StoreContext) {
  return db
    .selectFrom('lead')
    .innerJoin('model', 'model.id', 'lead.modelId')
    .select([
      'lead.id',
      'lead.modelId',
      'model.title as modelTitle',
      'lead.runId',
      'lead.key',
      'lead.state',
      'lead.subjectId',
      'lead.subjectName',
      'lead.severity',
      'lead.outcome',
      'lead.deadline',
      'lead.days',
      'lead.unit',
      'lead.rules',
      'lead.foundAt',
    ])
}
