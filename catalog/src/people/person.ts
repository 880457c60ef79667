import type { Actor, Role } from '../access/actor.ts'
import type { Organization } from '../organizations/organization.ts'

export interface Person {
  readonly id: string
  readonly username: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly organization: Organization
  readonly disabled: boolean
}

export interface NewPerson {
  readonly username: string
  readonly password: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly organizationId: string
}

export interface PeopleStore {
  /** The signed-in person. */
  me(): Promise<Person>
  /** People of the own organization; a provincial administrator sees everyone. */
  list(): Promise<readonly Person[]>
  /** Takes effect on the next request: sessions of a disabled person no longer resolve. @throws not-allowed */
  setDisabled(personId: string, disabled: boolean): Promise<void>
}

export function toActor(person: Person): Actor {
  return { personId: person.id, organizationId: person.organization.id, roles: person.roles }
}
