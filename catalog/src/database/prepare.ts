import { Client } from 'pg'
import { isSupportedVersion } from './cluster/binaries.ts'
import { databaseError } from './errors.ts'
import { migrate } from './migrate.ts'
import { appRole, authRole, makeRoles, ownerRole, rolePasswords } from './roles.ts'

export interface PrepareOptions {
  /** Owner or administrator connection: `cluster.url`, or DATABASE_URL in production. */
  readonly adminUrl: string
  /** Database to use, made if missing; left out = the one in the url. */
  readonly database?: string
  /** Passwords of the roles are kept here in `roles.json` (0600). */
  readonly stateFolder: string
}

export interface PreparedDatabase {
  /** Role jianmo_app: owns nothing, no BYPASSRLS, no CREATE. */
  readonly appUrl: string
  /** Role jianmo_auth: sees only schema `auth`. */
  readonly authUrl: string
  /** Names of the migrations that ran just now. */
  readonly migrated: readonly string[]
}

/** Two servers that start at once prepare one after the other. */
const lockId = 5_124_001

/** Makes roles, database and schema, and brings them to the newest migration; twice is harmless, twice at once too.
 * @throws database-not-reachable, database-too-old, database-not-utf8, migration-failed, definition-changed */
export async function prepareDatabase(options: PrepareOptions): Promise<PreparedDatabase> {
  const passwords = rolePasswords(options.stateFolder)
  const admin = await connect(options.adminUrl)
  try {
    await checkVersion(admin)
    await admin.query('select pg_advisory_lock($1)', [lockId])
    await makeRoles(admin, passwords)
    const url = new URL(options.adminUrl)
    if (options.database !== undefined) {
      await makeDatabase(admin, options.database)
      url.pathname = `/${encodeURIComponent(options.database)}`
    }
    await grantDatabase(url.href)
    const migrated = await migrate(url.href)
    return { appUrl: urlFor(url, appRole, passwords.app), authUrl: urlFor(url, authRole, passwords.auth), migrated }
  } finally {
    await admin.end()
  }
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url })
  try {
    await client.connect()
    return client
  } catch (cause) {
    const reason =
      cause instanceof Error ? cause.message || String((cause as { code?: unknown }).code ?? cause.name) : String(cause)
    throw databaseError('database-not-reachable', { host: new URL(url).host, reason }, { cause })
  }
}

async function checkVersion(admin: Client): Promise<void> {
  const { rows } = await admin.query<{ server_version: string }>('show server_version')
  const version = rows[0]?.server_version.split(' ')[0] ?? ''
  if (!isSupportedVersion(version)) throw databaseError('database-too-old', { version })
}

/** Only in a cluster of our own: there the other databases are ours to close as well. */
async function makeDatabase(admin: Client, database: string): Promise<void> {
  await admin.query('revoke all on database postgres, template1 from public')
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [database])
  if (rowCount === 0) {
    await admin.query(
      `create database ${admin.escapeIdentifier(database)} owner ${ownerRole} encoding 'UTF8' template template0`,
    )
  }
}

/** Takes away what PostgreSQL gives everyone (connecting, temporary tables) and gives the roles what they need. */
async function grantDatabase(url: string): Promise<void> {
  const client = await connect(url)
  try {
    const { rows } = await client.query<{ name: string; encoding: string }>(
      'select datname as name, pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()',
    )
    const { name = '', encoding = '' } = rows[0] ?? {}
    if (encoding !== 'UTF8') throw databaseError('database-not-utf8', { encoding })
    const database = client.escapeIdentifier(name)
    await client.query(`
      revoke all on database ${database} from public;
      grant connect on database ${database} to ${appRole}, ${authRole};
      grant connect, create on database ${database} to ${ownerRole};
      revoke create on schema public from public;
      create schema if not exists jianmo authorization ${ownerRole};
      create schema if not exists jianmo_migrations authorization ${ownerRole};
      alter role ${appRole} in database ${database} set search_path = jianmo;
      alter role ${authRole} in database ${database} set search_path = auth;
    `)
  } finally {
    await client.end()
  }
}

function urlFor(url: URL, role: string, password: string): string {
  const own = new URL(url)
  own.username = role
  own.password = password
  return own.href
}
