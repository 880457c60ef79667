import { z } from 'zod'
import { DocumentJson, Id, Title } from './inputs.ts'
import * as models from './models.verbs.ts'
import { memberProcedure, prosecutorProcedure, router } from './procedures.ts'
import { countSql, OfOutput, readSql } from './read-sql.verbs.ts'
import { RecountInput, recount } from './recount.verbs.ts'
import { WhyNotInput, whyNot } from './why-not.verbs.ts'

export const modelsRouter = router({
  list: memberProcedure.query(({ ctx }) => models.listModels(ctx)),

  create: prosecutorProcedure
    .input(z.strictObject({ title: Title }))
    .mutation(({ ctx, input }) => models.createModel(ctx, input.title)),

  open: memberProcedure
    .input(z.strictObject({ modelId: Id }))
    .query(({ ctx, input }) => models.openModel(ctx, input.modelId)),

  save: prosecutorProcedure
    .input(z.strictObject({ modelId: Id, document: DocumentJson, baseRevision: z.int().min(0) }))
    .mutation(({ ctx, input }) => models.saveModel(ctx, input)),

  remove: prosecutorProcedure
    .input(z.strictObject({ modelId: Id }))
    .mutation(({ ctx, input }) => models.removeModel(ctx, input.modelId)),

  /** The statement of each node's step, exactly as a run of this document would execute it. */
  sql: memberProcedure
    .input(z.strictObject({ modelId: Id, document: DocumentJson }))
    .query(({ ctx, input }) => models.modelSql(ctx, input)),

  /** The SQL of one output, node by node, to be read and run by hand. */
  readSql: memberProcedure.input(OfOutput).query(({ ctx, input }) => readSql(ctx, input)),

  /** Runs that text over the loaded data. A mutation, because it may read the sources. */
  countSql: memberProcedure.input(OfOutput).mutation(({ ctx, input }) => countSql(ctx, input)),

  /** Counts the nodes that a change made stale over the data of a run. */
  recount: prosecutorProcedure.input(RecountInput).mutation(({ ctx, input }) => recount(ctx, input)),

  /** Why a person is not among the leads. A mutation, though it changes nothing: an id must not stand in an address. */
  whyNot: prosecutorProcedure.input(WhyNotInput).mutation(({ ctx, input }) => whyNot(ctx, input)),

  /** How this district's physical columns become each logical table of the model: the 适配层 shown on the canvas. */
  adaptation: memberProcedure
    .input(z.strictObject({ modelId: Id }))
    .query(({ ctx, input }) => models.modelAdaptation(ctx, input.modelId)),
})
