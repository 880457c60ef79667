import { Kysely, PostgresDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { Pool } from 'pg'
import { databaseError } from './errors.ts'
import { migrations } from './migrations/index.ts'
import { ownerRole } from './roles.ts'
import { seedDefinitions } from './seed-definitions.ts'

/** Brings the schema to the newest migration, as the owner role, under an advisory lock; all of it or nothing.
 * @returns names of the migrations that ran. @throws migration-failed */
export async function migrate(adminUrl: string): Promise<readonly string[]> {
  const pool = new Pool({ connectionString: adminUrl, max: 1, options: `-c role=${ownerRole} -c search_path=jianmo` })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const migrator = new Migrator({
      db,
      provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
      migrationTableSchema: 'jianmo_migrations',
    })
    const { error, results = [] } = await migrator.migrateToLatest()
    if (error !== undefined) {
      const migration = results.find((result) => result.status === 'Error')?.migrationName ?? ''
      const reason = error instanceof Error ? error.message : String(error)
      throw databaseError('migration-failed', { migration, reason }, { cause: error })
    }
    await seedDefinitions(db)
    return results.map((result) => result.migrationName)
  } finally {
    await db.destroy()
  }
}
