import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { serverError } from './errors.ts'

/** The checkout: engine/src/server is three folders down. */
export const root = resolve(import.meta.dirname, '..', '..', '..')

export interface Settings {
  readonly once: boolean
  readonly reset: boolean
  readonly dev: boolean
  readonly port: number
  readonly bind: string
  /** Catalogue, secrets, imports, runs, the demo's agencies: everything this machine keeps. */
  readonly stateFolder: string
  /** An administrator's connection to an external PostgreSQL: production, no demo. */
  readonly databaseUrl: string | undefined
  /** Root of all drop folders: a mounted share; default: in the state folder. */
  readonly dropRoot: string | undefined
  /** How long a dropped file must not change before it is read (milliseconds). */
  readonly dropSettle: number
  /** The server stands behind TLS: Secure and `__Host-` cookies. */
  readonly https: boolean
  /** Tests of the server need no screen. */
  readonly skipStudio: boolean
  /** Tests start empty: no agencies, no seed, no example run. */
  readonly skipDemo: boolean
}

const defaultPort = 4600

/** Reads flags and environment. @throws flags-unknown, port-invalid, seconds-invalid */
export function readSettings(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Settings {
  const flags = readFlags(argv)
  const databaseUrl = env.DATABASE_URL === '' ? undefined : env.DATABASE_URL
  return {
    once: flags.once ?? false,
    reset: flags.reset ?? false,
    dev: flags.dev ?? false,
    port: readPort(flags.port ?? env.JIANMO_PORT),
    bind: env.JIANMO_BIND ?? '127.0.0.1',
    stateFolder: resolve(env.JIANMO_STATE ?? join(root, '.jianmo')),
    databaseUrl,
    dropRoot: env.JIANMO_DROPS === undefined || env.JIANMO_DROPS === '' ? undefined : resolve(env.JIANMO_DROPS),
    dropSettle: readSeconds('JIANMO_DROP_SETTLE', env, 10) * 1000,
    https: env.JIANMO_HTTPS === '1',
    skipStudio: env.JIANMO_SKIP_STUDIO === '1',
    skipDemo: env.JIANMO_SKIP_DEMO === '1',
  }
}

const options = {
  once: { type: 'boolean' },
  reset: { type: 'boolean' },
  dev: { type: 'boolean' },
  port: { type: 'string' },
} as const

function readFlags(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, strict: true }).values
  } catch (cause) {
    throw serverError('flags-unknown', { detail: cause instanceof Error ? cause.message : '' }, { cause })
  }
}

/** 0 asks the system for a free port. */
function readPort(text: string | undefined): number {
  if (text === undefined || text === '') return defaultPort
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw serverError('port-invalid', { port: text })
  return port
}

function readSeconds(name: string, env: Readonly<Record<string, string | undefined>>, usual: number): number {
  const text = env[name]
  if (text === undefined || text === '') return usual
  const seconds = Number(text)
  if (!Number.isFinite(seconds) || seconds < 0 || seconds > 3600) throw serverError('seconds-invalid', { name, text })
  return seconds
}
