import type { LogicalTable, Statute } from '@jianmo/connectors/words'
import type { Actor } from './access/actor.ts'
import type { AuditStore } from './audit/audit.ts'
import type { BindingStore } from './bindings/binding.ts'
import type { LeadStore } from './leads/lead.ts'
import type { MarketplaceStore } from './marketplace/marketplace.ts'
import type { ModelStore } from './models/model.ts'
import type { OrganizationStore } from './organizations/organization.ts'
import type { Auth, SignIn } from './people/auth.ts'
import type { NewPerson, PeopleStore, Person } from './people/person.ts'
import type { RunStore } from './runs/run.ts'
import type { Delivery, DeliverySource } from './sources/delivery.ts'
import type { PushAccess, PushCredentialStore } from './sources/push-credential.ts'
import type { NetworkHostStore, SourceStore } from './sources/source.ts'
import type { VersionStore } from './versions/version.ts'

/** Everything one person may see and do, inside one transaction: it commits when the work returns, and rolls back
 * when it throws. */
export interface Scope {
  readonly actor: Actor
  readonly organizations: OrganizationStore
  readonly people: PeopleStore
  readonly hosts: NetworkHostStore
  readonly sources: SourceStore
  readonly credentials: PushCredentialStore
  readonly bindings: BindingStore
  readonly models: ModelStore
  readonly versions: VersionStore
  readonly marketplace: MarketplaceStore
  readonly runs: RunStore
  readonly leads: LeadStore
  readonly audit: AuditStore
  /** Newest version of every logical table, and every statute record, as this database has them. */
  readonly tables: () => Promise<readonly LogicalTable[]>
  readonly statutes: () => Promise<readonly Statute[]>
}

/** What the server may do without a person. */
export interface SystemScope {
  /** The person behind a session; null if disabled or unknown. */
  personOf(authUserId: string): Promise<Person | null>
  /** Runs of dead servers → interrupted; returns their ids. Runs of `serverInstance` itself are left alone; those of
   * other instances are interrupted at once if `soleServer`, else when their lease has run out. */
  interruptAbandoned(serverInstance: string, options: { readonly soleServer: boolean }): Promise<readonly string[]>
  /** What a token opens; null for whatever is not a valid token, without telling why. */
  pushAccess(token: string): Promise<PushAccess | null>
  /** The sources of one delivered kind in all districts. */
  deliverySources(kind: DeliverySource['kind']): Promise<readonly DeliverySource[]>
  /** Notes a delivery: the audit entry, the source's health, when something came in, and the credential's use. */
  recordDelivery(delivery: Delivery): Promise<void>
  /** True until the first administrator exists. */
  isUnclaimed(): Promise<boolean>
}

export interface FirstAdministrator {
  readonly token: string
  readonly username: string
  readonly password: string
  readonly name: string
  /** Name of the provincial procuratorate. */
  readonly organization: string
}

export interface CatalogOptions {
  /** Connection of `jianmo_app`, from `prepareDatabase`. */
  readonly appUrl: string
  /** Connection of `jianmo_auth`, from `prepareDatabase`. */
  readonly authUrl: string
  /** Holds `secret.key` (0600), made at the first opening. */
  readonly stateFolder: string
  /** Served over https: Secure and `__Host-` cookies. */
  readonly https?: boolean
}

export interface Catalog extends AsyncDisposable {
  readonly auth: Auth
  /** Runs work as a person, in one transaction under row-level security. */
  as<Result>(actor: Actor, work: (scope: Scope) => Promise<Result>): Promise<Result>
  system<Result>(work: (scope: SystemScope) => Promise<Result>): Promise<Result>
  /** Credentials + person. Provincial administrators only. @throws not-allowed, username-taken, … */
  createPerson(actor: Actor, input: NewPerson): Promise<Person>
  /** @throws sign-in-refused, sign-in-locked */
  signIn(input: SignIn): Promise<{ readonly person: Person; readonly cookies: readonly string[] }>
  /** The person whose session the request's cookie names; null if none, ended or disabled. */
  personOf(headers: Headers): Promise<Person | null>
  /** One-time token of 24 h (only its hash is stored; a new one replaces an old one); null once an administrator exists. */
  createFirstAdministratorLink(): Promise<{ readonly token: string; readonly expiresAt: string } | null>
  /** @throws claim-refused (wrong, used or expired token), password-too-short, username-not-valid */
  claimFirstAdministrator(input: FirstAdministrator): Promise<Person>
  close(): Promise<void>
}
