import { z } from 'zod'
import { Id, Reason } from './inputs.ts'
import * as marketplace from './marketplace.verbs.ts'
import { memberProcedure, prosecutorProcedure, provincialProcedure, router } from './procedures.ts'

export const marketplaceRouter = router({
  /** Freezes the saved document as the next version and asks the province to look at it. */
  submit: prosecutorProcedure
    .input(z.strictObject({ modelId: Id, note: z.string().trim().max(2000) }))
    .mutation(({ ctx, input }) => marketplace.submitModel(ctx, input)),
  submissions: memberProcedure.query(({ ctx }) => marketplace.listSubmissions(ctx)),
  submission: memberProcedure
    .input(z.strictObject({ submissionId: Id }))
    .query(({ ctx, input }) => marketplace.openSubmission(ctx, input.submissionId)),
  /** The author of a version may not decide on it; a reason is always given. */
  decide: provincialProcedure
    .input(z.strictObject({ submissionId: Id, decision: z.enum(['approve', 'return']), reason: Reason }))
    .mutation(({ ctx, input }) => marketplace.decideSubmission(ctx, input)),

  listings: memberProcedure.query(({ ctx }) => marketplace.listListings(ctx)),
  listing: memberProcedure
    .input(z.strictObject({ listingId: Id }))
    .query(({ ctx, input }) => marketplace.openListing(ctx, input.listingId)),
  clone: prosecutorProcedure
    .input(z.strictObject({ listingId: Id }))
    .mutation(({ ctx, input }) => marketplace.cloneListing(ctx, input.listingId)),
})
