import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { clusterError } from './errors.ts'
import { notWritable } from './file-system.ts'
import type { RunAs } from './run-as.ts'
import { removeTree } from './run-as.ts'

const run = promisify(execFile)
const marker = 'jianmo-cluster.json'

/** Major that made the folder, or null if there is no cluster yet.
 * @throws folder-not-a-cluster if something else lies there, folder-not-writable */
export function majorOf(folder: string): string | null {
  let names: string[]
  try {
    if (!existsSync(folder)) return null
    names = readdirSync(folder)
  } catch (cause) {
    throw notWritable(folder, cause)
  }
  if (names.length === 0) return null
  if (!names.includes('PG_VERSION') || !names.includes(marker)) throw clusterError('folder-not-a-cluster', { folder })
  return readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
}

/**
 * Makes the cluster in a sibling folder and renames it: the folder exists whole or not at all, so that a first boot
 * that was killed simply starts over.
 * @throws cluster-not-initialised
 */
export async function initialise(
  folder: string,
  runAs: RunAs,
  options: { readonly name: string; readonly password: string; readonly durable: boolean },
): Promise<void> {
  removeUnfinished(folder)
  const aside = `${folder}.initialising-${randomBytes(6).toString('hex')}`
  const passwordFile = `${aside}.password`
  try {
    mkdirSync(aside, { mode: 0o700 })
    writeFileSync(passwordFile, options.password, { mode: 0o600 })
    if (process.getuid?.() === 0) {
      chownSync(aside, runAs.owner.uid, runAs.owner.gid)
      chownSync(passwordFile, runAs.owner.uid, runAs.owner.gid)
    }
  } catch (cause) {
    throw notWritable(folder, cause)
  }
  try {
    const {
      file,
      args,
      options: as,
    } = runAs.command('initdb', [
      ...['-D', aside, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
      ...['--encoding=UTF8', '--data-checksums', ...localeOf(runAs.binaries.major)],
      ...(options.durable ? [] : ['--no-sync']),
    ])
    await run(file, [...args], as)
    writeFileSync(join(aside, marker), JSON.stringify({ name: options.name, madeBy: 'jianmo-studio' }))
    renameSync(aside, folder)
    syncFolder(dirname(folder))
  } catch (cause) {
    removeTree(aside)
    const log = cause instanceof Error && 'stderr' in cause ? `${cause.stderr}` : String(cause)
    throw clusterError('cluster-not-initialised', { folder, log: log.trim().slice(-1000) }, { cause })
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** The same collation everywhere: code points. PostgreSQL below 17 has no builtin provider. */
function localeOf(major: number): readonly string[] {
  return major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C.UTF-8']
}

function removeUnfinished(folder: string): void {
  const prefix = `${basename(folder)}.initialising-`
  for (const name of readdirSync(dirname(folder))) {
    if (name.startsWith(prefix)) removeTree(join(dirname(folder), name))
  }
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
