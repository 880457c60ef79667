import { sql } from 'kysely'
import { demand } from '../access/access.ts'
import { writeAudit } from '../audit/audit.store.ts'
import type { StoreContext } from '../database/context.ts'
import { catalogError, sqlStateOf } from '../errors.ts'
import type { PushCredentialStore } from './push-credential.ts'
import { createToken } from './push-token.ts'

const columns = ['id', 'label', 'createdByName', 'createdAt', 'lastUsedAt', 'revokedAt'] as const

export function createPushCredentialStore(context: StoreContext): PushCredentialStore {
  const { db, actor, me } = context
  const ofSource = (sourceId: string) => db.selectFrom('pushCredential').where('sourceId', '=', sourceId)

  /** @throws source-not-found, source-takes-no-push */
  async function requirePushed(sourceId: string): Promise<void> {
    const found = await db.selectFrom('source').select(['name', 'kind']).where('id', '=', sourceId).executeTakeFirst()
    if (found === undefined) throw catalogError('source-not-found', { sourceId })
    if (found.kind !== 'push') throw catalogError('source-takes-no-push', { source: found.name })
  }

  return {
    async list(sourceId) {
      demand(actor, 'credentials', 'read')
      return ofSource(sourceId).select(columns).orderBy('createdAt', 'desc').orderBy('id').execute()
    },

    async create(sourceId, label) {
      demand(actor, 'credentials', 'create')
      await requirePushed(sourceId)
      const taken = await ofSource(sourceId).select('slot').where('revokedAt', 'is', null).execute()
      const slot = [1, 2].find((each) => !taken.some((one) => one.slot === each))
      if (slot === undefined) throw catalogError('credentials-in-use', {})
      const { id, token, secretHash } = createToken()
      try {
        const credential = await db
          .insertInto('pushCredential')
          .values({
            id,
            organizationId: actor.organizationId,
            sourceId,
            label: label.trim(),
            secretHash,
            slot,
            createdBy: actor.personId,
            createdByName: me.name,
          })
          .returning(columns)
          .executeTakeFirstOrThrow()
        await writeAudit(context, { action: 'credentials.create', subject: sourceId, data: { credential: id } })
        return { credential, token }
      } catch (cause) {
        // Somebody else took the slot meanwhile.
        throw sqlStateOf(cause) === '23505' ? catalogError('credentials-in-use', {}, { cause }) : cause
      }
    },

    async revoke(sourceId, credentialId) {
      demand(actor, 'credentials', 'revoke')
      const revoked = await db
        .updateTable('pushCredential')
        .set({ revokedAt: sql`now()` })
        .where('id', '=', credentialId)
        .where('sourceId', '=', sourceId)
        .where('revokedAt', 'is', null)
        .returning('id')
        .executeTakeFirst()
      if (revoked === undefined) throw catalogError('credential-not-found', { credentialId })
      await writeAudit(context, { action: 'credentials.revoke', subject: sourceId, data: { credential: credentialId } })
    },
  }
}
