import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { catalogError } from '../errors.ts'
import type { SecretKey } from '../sources/secret-key.ts'
import type { Schema } from './schema.ts'

/** What a store works with: a transaction that knows who acts. */
export interface StoreContext {
  readonly db: Transaction<Schema>
  readonly actor: Actor
  /** The actor's own name and organization, as they stand now. */
  readonly me: { readonly name: string; readonly organizationName: string }
  readonly key: SecretKey
}

/** Runs work in a transaction under the actor's row-level security context. The actor is checked again, so that a
 * disabled person or a lost role stops at the next transaction. @throws not-signed-in */
export function inContext<Result>(
  db: Kysely<Schema>,
  options: { readonly actor: Actor; readonly key: SecretKey },
  work: (context: StoreContext) => Promise<Result>,
): Promise<Result> {
  const { actor, key } = options
  return db.transaction().execute(async (transaction) => {
    await setContext(transaction, { organization: actor.organizationId, person: actor.personId, roles: actor.roles })
    const me = await transaction
      .selectFrom('person')
      .innerJoin('organization', 'organization.id', 'person.organizationId')
      .select(['person.name', 'person.roles', 'person.disabledAt', 'organization.name as organizationName'])
      .where('person.id', '=', actor.personId)
      .where('person.organizationId', '=', actor.organizationId)
      .executeTakeFirst()
    if (me === undefined || me.disabledAt !== null || !actor.roles.every((role) => me.roles.includes(role))) {
      throw catalogError('not-signed-in', {})
    }
    return work({ db: transaction, actor, me: { name: me.name, organizationName: me.organizationName }, key })
  })
}

/** Without a person: see jianmo.is_system() and the policies that name it. */
export function inSystemContext<Result>(
  db: Kysely<Schema>,
  work: (transaction: Transaction<Schema>) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (transaction) => {
    await setContext(transaction, { organization: '', person: '', roles: ['system'] })
    return work(transaction)
  })
}

/** Local to the transaction (third argument), so that a pooled connection never carries it on. */
async function setContext(
  transaction: Transaction<Schema>,
  context: { readonly organization: string; readonly person: string; readonly roles: readonly string[] },
): Promise<void> {
  await sql`select set_config('jianmo.organization', ${context.organization}, true),
    set_config('jianmo.person', ${context.person}, true),
    set_config('jianmo.roles', ${context.roles.join(',')}, true)`.execute(transaction)
}
