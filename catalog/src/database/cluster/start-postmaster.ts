import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { createServer } from 'node:net'
import { clusterError } from './errors.ts'
import { waitUntilReady } from './postmaster.ts'
import type { RunAs } from './run-as.ts'

const logLimit = 5_000_000

export interface StartedPostmaster {
  readonly pid: number
  readonly port: number
}

/** Starts `postgres` on loopback, on the port of last time if it is free. @throws cluster-not-started with the log */
export async function startPostmaster(
  folder: string,
  runAs: RunAs,
  options: { readonly port: number | null; readonly durable: boolean },
): Promise<StartedPostmaster> {
  const logFile = `${folder}.log`
  for (let attempt = 0; ; attempt++) {
    const port =
      attempt === 0 && options.port !== null && (await isFree(options.port)) ? options.port : await freePort()
    const log = openLog(logFile)
    const settings = settingsOf(port, options.durable).flatMap((setting) => ['-c', setting])
    const { file, args, options: as } = runAs.command('postgres', ['-D', folder, ...settings])
    // Detached: Ctrl-C in the terminal goes to us, and we stop it in order.
    const child = spawn(file, [...args], { ...as, detached: true, stdio: ['ignore', log.descriptor, log.descriptor] })
    const failed = new Promise<never>((_, reject) => child.once('error', reject))
    closeSync(log.descriptor)
    child.unref()
    const ready = child.pid === undefined ? failed : Promise.race([failed, waitUntilReady(folder, child.pid, 60_000)])
    if ((await ready) && child.pid !== undefined) return { pid: child.pid, port }
    const said = readFileSync(logFile, 'utf8').slice(log.from)
    // Another program took the port between our look and the bind.
    if (attempt < 5 && /could not (bind|create any TCP)/.test(said)) continue
    throw clusterError('cluster-not-started', { folder, log: said.trim().slice(-1000) })
  }
}

function settingsOf(port: number, durable: boolean): readonly string[] {
  return [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'ssl=off',
    'password_encryption=scram-sha-256',
    'max_connections=60',
    'timezone=UTC',
    'log_timezone=UTC',
    // Small queries only: compiling them costs more than it saves.
    'jit=off',
    ...(durable
      ? ['fsync=on', 'full_page_writes=on']
      : ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']),
  ]
}

function openLog(file: string): { readonly descriptor: number; readonly from: number } {
  const descriptor = openSync(file, 'a', 0o600)
  if (statSync(file).size > logLimit) truncateSync(file)
  return { descriptor, from: readFileSync(file, 'utf8').length }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)))
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
