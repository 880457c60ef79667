import type { Transaction } from 'kysely'
import { demand } from '../access/access.ts'
import { writeAudit } from '../audit/audit.store.ts'
import type { StoreContext } from '../database/context.ts'
import type { Schema } from '../database/schema.ts'
import { catalogError } from '../errors.ts'
import type { NewPerson, PeopleStore, Person } from './person.ts'

export function selectPeople(db: Transaction<Schema>) {
  return db
    .selectFrom('person')
    .innerJoin('organization', 'organization.id', 'person.organizationId')
    .select([
      'person.id',
      'person.username',
      'person.name',
      'person.roles',
      'person.disabledAt',
      'organization.id as organizationId',
      'organization.name as organizationName',
      'organization.level',
      'organization.parentId',
    ])
}

type PersonRow = Awaited<ReturnType<ReturnType<typeof selectPeople>['executeTakeFirstOrThrow']>>

export function toPerson(row: PersonRow): Person {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    roles: row.roles,
    organization: { id: row.organizationId, name: row.organizationName, level: row.level, parentId: row.parentId },
    disabled: row.disabledAt !== null,
  }
}

export function createPeopleStore(context: StoreContext): PeopleStore {
  const { db, actor } = context
  return {
    async me() {
      return toPerson(await selectPeople(db).where('person.id', '=', actor.personId).executeTakeFirstOrThrow())
    },

    async list() {
      demand(actor, 'people', 'read')
      const found = await selectPeople(db).orderBy('organization.createdAt').orderBy('person.username').execute()
      return found.map(toPerson)
    },

    async setDisabled(personId, disabled) {
      demand(actor, 'people', 'disable')
      const changed = await db
        .updateTable('person')
        .set({ disabledAt: disabled ? new Date() : null })
        .where('id', '=', personId)
        .returning('id')
        .executeTakeFirst()
      if (changed === undefined) throw catalogError('person-not-found', { personId })
      await writeAudit(context, { action: disabled ? 'people.disable' : 'people.enable', subject: personId })
    },
  }
}

/** The person's row; the credentials exist already. */
export async function insertPerson(
  db: Transaction<Schema>,
  authUserId: string,
  input: Omit<NewPerson, 'password'>,
): Promise<Person> {
  const { id } = await db
    .insertInto('person')
    .values({
      authUserId,
      username: input.username,
      name: input.name.trim(),
      organizationId: input.organizationId,
      roles: [...input.roles],
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return toPerson(await selectPeople(db).where('person.id', '=', id).executeTakeFirstOrThrow())
}
