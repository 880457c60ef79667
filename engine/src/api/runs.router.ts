import { z } from 'zod'
import { DocumentJson, Id, ParameterValues } from './inputs.ts'
import { memberProcedure, prosecutorProcedure, router } from './procedures.ts'
import * as runs from './runs.verbs.ts'

const OfRun = z.strictObject({ runId: Id })

export const runsRouter = router({
  /** 试算 runs the given document (or the saved one); 正式 needs a document equal to an approved version. */
  start: prosecutorProcedure
    .input(
      z.strictObject({
        modelId: Id,
        document: DocumentJson.optional(),
        mode: z.enum(['trial', 'formal']),
        parameters: ParameterValues.optional(),
      }),
    )
    .mutation(({ ctx, input }) => runs.startRun(ctx, input)),

  /** The whole picture at once and then at every change; ends when the run does. */
  watch: memberProcedure.input(OfRun).subscription(async function* ({ ctx, input, signal }) {
    yield* runs.watchRun(ctx, input.runId, signal)
  }),

  cancel: prosecutorProcedure.input(OfRun).mutation(({ ctx, input }) => runs.cancelRun(ctx, input.runId)),

  list: memberProcedure
    .input(z.strictObject({ modelId: Id.optional() }).optional())
    .query(({ ctx, input }) => runs.listRuns(ctx, input?.modelId)),
  open: memberProcedure.input(OfRun).query(({ ctx, input }) => runs.openRun(ctx, input.runId)),

  /** Leads that this run found, trial or formal; for prosecutors, as the lead list is. */
  leads: prosecutorProcedure.input(OfRun).query(({ ctx, input }) => runs.listRunLeads(ctx, input.runId)),
  lead: prosecutorProcedure
    .input(z.strictObject({ runId: Id, rowId: z.string().min(1).max(100) }))
    .query(({ ctx, input }) => runs.openRunLead(ctx, input)),
  undetermined: prosecutorProcedure.input(OfRun).query(({ ctx, input }) => runs.listUndetermined(ctx, input.runId)),
  unidentified: memberProcedure.input(OfRun).query(({ ctx, input }) => runs.listUnidentified(ctx, input.runId)),

  /** Deletes the run's folder: its copy of the agencies' data and its previews. Leads of formal runs stay. */
  removeRows: prosecutorProcedure.input(OfRun).mutation(({ ctx, input }) => runs.removeRunRows(ctx, input.runId)),
})
