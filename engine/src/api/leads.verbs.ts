import type { LeadFilter } from '@jianmo/catalog'
import { asCaller, type MemberContext } from './context.ts'
import { findOrigins } from './find-origins.ts'
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

export async function openLead(ctx: MemberContext, leadId: string): Promise<LeadDetail> {
  const lead = await asCaller(ctx, async ({ leads, audit }) => {
    const found = await leads.open(leadId)
    await audit.write({ action: 'lead.open', subject: leadId })
    return found
  })
  return showLeadDetail(lead, ctx.house.tables, await findOrigins(ctx, lead.evidence))
}
