import { demand } from '../access/access.ts'
import { writeAudit } from '../audit/audit.store.ts'
import type { StoreContext } from '../database/context.ts'
import { catalogError } from '../errors.ts'
import type { NetworkHost, NetworkHostStore } from './source.ts'

export function createNetworkHostStore(context: StoreContext): NetworkHostStore {
  const { db, actor } = context
  return {
    async list() {
      demand(actor, 'hosts', 'read')
      return db.selectFrom('networkHost').select(['host', 'port']).orderBy('host').orderBy('port').execute()
    },

    async allow(input) {
      demand(actor, 'hosts', 'allow')
      const { host, port } = checked(input)
      await db
        .insertInto('networkHost')
        .values({ host, port, listedBy: actor.personId })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      await writeAudit(context, { action: 'hosts.allow', subject: `${host}:${port}` })
    },

    async disallow(input) {
      demand(actor, 'hosts', 'disallow')
      const { host, port } = checked(input)
      await db.deleteFrom('networkHost').where('host', '=', host).where('port', '=', port).execute()
      await writeAudit(context, { action: 'hosts.disallow', subject: `${host}:${port}` })
    },
  }
}

function checked(input: NetworkHost): NetworkHost {
  const host = input.host.trim().toLowerCase()
  const valid =
    /^[a-z0-9.:-]{1,253}$/.test(host) && Number.isInteger(input.port) && input.port >= 1 && input.port <= 65_535
  if (!valid) throw catalogError('host-not-valid', { host: input.host, port: input.port })
  return { host, port: input.port }
}
