import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from 'pg'
import { scramVerifier } from './scram.ts'

/** Owns the schemas and cannot sign in. */
export const ownerRole = 'jianmo_owner'
/** The server: owns nothing, bypasses nothing, creates nothing. */
export const appRole = 'jianmo_app'
/** The login library: sees schema `auth` only. */
export const authRole = 'jianmo_auth'

export interface RolePasswords {
  readonly app: string
  readonly auth: string
}

/** Passwords of the two login roles, made once and kept in `roles.json` (0600). */
export function rolePasswords(stateFolder: string): RolePasswords {
  const file = join(stateFolder, 'roles.json')
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RolePasswords
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  const made = { app: randomBytes(24).toString('base64url'), auth: randomBytes(24).toString('base64url') }
  mkdirSync(stateFolder, { recursive: true, mode: 0o711 })
  writeFileSync(`${file}.new`, JSON.stringify(made), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return made
}

/** Creates the three roles where missing and sets their attributes again, so that a loosened role is tightened. */
export async function makeRoles(admin: Client, passwords: RolePasswords): Promise<void> {
  const { rows } = await admin.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    [ownerRole, appRole, authRole],
  ])
  const present = new Set(rows.map((row) => row.rolname))
  for (const role of [ownerRole, appRole, authRole]) {
    if (!present.has(role)) await admin.query(`create role ${role}`)
  }
  const plain = 'nocreatedb nocreaterole noinherit'
  await admin.query(`alter role ${ownerRole} nologin ${plain}`)
  for (const [role, password] of [
    [appRole, passwords.app],
    [authRole, passwords.auth],
  ] as const) {
    await admin.query(`alter role ${role} login ${plain} password '${scramVerifier(password)}'`)
    await admin.query(`alter role ${role} set statement_timeout = '60s'`)
    await admin.query(`alter role ${role} set lock_timeout = '20s'`)
    await admin.query(`alter role ${role} set idle_in_transaction_session_timeout = '60s'`)
  }
  // Migrations run as the owner role, so the administrator must be able to become it.
  await admin.query(`grant ${ownerRole} to current_user`)
}
