import { isDeepStrictEqual } from 'node:util'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { statutes } from '../statutes/index.ts'
import { logicalTables } from '../tables/index.ts'
import { databaseError } from './errors.ts'

/** Writes the logical tables and statutes of this release beside the older ones. What is there is never rewritten,
 * because models and leads cite it. @throws definition-changed */
export async function seedDefinitions(db: Kysely<unknown>): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`select set_config('jianmo.roles', 'system', true)`.execute(transaction)
    for (const table of logicalTables) {
      const { rows } = await sql<{ definition: unknown }>`
        select definition from jianmo.logical_table where id = ${table.id} and version = ${table.version}`.execute(
        transaction,
      )
      refuseChange(`${table.id} v${table.version}`, rows[0]?.definition, table)
      if (rows.length > 0) continue
      await sql`insert into jianmo.logical_table (id, version, definition)
        values (${table.id}, ${table.version}, ${JSON.stringify(table)})`.execute(transaction)
    }
    for (const statute of statutes) {
      const { rows } = await sql<{ definition: unknown }>`
        select definition from jianmo.statute
        where key = ${statute.key} and in_force_from is not distinct from ${statute.inForceFrom}::date`.execute(
        transaction,
      )
      refuseChange(`${statute.key} ${statute.inForceFrom ?? ''}`, rows[0]?.definition, statute)
      if (rows.length > 0) continue
      await sql`insert into jianmo.statute (key, in_force_from, definition)
        values (${statute.key}, ${statute.inForceFrom}, ${JSON.stringify(statute)})`.execute(transaction)
    }
  })
}

function refuseChange(definition: string, kept: unknown, now: unknown): void {
  if (kept !== undefined && !isDeepStrictEqual(kept, JSON.parse(JSON.stringify(now)))) {
    throw databaseError('definition-changed', { definition })
  }
}
