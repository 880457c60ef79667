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

/** Makes roles, database and schema, and brings them to the newest migration (under an advisory lock; twice is harmless). */
export function prepareDatabase(_options: PrepareOptions): Promise<PreparedDatabase> {
  return Promise.reject(new Error('prepareDatabase is being built'))
}
