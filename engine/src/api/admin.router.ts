import { z } from 'zod'
import * as admin from './admin.verbs.ts'
import { Id, Level, Password, RoleName, Title, Username } from './inputs.ts'
import { provincialProcedure, router } from './procedures.ts'

export const adminRouter = router({
  organizations: provincialProcedure.query(({ ctx }) => admin.listOrganizations(ctx)),
  createOrganization: provincialProcedure
    .input(z.strictObject({ name: Title, level: Level, parentId: Id.nullable() }))
    .mutation(({ ctx, input }) => admin.createOrganization(ctx, input)),

  people: provincialProcedure.query(({ ctx }) => admin.listPeople(ctx)),
  createPerson: provincialProcedure
    .input(
      z.strictObject({
        username: Username,
        password: Password,
        name: Title,
        roles: z.array(RoleName).min(1).max(3),
        organizationId: Id,
      }),
    )
    .mutation(({ ctx, input }) => admin.createPerson(ctx, input)),

  /** Exact host:port pairs that sources may be read from; nothing else is ever connected to. */
  hosts: provincialProcedure.query(({ ctx }) => admin.listHosts(ctx)),
  allowHost: provincialProcedure
    .input(z.strictObject({ host: z.string().trim().min(1).max(253), port: z.int().min(1).max(65535) }))
    .mutation(({ ctx, input }) => admin.allowHost(ctx, input)),
})
