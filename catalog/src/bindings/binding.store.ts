import { sql } from 'kysely'
import { demand } from '../access/access.ts'
import { writeAudit } from '../audit/audit.store.ts'
import type { StoreContext } from '../database/context.ts'
import { catalogError, sqlStateOf } from '../errors.ts'
import type { BindingStore, StoredBinding } from './binding.ts'

export function createBindingStore(context: StoreContext): BindingStore {
  const { db, actor, me } = context

  const select = () =>
    db
      .selectFrom('binding')
      .innerJoin('source', (join) =>
        join.onRef('source.id', '=', 'binding.sourceId').onRef('source.organizationId', '=', 'binding.organizationId'),
      )
      .select([
        'binding.document',
        'source.name',
        'binding.state',
        'binding.problems',
        'binding.savedAt',
        'binding.savedByName',
      ])
      .orderBy('binding.logicalTable')

  const toBinding = (
    row: Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>,
  ): StoredBinding => ({
    binding: row.document,
    sourceName: row.name,
    state: row.state,
    problems: row.problems,
    savedAt: row.savedAt,
    savedBy: row.savedByName,
  })

  async function get(logicalTable: string): Promise<StoredBinding | null> {
    demand(actor, 'bindings', 'read')
    const found = await select().where('binding.logicalTable', '=', logicalTable).executeTakeFirst()
    return found === undefined ? null : toBinding(found)
  }

  return {
    get,

    async list(logicalTables) {
      demand(actor, 'bindings', 'read')
      if (logicalTables?.length === 0) return []
      const found = await select()
        .$if(logicalTables !== undefined, (query) => query.where('binding.logicalTable', 'in', logicalTables ?? []))
        .execute()
      return found.map(toBinding)
    },

    async save(binding, problems) {
      demand(actor, 'bindings', 'save')
      const content = {
        sourceId: binding.sourceId,
        document: JSON.stringify(binding),
        state: problems.some((problem) => problem.severity === 'error') ? ('broken' as const) : ('bound' as const),
        problems: JSON.stringify(problems),
        savedBy: actor.personId,
        savedByName: me.name,
      }
      try {
        await db
          .insertInto('binding')
          .values({ organizationId: actor.organizationId, logicalTable: binding.logicalTable, ...content })
          .onConflict((conflict) =>
            conflict.columns(['organizationId', 'logicalTable']).doUpdateSet({ ...content, savedAt: sql`now()` }),
          )
          .execute()
      } catch (cause) {
        // The source must be one of this district: the foreign key holds both ids.
        throw sqlStateOf(cause) === '23503'
          ? catalogError('source-not-found', { sourceId: binding.sourceId }, { cause })
          : cause
      }
      await writeAudit(context, {
        action: 'bindings.save',
        subject: binding.logicalTable,
        data: { state: content.state },
      })
      const saved = await get(binding.logicalTable)
      if (saved === null) throw catalogError('source-not-found', { sourceId: binding.sourceId })
      return saved
    },

    async remove(logicalTable) {
      demand(actor, 'bindings', 'remove')
      await db.deleteFrom('binding').where('logicalTable', '=', logicalTable).execute()
      await writeAudit(context, { action: 'bindings.remove', subject: logicalTable })
    },
  }
}
