import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Schema } from '../database/schema.ts'
import type { Delivery, DeliverySource } from './delivery.ts'
import type { PushAccess } from './push-credential.ts'
import { opens, readToken } from './push-token.ts'

/** What a token opens. A wrong secret of a known credential, an unknown one and a revoked one are all the same. */
export async function findPushAccess(db: Transaction<Schema>, token: string): Promise<PushAccess | null> {
  const asked = readToken(token)
  if (asked === null) return null
  const found = await db
    .selectFrom('pushCredential as credential')
    .innerJoin('source', 'source.id', 'credential.sourceId')
    .select(['credential.secretHash', 'source.organizationId', 'source.id as sourceId', 'source.settings'])
    .where('credential.id', '=', asked.id)
    .where('credential.revokedAt', 'is', null)
    .executeTakeFirst()
  const fits = opens(asked.secret, found?.secretHash ?? nobody)
  if (found === undefined || !fits) return null
  const { organizationId, sourceId, settings } = found
  return { credentialId: asked.id, organizationId, sourceId, settings }
}

/** No secret has this hash: an unknown credential takes as long as a wrong secret. */
const nobody = Buffer.alloc(32)

export async function listDeliverySources(
  db: Transaction<Schema>,
  kind: DeliverySource['kind'],
): Promise<readonly DeliverySource[]> {
  const found = await db
    .selectFrom('source')
    .select(['id', 'organizationId', 'settings', 'health'])
    .where('kind', '=', kind)
    .orderBy('createdAt')
    .execute()
  return found.map((source) => ({ ...source, kind }))
}

export async function recordDelivery(db: Transaction<Schema>, delivery: Delivery): Promise<void> {
  const { organizationId, sourceId, entry, health, healthText, credentialId, received } = delivery
  if (entry !== null) {
    await db
      .insertInto('audit')
      .values({
        organizationId,
        personId: null,
        action: entry.action,
        subject: sourceId,
        data: JSON.stringify(entry.data ?? {}),
      })
      .execute()
  }
  await db
    .updateTable('source')
    .set({ health, healthText: healthText === null ? null : JSON.stringify(healthText) })
    .$if(received, (query) => query.set({ lastReadAt: sql`now()` }))
    .where('id', '=', sourceId)
    .where('organizationId', '=', organizationId)
    .execute()
  if (credentialId === null) return
  await db
    .updateTable('pushCredential')
    .set({ lastUsedAt: sql`now()` })
    .where('id', '=', credentialId)
    .where('revokedAt', 'is', null)
    .execute()
}
