import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { SystemScope } from './catalog.ts'
import { inSystemContext } from './database/context.ts'
import type { Schema } from './database/schema.ts'
import { catalogError } from './errors.ts'
import { isUnclaimed } from './people/first-administrator.ts'
import { selectPeople, toPerson } from './people/person.store.ts'
import type { RunProblem } from './runs/run.ts'
import { findPushAccess, listDeliverySources, recordDelivery } from './sources/deliveries.ts'

export function inSystemScope<Result>(
  db: Kysely<Schema>,
  work: (scope: SystemScope) => Promise<Result>,
): Promise<Result> {
  return inSystemContext(db, (transaction) => work(createSystemScope(transaction)))
}

function createSystemScope(db: Transaction<Schema>): SystemScope {
  return {
    isUnclaimed: () => isUnclaimed(db),
    pushAccess: (token) => findPushAccess(db, token),
    deliverySources: (kind) => listDeliverySources(db, kind),
    recordDelivery: (delivery) => recordDelivery(db, delivery),

    async personOf(authUserId) {
      const found = await selectPeople(db)
        .where('person.authUserId', '=', authUserId)
        .where('person.disabledAt', 'is', null)
        .executeTakeFirst()
      return found === undefined ? null : toPerson(found)
    },

    async interruptAbandoned(serverInstance, { soleServer }) {
      const { code, text } = catalogError('run-interrupted', {})
      const problem: RunProblem = { code, text, nodeIds: [] }
      const interrupted = await db
        .updateTable('run')
        .set({ state: 'interrupted', finishedAt: sql`now()`, problem: JSON.stringify(problem) })
        .where('finishedAt', 'is', null)
        .where('serverInstance', '<>', serverInstance)
        .$if(!soleServer, (query) => query.where('leaseUntil', '<', sql<string>`now()`))
        .returning(['id', 'organizationId'])
        .execute()
      if (interrupted.length > 0) {
        await db
          .insertInto('audit')
          .values(
            interrupted.map(({ id, organizationId }) => ({
              organizationId,
              personId: null,
              action: 'runs.interrupted',
              subject: id,
              data: '{}',
            })),
          )
          .execute()
      }
      return interrupted.map(({ id }) => id)
    },
  }
}
