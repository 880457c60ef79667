import type { NewOrganization, NewPerson, Organization } from '@jianmo/catalog'
import { asCaller, type MemberContext } from './context.ts'
import { apiError } from './errors.ts'
import { toSignedIn } from './signed-in.ts'
import type { SignedInPerson } from './wire.ts'

/** The one password of all demo accounts; it is public, so it is refused wherever real data may be. */
export const demoPassword = 'jianmo-demo-2026'

export function listOrganizations(ctx: MemberContext): Promise<readonly Organization[]> {
  return asCaller(ctx, ({ organizations }) => organizations.list())
}

export async function createOrganization(ctx: MemberContext, input: NewOrganization): Promise<{ readonly id: string }> {
  const { id } = await asCaller(ctx, ({ organizations }) => organizations.create(input))
  return { id }
}

export function listPeople(ctx: MemberContext): Promise<readonly SignedInPerson[]> {
  return asCaller(ctx, async ({ people }) => (await people.list()).map(toSignedIn))
}

export async function createPerson(ctx: MemberContext, input: NewPerson): Promise<{ readonly id: string }> {
  if (!ctx.house.demo && input.password === demoPassword) throw apiError('demo-password-outside-demo', {})
  const { id } = await ctx.house.catalog.createPerson(ctx.session.actor, input)
  return { id }
}

export interface AllowedHost {
  readonly host: string
  readonly port: number
}

export function listHosts(ctx: MemberContext): Promise<readonly AllowedHost[]> {
  return asCaller(ctx, ({ hosts }) => hosts.list())
}

export function allowHost(ctx: MemberContext, host: AllowedHost): Promise<null> {
  return asCaller(ctx, async ({ hosts }) => {
    await hosts.allow(host)
    return null
  })
}
