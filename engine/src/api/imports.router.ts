import { ImportOptionsInput } from '@jianmo/connectors/landing'
import { z } from 'zod'
import * as imports from './import.verbs.ts'
import { Id } from './inputs.ts'
import { dataAdministratorProcedure, router } from './procedures.ts'

const OfStaged = z.strictObject({ sourceId: Id, stagedId: Id })
const WithOptions = OfStaged.extend({ options: ImportOptionsInput })

/** A file is uploaded once (`POST /files/stage`), looked at as often as a person likes, and imported once. */
export const importsRouter = router({
  /** How the upload would be read with these options; a refusal of the file is part of the answer. */
  preview: dataAdministratorProcedure
    .input(WithOptions)
    .mutation(({ ctx, input }) => imports.previewUpload(ctx, input)),
  start: dataAdministratorProcedure.input(WithOptions).mutation(({ ctx, input }) => imports.startImport(ctx, input)),
  /** The whole picture at once and then at every change; ends when the import does. */
  watch: dataAdministratorProcedure.input(OfStaged).subscription(async function* ({ ctx, input, signal }) {
    yield* imports.watchImport(ctx, input, signal)
  }),
  cancel: dataAdministratorProcedure.input(OfStaged).mutation(({ ctx, input }) => imports.cancelImport(ctx, input)),
})
