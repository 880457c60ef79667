import { createHash, randomBytes } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { FirstAdministrator } from '../catalog.ts'
import { inSystemContext } from '../database/context.ts'
import type { Schema } from '../database/schema.ts'
import { catalogError } from '../errors.ts'
import type { Auth } from './auth.ts'
import { checkCredentials } from './create-auth.ts'
import { insertPerson } from './person.store.ts'
import type { Person } from './person.ts'

/** Whether nobody has been made yet. */
export async function isUnclaimed(db: Transaction<Schema>): Promise<boolean> {
  return (await db.selectFrom('person').select('id').limit(1).executeTakeFirst()) === undefined
}

/** A token for whoever set the server up: 24 hours, one use, only its hash is kept. Null once somebody exists. */
export function createFirstAdministratorLink(db: Kysely<Schema>) {
  return inSystemContext(db, async (transaction) => {
    if (!(await isUnclaimed(transaction))) return null
    const token = randomBytes(24).toString('base64url')
    const fresh = { tokenHash: hashOf(token), expiresAt: sql`now() + interval '24 hours'`, usedAt: null }
    const { expiresAt } = await transaction
      .insertInto('firstAdministrator')
      .values(fresh)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(fresh))
      .returning('expiresAt')
      .executeTakeFirstOrThrow()
    return { token, expiresAt }
  })
}

/** @throws claim-refused, username-not-valid, password-too-short */
export async function claimFirstAdministrator(
  db: Kysely<Schema>,
  auth: Auth,
  input: FirstAdministrator,
): Promise<Person> {
  const credentials = checkCredentials(input)
  const claim = { ...input, username: credentials.username }
  // Looked at first without using it up, so that a wrong password or name does not cost the link.
  await inSystemContext(db, (transaction) => checkToken(transaction, claim.token))
  const { authUserId } = await auth.signUp(credentials)
  try {
    return await inSystemContext(db, (transaction) => useToken(transaction, authUserId, claim))
  } catch (error) {
    await auth.remove(authUserId)
    throw error
  }
}

async function checkToken(db: Transaction<Schema>, token: string): Promise<void> {
  const valid = await db
    .selectFrom('firstAdministrator')
    .select('id')
    .where('tokenHash', '=', hashOf(token))
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', sql<string>`now()`)
    .forUpdate()
    .executeTakeFirst()
  if (valid === undefined || !(await isUnclaimed(db))) throw catalogError('claim-refused', {})
}

async function useToken(db: Transaction<Schema>, authUserId: string, claim: FirstAdministrator): Promise<Person> {
  await checkToken(db, claim.token)
  await db.updateTable('firstAdministrator').set({ usedAt: sql`now()` }).execute()
  const { id: organizationId } = await db
    .insertInto('organization')
    .values({ name: claim.organization.trim(), level: 'province', parentId: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  const person = await insertPerson(db, authUserId, {
    username: claim.username,
    name: claim.name,
    roles: ['provincial-admin'],
    organizationId,
  })
  await db
    .insertInto('audit')
    .values({
      organizationId,
      personId: person.id,
      action: 'people.claim-first-administrator',
      subject: person.id,
      data: '{}',
    })
    .execute()
  return person
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
