import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { demand } from '../access/access.ts'
import { writeAudit } from '../audit/audit.store.ts'
import type { StoreContext } from '../database/context.ts'
import { catalogError, sqlStateOf } from '../errors.ts'
import type { NewSource, SourceSettings, SourceStore } from './source.ts'

const columns = [
  'id',
  'name',
  'kind',
  'agency',
  'settings',
  'health',
  'healthText',
  'checkedAt',
  'newestAt',
  'expectedDays',
  'lastReadAt',
] as const

export function createSourceStore(context: StoreContext): SourceStore {
  const { db, actor, key } = context
  const place = (sourceId: string) => `source:${sourceId}`

  async function get(sourceId: string) {
    demand(actor, 'sources', 'read')
    const found = await db.selectFrom('source').select(columns).where('id', '=', sourceId).executeTakeFirst()
    if (found === undefined) throw catalogError('source-not-found', { sourceId })
    return found
  }

  async function settingsOf(sourceId: string): Promise<SourceSettings> {
    demand(actor, 'sources', 'open')
    const found = await db
      .selectFrom('source')
      .select(['settings', 'sealed'])
      .where('id', '=', sourceId)
      .executeTakeFirst()
    if (found === undefined) throw catalogError('source-not-found', { sourceId })
    const secret = found.sealed === null ? {} : (JSON.parse(key.open(found.sealed, place(sourceId))) as SourceSettings)
    return { ...found.settings, ...secret }
  }

  /** What a person says of a source, as it is stored: secrets apart and sealed. */
  function kept(sourceId: string, input: Omit<NewSource, 'kind'>) {
    const { open, secret } = splitSecrets(input.settings, input.secrets)
    return {
      name: input.name.trim(),
      agency: input.agency,
      settings: JSON.stringify(open),
      sealed: Object.keys(secret).length === 0 ? null : key.seal(JSON.stringify(secret), place(sourceId)),
      expectedDays: input.expectedDays ?? null,
    }
  }

  async function named(name: string, write: () => Promise<unknown>): Promise<void> {
    try {
      await write()
    } catch (cause) {
      throw sqlStateOf(cause) === '23505' ? catalogError('name-taken', { name }, { cause }) : cause
    }
  }

  return {
    get,

    async list() {
      demand(actor, 'sources', 'read')
      return db.selectFrom('source').select(columns).orderBy('createdAt').orderBy('name').execute()
    },

    async create(input) {
      demand(actor, 'sources', 'create')
      const id = randomUUID()
      const values = { id, organizationId: actor.organizationId, kind: input.kind, createdBy: actor.personId }
      await named(input.name, () =>
        db
          .insertInto('source')
          .values({ ...values, ...kept(id, input), healthText: null })
          .execute(),
      )
      await writeAudit(context, { action: 'sources.create', subject: id, data: { kind: input.kind } })
      return get(id)
    },

    settingsOf,

    async change(sourceId, input) {
      demand(actor, 'sources', 'change')
      await get(sourceId)
      const same = isDeepStrictEqual(await settingsOf(sourceId), input.settings)
      const health = same ? {} : ({ health: 'unknown', healthText: null, checkedAt: null } as const)
      await named(input.name, () =>
        db
          .updateTable('source')
          .set({ ...kept(sourceId, input), ...health })
          .where('id', '=', sourceId)
          .execute(),
      )
      await writeAudit(context, { action: 'sources.change', subject: sourceId, data: { settings: !same } })
      return get(sourceId)
    },

    async recordHealth(sourceId, health, text) {
      demand(actor, 'sources', 'open')
      await db
        .updateTable('source')
        .set({ health, healthText: text === null ? null : JSON.stringify(text), checkedAt: sql`now()` })
        .where('id', '=', sourceId)
        .execute()
    },

    async recordNewest(sourceId, newestAt) {
      demand(actor, 'sources', 'open')
      await db.updateTable('source').set({ newestAt }).where('id', '=', sourceId).execute()
    },

    async recordRead(sourceId) {
      demand(actor, 'sources', 'open')
      await db.updateTable('source').set({ lastReadAt: sql`now()` }).where('id', '=', sourceId).execute()
    },

    async remove(sourceId) {
      demand(actor, 'sources', 'remove')
      const bound = await db.selectFrom('binding').select('logicalTable').where('sourceId', '=', sourceId).execute()
      if (bound.length > 0)
        throw catalogError('source-in-use', { tables: bound.map((binding) => binding.logicalTable) })
      const removed = await db.deleteFrom('source').where('id', '=', sourceId).returning('id').executeTakeFirst()
      if (removed === undefined) throw catalogError('source-not-found', { sourceId })
      await writeAudit(context, { action: 'sources.remove', subject: sourceId })
    },
  }
}

function splitSecrets(settings: SourceSettings, secrets: readonly string[]) {
  const entries = Object.entries(settings)
  return {
    open: Object.fromEntries(entries.filter(([name]) => !secrets.includes(name))),
    secret: Object.fromEntries(entries.filter(([name]) => secrets.includes(name))),
  }
}
