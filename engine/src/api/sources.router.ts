import { z } from 'zod'
import * as credentials from './credentials.verbs.ts'
import { showFolder } from './folders.verbs.ts'
import { Id, PhysicalName, SourceSettings, Title } from './inputs.ts'
import { dataAdministratorProcedure, dataMemberProcedure, memberProcedure, router } from './procedures.ts'
import { profileTable } from './profile.verbs.ts'
import * as configs from './source-config.verbs.ts'
import * as sources from './sources.verbs.ts'

const OfSource = z.strictObject({ sourceId: Id })
const OfTable = z.strictObject({ sourceId: Id, table: PhysicalName })
const ExpectedDays = z.number().int().min(1).max(400).nullable()
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
        expectedDays: ExpectedDays.optional(),
      }),
    )
    .mutation(({ ctx, input }) => configs.createSource(ctx, input)),

  /** What a source is, without its secrets. */
  config: dataAdministratorProcedure.input(OfSource).query(({ ctx, input }) => configs.openConfig(ctx, input.sourceId)),

  /** Secrets that are left out stay as they are, for the same address and user only. */
  change: dataAdministratorProcedure
    .input(
      z.strictObject({
        sourceId: Id,
        name: Title,
        agency: z.string().trim().max(80),
        settings: SourceSettings,
        expectedDays: ExpectedDays,
      }),
    )
    .mutation(({ ctx, input }) => configs.changeSource(ctx, input)),

  /** Opens the source, lists its tables, reads a row; the outcome is kept as the source's health. */
  test: dataAdministratorProcedure
    .input(OfSource)
    .mutation(({ ctx, input }) => configs.testSource(ctx, input.sourceId)),

  /** The same with the values of a form, before anything is stored. */
  trySettings: dataAdministratorProcedure
    .input(z.strictObject({ kind: z.string().max(40), settings: SourceSettings, sourceId: Id.optional() }))
    .mutation(({ ctx, input }) => configs.trySettings(ctx, input)),

  tables: memberProcedure.input(OfSource).query(({ ctx, input }) => sources.listSourceTables(ctx, input.sourceId)),
  sample: memberProcedure.input(OfTable).query(({ ctx, input }) => sources.sampleTable(ctx, input)),
  values: memberProcedure
    .input(z.strictObject({ sourceId: Id, table: PhysicalName, column: PhysicalName }))
    .query(({ ctx, input }) => sources.listValues(ctx, input)),

  /** One scan of a table; personal values are masked. Leaving the subscription cancels it in the source. */
  profile: dataMemberProcedure.input(OfTable).subscription(async function* ({ ctx, input, signal }) {
    yield* profileTable(ctx, input, signal)
  }),

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
