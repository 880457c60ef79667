import type { LeadFilter } from '@jianmo/catalog'
import { asCaller, type MemberContext } from './context.ts'
import { showLead, showLeadDetail } from './show-leads.ts'
import type { LeadDetail, LeadSummary } from './wire.ts'

export function listLeads(
  ctx: MemberContext,
  filter: { modelId?: string | undefined; state?: LeadFilter['state'] | undefined },
) {
  return asCaller(ctx, async ({ leads }): Promise<readonly LeadSummary[]> => {
    const { modelId, state } = filter
    const found = await leads.list({
      ...(modelId === undefined ? {} : { modelId }),
      ...(state === undefined ? {} : { state }),
    })
    return found.map(showLead)
  })
}

export function openLead(ctx: MemberContext, leadId: string): Promise<LeadDetail> {
  return asCaller(ctx, async ({ leads, audit }) => {
    const lead = await leads.open(leadId)
    await audit.write({ action: 'lead.open', subject: leadId })
    return showLeadDetail(lead, ctx.house.tables)
  })
}
