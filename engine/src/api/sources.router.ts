import { z } from 'zod'
import * as credentials from './credentials.verbs.ts'
import { showFolder } from './folders.verbs.ts'
import { Id, PhysicalName, SourceSettings, Title } from './inputs.ts'
import { dataAdministratorProcedure, memberProcedure, router } from './procedures.ts'
import * as sources from './sources.verbs.ts'

const OfSource = z.strictObject({ sourceId: Id })
const OfTable = z.strictObject({ sourceId: Id, table: PhysicalName })
const OfBatch = z.strictObject({ sourceId: Id, batchId: z.string().regex(/^[A-Za-z0-9._-]{1,80}$/) })

const OfCredential = z.strictObject({ sourceId: Id, credentialId: Id })

export const sourcesRouter = router({
  kinds: memberProcedure.query(() => sources.listKinds()),
  list: memberProcedure.query(({ ctx }) => sources.listSources(ctx)),

  create: dataAdministratorProcedure
    .input(
      z.strictObject({
        name: Title,
        kind: z.string().max(40),
        agency: z.string().trim().max(80),
        settings: SourceSettings,
      }),
    )
    .mutation(({ ctx, input }) => sources.createSource(ctx, input)),

  /** Opens the source and lists its tables; the outcome is kept as the source's health. */
  test: dataAdministratorProcedure
    .input(OfSource)
    .mutation(({ ctx, input }) => sources.testSource(ctx, input.sourceId)),

  tables: memberProcedure.input(OfSource).query(({ ctx, input }) => sources.listSourceTables(ctx, input.sourceId)),
  sample: memberProcedure.input(OfTable).query(({ ctx, input }) => sources.sampleTable(ctx, input)),
  values: memberProcedure
    .input(z.strictObject({ sourceId: Id, table: PhysicalName, column: PhysicalName }))
    .query(({ ctx, input }) => sources.listValues(ctx, input)),

  rejects: memberProcedure.input(OfBatch).query(({ ctx, input }) => sources.listRejects(ctx, input)),
  /** What became of the files of a drop folder. */
  folderState: memberProcedure.input(OfSource).query(({ ctx, input }) => showFolder(ctx, input.sourceId)),

  credentials: router({
    list: dataAdministratorProcedure
      .input(OfSource)
      .query(({ ctx, input }) => credentials.listCredentials(ctx, input.sourceId)),
    create: dataAdministratorProcedure
      .input(z.strictObject({ sourceId: Id, label: Title }))
      .mutation(({ ctx, input }) => credentials.createCredential(ctx, input)),
    revoke: dataAdministratorProcedure
      .input(OfCredential)
      .mutation(({ ctx, input }) => credentials.revokeCredential(ctx, input)),
  }),

  removeBatch: dataAdministratorProcedure.input(OfBatch).mutation(({ ctx, input }) => sources.removeBatch(ctx, input)),
})
