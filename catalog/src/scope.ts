import { createAuditStore } from './audit/audit.store.ts'
import { createBindingStore } from './bindings/binding.store.ts'
import type { Scope } from './catalog.ts'
import type { StoreContext } from './database/context.ts'
import { createLeadStore } from './leads/lead.store.ts'
import { createMarketplaceStore } from './marketplace/marketplace.store.ts'
import { createModelStore } from './models/model.store.ts'
import { createOrganizationStore } from './organizations/organization.store.ts'
import { createPeopleStore } from './people/person.store.ts'
import { createRunStore } from './runs/run.store.ts'
import { createNetworkHostStore } from './sources/network-host.store.ts'
import { createPushCredentialStore } from './sources/push-credential.store.ts'
import { createSourceStore } from './sources/source.store.ts'
import { createVersionStore } from './versions/version.store.ts'

export function createScope(context: StoreContext): Scope {
  const { db } = context
  return {
    actor: context.actor,
    organizations: createOrganizationStore(context),
    people: createPeopleStore(context),
    hosts: createNetworkHostStore(context),
    sources: createSourceStore(context),
    credentials: createPushCredentialStore(context),
    bindings: createBindingStore(context),
    models: createModelStore(context),
    versions: createVersionStore(context),
    marketplace: createMarketplaceStore(context),
    runs: createRunStore(context),
    leads: createLeadStore(context),
    audit: createAuditStore(context),

    async tables() {
      const found = await db
        .selectFrom('logicalTable')
        .distinctOn('id')
        .select('definition')
        .orderBy('id')
        .orderBy('version', 'desc')
        .execute()
      return found.map((row) => row.definition)
    },

    async statutes() {
      const found = await db.selectFrom('statute').select('definition').orderBy('key').orderBy('inForceFrom').execute()
      return found.map((row) => row.definition)
    },
  }
}
