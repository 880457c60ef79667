export { mayDo } from './access/access.ts'
export type { Actor, Role } from './access/actor.ts'
export { roles } from './access/actor.ts'
export type { AuditEntry, AuditStore } from './audit/audit.ts'
export type { BindingStore, StoredBinding } from './bindings/binding.ts'
export type { Catalog, CatalogOptions, FirstAdministrator, Scope, SystemScope } from './catalog.ts'
export * from './database/index.ts'
export type * from './leads/lead.ts'
export type * from './marketplace/marketplace.ts'
export type * from './models/model.ts'
export { openCatalog } from './open-catalog.ts'
export type {
  NewOrganization,
  Organization,
  OrganizationLevel,
  OrganizationStore,
} from './organizations/organization.ts'
export { organizationLevels } from './organizations/organization.ts'
export type { Auth, Credentials, SignIn } from './people/auth.ts'
export type { NewPerson, PeopleStore, Person } from './people/person.ts'
export { toActor } from './people/person.ts'
export type * from './runs/run.ts'
export { priorStates } from './runs/run.ts'
export type * from './sources/delivery.ts'
export type * from './sources/push-credential.ts'
export type * from './sources/source.ts'
export * from './statutes/index.ts'
export * from './tables/index.ts'
export type * from './versions/version.ts'
