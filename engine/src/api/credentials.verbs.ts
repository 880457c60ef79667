import { asCaller, type MemberContext } from './context.ts'
import type { NewPushCredential, PushCredential } from './wire.ts'

export function listCredentials(ctx: MemberContext, sourceId: string): Promise<readonly PushCredential[]> {
  return asCaller(ctx, ({ credentials }) => credentials.list(sourceId))
}

interface NewCredential {
  readonly sourceId: string
  readonly label: string
}

export function createCredential(ctx: MemberContext, { sourceId, label }: NewCredential): Promise<NewPushCredential> {
  return asCaller(ctx, ({ credentials }) => credentials.create(sourceId, label))
}

interface OfCredential {
  readonly sourceId: string
  readonly credentialId: string
}

export async function revokeCredential(ctx: MemberContext, { sourceId, credentialId }: OfCredential): Promise<null> {
  await asCaller(ctx, ({ credentials }) => credentials.revoke(sourceId, credentialId))
  return null
}
