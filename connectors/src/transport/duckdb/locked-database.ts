import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { duckdbSettings } from '../../words/index.ts'
import type { DuckdbOpening } from './protocol.ts'
import { quoteName, quoteText } from './quote.ts'

/**
 * Opens the database and locks it: from here on SQL reads and writes only inside `folder`, loads no extension, and
 * changes no setting. The order matters (tried on DuckDB 1.5.6): `allowed_directories` must be set while external access
 * is still on, and `lock_configuration` comes last. The extension folder cannot exist, so INSTALL fails before it asks
 * the network.
 */
export async function openLockedDatabase(opening: DuckdbOpening): Promise<DuckDBInstance> {
  const { folder, databaseFile, readOnly, workInMemory, memoryLimit, threads } = opening
  const file = join(folder, databaseFile)
  const temporary = join(folder, '.temporary')
  await mkdir(temporary, { recursive: true, mode: 0o700 })
  const instance = await DuckDBInstance.create(workInMemory ? ':memory:' : file, {
    ...(workInMemory ? {} : { access_mode: readOnly ? 'READ_ONLY' : 'READ_WRITE' }),
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
    for (const [name, value] of Object.entries(duckdbSettings))
      await connection.run(`SET GLOBAL ${name} = ${quoteText(value)}`)
    if (workInMemory) await attachKept(connection, file, readOnly)
    await connection.run(`SET allowed_directories = [${quoteText(`${folder}/`)}]`)
    await connection.run(`SET max_temp_directory_size = '20GB'`)
    await connection.run('SET enable_external_access = false')
    await connection.run('SET lock_configuration = true')
  } finally {
    connection.closeSync()
  }
  return instance
}

/** The name under which a database that works in memory knows its file. */
export const keptDatabase = 'kept'

/** What the file holds already can be read by its own name. */
async function attachKept(connection: DuckDBConnection, file: string, readOnly: boolean): Promise<void> {
  await connection.run(`ATTACH ${quoteText(file)} AS ${keptDatabase}${readOnly ? ' (READ_ONLY)' : ''}`)
  const found = await connection.runAndReadAll(
    `SELECT table_name FROM information_schema.tables WHERE table_catalog = ${quoteText(keptDatabase)} AND table_type = 'BASE TABLE'`,
  )
  for (const [name] of found.getRowsJson()) await connection.run(viewOfKept(String(name)))
}

/** Makes a table of the file readable by its bare name. */
export function viewOfKept(relation: string): string {
  return `CREATE VIEW ${quoteName(relation)} AS SELECT * FROM ${keptDatabase}.${quoteName(relation)}`
}
