import { z } from 'zod'
import { Id } from './inputs.ts'
import * as leads from './leads.verbs.ts'
import { memberProcedure, router } from './procedures.ts'

/** The lead list: what formal runs found. Trials never enter it. */
export const leadsRouter = router({
  list: memberProcedure
    .input(z.strictObject({ modelId: Id.optional(), state: z.enum(['new', 'still', 'gone']).optional() }).optional())
    .query(({ ctx, input }) => leads.listLeads(ctx, input ?? {})),
  open: memberProcedure
    .input(z.strictObject({ leadId: Id }))
    .query(({ ctx, input }) => leads.openLead(ctx, input.leadId)),
})
