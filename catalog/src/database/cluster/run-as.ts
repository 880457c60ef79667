import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, cpSync, existsSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { Binaries } from './binaries.ts'
import { clusterError } from './errors.ts'

const run = promisify(execFile)

/** How PostgreSQL's programs are started, so that they never run as root. */
export interface RunAs {
  readonly binaries: Binaries
  /** Who must own the data folder. */
  readonly owner: { readonly uid: number; readonly gid: number }
  /** Arguments for spawn. */
  command(program: string, args: readonly string[]): Command
}

export interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly options: {
    readonly uid?: number
    readonly gid?: number
    readonly cwd: string
    readonly env: NodeJS.ProcessEnv
  }
}

const env = { PATH: process.env['PATH'], LC_ALL: 'C' }

/**
 * Not root: as we are. Root: as an unprivileged uid. Where that uid cannot reach the data folder or the binaries
 * (e.g. below /root, 0700): in a user namespace, in which root's files belong to an ordinary uid without any
 * capability; or, if only the binaries are out of reach, with a copy of them beside the data folder.
 * @throws root-cannot-run-postgres
 */
export async function chooseRunAs(binaries: Binaries, folder: string): Promise<RunAs> {
  const uid = process.getuid?.()
  if (uid !== 0) return asOurselves(binaries, uid ?? 0)

  const account = unprivilegedAccount(folder)
  const parent = dirname(folder)
  const dropped = asAccount(binaries, account)
  if (await reaches(dropped, parent)) return dropped
  const mapped = inUserNamespace(binaries, account)
  if (await reaches(mapped, parent)) return mapped
  const copied = asAccount(copyBinaries(binaries, parent), account)
  if (await reaches(copied, parent)) return copied
  throw clusterError('root-cannot-run-postgres', { folder, binaries: binaries.folder })
}

interface Account {
  readonly uid: number
  readonly gid: number
}

/** Who owns the folder already, else the system's `postgres`, else `nobody`. */
function unprivilegedAccount(folder: string): Account {
  if (existsSync(folder)) {
    const { uid, gid } = lstatSync(folder)
    if (uid !== 0) return { uid, gid }
  }
  const accounts = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }] as const),
  )
  return accounts.get('postgres') ?? accounts.get('nobody') ?? { uid: 65534, gid: 65534 }
}

function asOurselves(binaries: Binaries, uid: number): RunAs {
  return {
    binaries,
    owner: { uid, gid: process.getgid?.() ?? 0 },
    command: (program, args) => ({ file: join(binaries.folder, program), args, options: { cwd: '/', env } }),
  }
}

/** libuv clears the supplementary groups when it sets a uid. */
function asAccount(binaries: Binaries, account: Account): RunAs {
  return {
    binaries,
    owner: account,
    command: (program, args) => ({
      file: join(binaries.folder, program),
      args,
      options: { ...account, cwd: '/', env },
    }),
  }
}

function inUserNamespace(binaries: Binaries, account: Account): RunAs {
  const map = ['--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`, '--']
  return {
    binaries,
    owner: { uid: 0, gid: 0 },
    command: (program, args) => ({
      file: 'unshare',
      args: [...map, join(binaries.folder, program), ...args],
      options: { cwd: '/', env },
    }),
  }
}

/** Really starts `postgres`, because a library out of reach shows only then, and really enters the parent folder. */
async function reaches(runAs: RunAs, parent: string): Promise<boolean> {
  const { file, args, options } = runAs.command('postgres', ['--version'])
  try {
    await run('/bin/sh', ['-c', 'test -x "$0" && exec "$@"', parent, file, ...args], options)
    return true
  } catch {
    return false
  }
}

function copyBinaries(binaries: Binaries, parent: string): Binaries {
  const root = dirname(binaries.folder)
  const copy = join(parent, `postgres-${binaries.version}`)
  if (!existsSync(copy)) {
    const aside = `${copy}.${randomBytes(4).toString('hex')}`
    cpSync(root, aside, { recursive: true, verbatimSymlinks: true })
    renameSync(aside, copy)
  }
  return { ...binaries, folder: join(copy, basename(binaries.folder)) }
}

/** Gives a folder to its owner, as root after the way of running changed; does nothing if it is theirs already. */
export function giveTo(owner: RunAs['owner'], folder: string): void {
  if (process.getuid?.() !== 0 || lstatSync(folder).uid === owner.uid) return
  chownTree(folder, owner)
}

function chownTree(path: string, owner: RunAs['owner']): void {
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) chownTree(join(path, name), owner)
  chownSync(path, owner.uid, owner.gid)
}

export function removeTree(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}
