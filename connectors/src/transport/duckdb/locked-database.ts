import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckdbOpening } from './protocol.ts'

/**
 * Opens the database and locks it: from here on SQL reads and writes only inside `folder`, loads no extension, and
 * changes no setting. The order matters (tried on DuckDB 1.5.6): `allowed_directories` must be set while external access
 * is still on, and `lock_configuration` comes last. The extension folder cannot exist, so INSTALL fails before it asks
 * the network.
 */
export async function openLockedDatabase(opening: DuckdbOpening): Promise<DuckDBInstance> {
  const { folder, databaseFile, readOnly, memoryLimit, threads } = opening
  const temporary = join(folder, '.temporary')
  await mkdir(temporary, { recursive: true, mode: 0o700 })
  const instance = await DuckDBInstance.create(join(folder, databaseFile), {
    access_mode: readOnly ? 'READ_ONLY' : 'READ_WRITE',
    threads: String(threads),
    memory_limit: memoryLimit,
    temp_directory: temporary,
    home_directory: folder,
    extension_directory: '/dev/null/none',
    secret_directory: '/dev/null/none',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    allow_unsigned_extensions: 'false',
    allow_persistent_secrets: 'false',
    preserve_insertion_order: 'true',
    // A run writes dozens of tables and reads them back at once: a checkpoint after each 16 MB cost a third of M03's time.
    checkpoint_threshold: '2GB',
  })
  const connection = await instance.connect()
  try {
    await connection.run(`SET allowed_directories = [${quoteText(`${folder}/`)}]`)
    await connection.run(`SET max_temp_directory_size = '20GB'`)
    await connection.run('SET enable_external_access = false')
    await connection.run('SET lock_configuration = true')
  } finally {
    connection.closeSync()
  }
  return instance
}

/** A text literal of DuckDB. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A relation or column name of DuckDB. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
