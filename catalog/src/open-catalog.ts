import { demand } from './access/access.ts'
import type { Actor } from './access/actor.ts'
import { writeAudit } from './audit/audit.store.ts'
import type { Catalog, CatalogOptions } from './catalog.ts'
import { inContext } from './database/context.ts'
import { openKysely, openPool } from './database/pool.ts'
import { catalogError, sqlStateOf } from './errors.ts'
import { createOrganizationStore } from './organizations/organization.store.ts'
import { createAuth } from './people/create-auth.ts'
import { claimFirstAdministrator, createFirstAdministratorLink } from './people/first-administrator.ts'
import { insertPerson } from './people/person.store.ts'
import type { NewPerson, Person } from './people/person.ts'
import { toActor } from './people/person.ts'
import { createScope } from './scope.ts'
import { openSecretKey } from './sources/secret-key.ts'
import { inSystemScope } from './system-scope.ts'

/** Opens the pools and the key; makes no schema (see `prepareDatabase`). @throws secret-key-damaged */
export async function openCatalog(options: CatalogOptions): Promise<Catalog> {
  const key = openSecretKey(options.stateFolder)
  const db = openKysely(openPool(options.appUrl, 12))
  const auth = createAuth({ url: options.authUrl, secret: key.derive('sessions'), https: options.https ?? false })

  const personOfUser = (authUserId: string) => inSystemScope(db, (system) => system.personOf(authUserId))

  async function createPerson(actor: Actor, input: NewPerson): Promise<Person> {
    await inContext(db, { actor, key }, async (context) => {
      demand(actor, 'people', 'create')
      await createOrganizationStore(context).get(input.organizationId)
    })
    const { authUserId } = await auth.signUp(input)
    try {
      return await inContext(db, { actor, key }, async (context) => {
        const username = input.username.trim().toLowerCase()
        const person = await insertPerson(context.db, authUserId, { ...input, username })
        await writeAudit(context, { action: 'people.create', subject: person.id })
        return person
      })
    } catch (cause) {
      // The login library writes outside our transaction: what it made goes again.
      await auth.remove(authUserId)
      throw sqlStateOf(cause) === '23505'
        ? catalogError('username-taken', { username: input.username }, { cause })
        : cause
    }
  }

  async function close(): Promise<void> {
    await Promise.all([db.destroy(), auth.close()])
  }

  return {
    auth,
    createPerson,
    as: (actor, work) => inContext(db, { actor, key }, (context) => work(createScope(context))),
    system: (work) => inSystemScope(db, work),

    async signIn(input) {
      const { authUserId, cookies } = await auth.signIn(input)
      const person = await personOfUser(authUserId)
      if (person === null) throw catalogError('sign-in-refused', {})
      await inContext(db, { actor: toActor(person), key }, (context) =>
        writeAudit(context, { action: 'people.sign-in', subject: person.id }),
      )
      return { person, cookies }
    },

    async personOf(headers) {
      const session = await auth.sessionOf(headers)
      return session === null ? null : personOfUser(session.authUserId)
    },

    createFirstAdministratorLink: () => createFirstAdministratorLink(db),
    claimFirstAdministrator: (input) => claimFirstAdministrator(db, auth, input),
    close,
    [Symbol.asyncDispose]: close,
  }
}
