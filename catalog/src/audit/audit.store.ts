import type { StoreContext } from '../database/context.ts'
import type { AuditEntry, AuditStore } from './audit.ts'

export function createAuditStore(context: StoreContext): AuditStore {
  return { write: (entry) => writeAudit(context, entry) }
}

/** In the same transaction as the act: no act without its entry, no entry without its act. */
export async function writeAudit({ db, actor }: Pick<StoreContext, 'db' | 'actor'>, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      organizationId: actor.organizationId,
      personId: actor.personId,
      action: entry.action,
      subject: entry.subject,
      data: JSON.stringify(entry.data ?? {}),
    })
    .execute()
}
