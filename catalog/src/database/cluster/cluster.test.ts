import type { ChildProcess } from 'node:child_process'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { prepareDatabase } from '../prepare.ts'
import { findBinaries, isSupportedVersion } from './binaries.ts'
import type { Cluster } from './cluster.ts'
import { startCluster } from './cluster.ts'
import { fileSystemOf } from './file-system.ts'
import { isAlive } from './process-table.ts'
import { chooseRunAs } from './run-as.ts'

const root = mkdtempSync(join(tmpdir(), 'jianmo-cluster-'))
const isRoot = process.getuid?.() === 0
let counter = 0
const freshFolder = () => join(root, `state-${counter++}`, 'catalog')

afterAll(() => rmSync(root, { recursive: true, force: true }))

async function ask<Row extends object>(cluster: Pick<Cluster, 'url'>, question: string): Promise<Row> {
  const client = new Client({ connectionString: cluster.url })
  await client.connect()
  try {
    const { rows } = await client.query<Row>(question)
    return rows[0] as Row
  } finally {
    await client.end()
  }
}

/** A supervisor in a process of its own, so that it can be killed. */
function spawnSupervisor(folder: string): ChildProcess {
  const script = new URL('../../testing/start-cluster.ts', import.meta.url).pathname
  return spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
}

async function firstLine(child: ChildProcess): Promise<{ pid: number; port: number; adopted: boolean }> {
  let text = ''
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk)
    if (text.includes('\n')) break
  }
  return JSON.parse(text) as { pid: number; port: number; adopted: boolean }
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

describe('startCluster', () => {
  it('makes a durable loopback cluster with a random password, and starts it again in well under 1.5 s', async () => {
    const folder = freshFolder()
    const first = await startCluster({ folder, name: 'test' })
    const settings = await ask<Record<string, string>>(
      first,
      `select current_setting('listen_addresses') as listen, current_setting('ssl') as ssl, current_setting('fsync') as fsync,
        current_setting('full_page_writes') as pages, current_setting('data_checksums') as checksums,
        current_setting('unix_socket_directories') as socket, current_setting('password_encryption') as passwords,
        (select datcollate from pg_database where datname = 'postgres') as collation,
        pg_encoding_to_char((select encoding from pg_database where datname = 'postgres')) as encoding`,
    )
    expect(settings).toMatchObject({
      listen: '127.0.0.1',
      ssl: 'off',
      fsync: 'on',
      pages: 'on',
      checksums: 'on',
      socket: '',
    })
    expect(settings).toMatchObject({ passwords: 'scram-sha-256', encoding: 'UTF8' })
    expect(settings['collation']).toMatch(/^C(\.UTF-8)?$/)
    expect(statSync(`${folder}.json`).mode & 0o777).toBe(0o600)
    await expect(ask({ url: first.url.replace(/:[^:@]+@/, ':wrong@') }, 'select 1')).rejects.toThrow(/password/)
    await ask(first, 'create table kept as select 42 as n')
    await first.stop()
    expect(isAlive(first.pid)).toBe(false)

    const before = performance.now()
    const second = await startCluster({ folder, name: 'test' })
    expect(await ask(second, 'select n from kept')).toEqual({ n: 42 })
    expect(performance.now() - before).toBeLessThan(1500)
    expect(second).toMatchObject({ port: first.port, adopted: false })
    await second.stop()
  })

  it('refuses a second opener and names the pid of the first', async () => {
    const folder = freshFolder()
    const child = spawnSupervisor(folder)
    const first = await firstLine(child)
    await expect(startCluster({ folder, name: 'test' })).rejects.toMatchObject({
      code: 'cluster-in-use',
      data: { pid: child.pid },
    })
    expect(isAlive(first.pid)).toBe(true)
    await kill(child)
    // Its postmaster lives on and belongs to the next supervisor.
    await (await startCluster({ folder, name: 'test' })).stop()
  })

  it('adopts the postmaster of a supervisor that was killed, with the data it had acknowledged', async () => {
    const folder = freshFolder()
    const child = spawnSupervisor(folder)
    const orphaned = await firstLine(child)
    await kill(child)
    const cluster = await startCluster({ folder, name: 'test' })
    expect(cluster).toMatchObject({ adopted: true, pid: orphaned.pid, port: orphaned.port })
    expect(await ask(cluster, 'select 1 as one')).toEqual({ one: 1 })
    await cluster.stop()
    expect(isAlive(orphaned.pid)).toBe(false)
  })

  it('starts after both the supervisor and its postmaster were killed', async () => {
    const folder = freshFolder()
    const child = spawnSupervisor(folder)
    const { pid } = await firstLine(child)
    await kill(child)
    process.kill(pid, 'SIGKILL')
    while (isAlive(pid)) await wait(5)
    const cluster = await startCluster({ folder, name: 'test', durable: false })
    expect(cluster.adopted).toBe(false)
    await cluster.stop()
  })

  it('recovers from a first boot that was killed at any moment', async () => {
    for (const milliseconds of [150, 350, 700]) {
      const folder = freshFolder()
      const child = spawnSupervisor(folder)
      await wait(milliseconds)
      await kill(child)
      const cluster = await startCluster({ folder, name: 'test', durable: false })
      expect(await ask(cluster, 'select 1 as one')).toEqual({ one: 1 })
      await cluster.stop()
    }
  })

  it('removes what an interrupted first boot left behind', async () => {
    const folder = freshFolder()
    mkdirSync(`${folder}.initialising-abc`, { recursive: true })
    writeFileSync(`${folder}.initialising-abc/half`, 'written')
    const cluster = await startCluster({ folder, name: 'test', durable: false })
    await cluster.stop()
    expect(readdirSync(join(folder, '..')).sort()).toEqual(['catalog', 'catalog.json', 'catalog.log'])
  })

  it('opens a folder only with the major that made it, and says which is needed', async () => {
    const folder = freshFolder()
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'PG_VERSION'), '13\n')
    writeFileSync(join(folder, 'jianmo-cluster.json'), '{}')
    writeFileSync(`${folder}.json`, JSON.stringify({ superuserPassword: 'x', port: null }))
    await expect(startCluster({ folder, name: 'test' })).rejects.toMatchObject({
      code: 'cluster-needs-other-postgres',
      data: { needs: '13' },
      text: { zh: expect.stringContaining('请安装 PostgreSQL 13') },
    })
    expect(existsSync(`${folder}.lock`)).toBe(false)
  })

  it('touches no folder that it did not make', async () => {
    const folder = freshFolder()
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'precious'), 'data')
    await expect(startCluster({ folder, name: 'test' })).rejects.toMatchObject({ code: 'folder-not-a-cluster' })
    expect(readFileSync(join(folder, 'precious'), 'utf8')).toBe('data')
  })

  it('says that a folder is not writable', async () => {
    const parent = join(root, `file-${counter++}`)
    writeFileSync(parent, '')
    await expect(startCluster({ folder: join(parent, 'catalog'), name: 'test' })).rejects.toMatchObject({
      code: 'folder-not-writable',
      text: { zh: expect.stringContaining('JIANMO_STATE') },
    })
  })

  it('says that a foreign password file does not open the cluster', async () => {
    const folder = freshFolder()
    await (await startCluster({ folder, name: 'test', durable: false })).stop()
    rmSync(`${folder}.json`)
    await expect(startCluster({ folder, name: 'test' })).rejects.toMatchObject({ code: 'cluster-credentials-missing' })
  })
})

describe('PostgreSQL started by root', { skip: !isRoot }, () => {
  it('runs under another uid', async () => {
    // As a state folder is made by us; mkdtemp's 0700 would need the user namespace.
    chmodSync(root, 0o711)
    const cluster = await startCluster({ folder: freshFolder(), name: 'test', durable: false })
    const uid = /^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${cluster.pid}/status`, 'utf8'))?.[1]
    expect(Number(uid)).toBeGreaterThan(0)
    expect(statSync(cluster.folder).uid).toBe(Number(uid))
    await cluster.stop()
  })

  it('runs with the embedded binaries below a folder that only root may enter, without any capability', async () => {
    const closed = mkdtempSync(join(root, 'closed-'))
    expect(statSync(closed).mode & 0o777).toBe(0o700)
    const cluster = await startCluster({
      folder: join(closed, 'catalog'),
      name: 'test',
      binaries: 'embedded',
      durable: false,
    })
    expect(cluster).toMatchObject({ binaries: 'embedded', version: expect.stringMatching(/^18\./) })
    expect(
      await ask(
        cluster,
        `select datlocprovider as provider, datlocale as locale from pg_database where datname = 'postgres'`,
      ),
    ).toEqual({
      provider: 'b',
      locale: 'C.UTF-8',
    })
    const capabilities = /^CapEff:\t(\w+)/m.exec(readFileSync(`/proc/${cluster.pid}/status`, 'utf8'))?.[1]
    expect(capabilities).toMatch(/^0+$/)
    await cluster.stop()
    const again = await startCluster({ folder: join(closed, 'catalog'), name: 'test', durable: false })
    expect(again.binaries).toBe('embedded')
    // The whole schema on PostgreSQL 18 as well as on the system's.
    const prepared = await prepareDatabase({ adminUrl: again.url, database: 'jianmo', stateFolder: closed })
    expect(prepared.migrated).toContain('006-runs')
    expect(await ask({ url: prepared.appUrl }, 'select count(*)::int as rows from statute')).toEqual({ rows: 0 })
    await again.stop()
  })
})

describe('chooseRunAs, for root', { skip: !isRoot }, () => {
  it('starts binaries that only root may read', async () => {
    const binaries = await findBinaries('embedded')
    const closed = mkdtempSync(join(root, 'closed-'))
    cpSync(join(binaries.folder, '..'), join(closed, 'native'), { recursive: true, verbatimSymlinks: true })
    const folder = freshFolder()
    mkdirSync(join(folder, '..'), { recursive: true, mode: 0o711 })
    const runAs = await chooseRunAs({ ...binaries, folder: join(closed, 'native', 'bin') }, folder)
    const { file, args, options } = runAs.command('postgres', ['--version'])
    expect(execFileSync(file, args, { ...options, encoding: 'utf8' })).toContain(binaries.version)
  })
})

describe('isSupportedVersion', () => {
  it('refuses every minor with the known leak through row-level security', () => {
    const supported = ['15.14', '15.20', '16.10', '17.6', '18.0', '19.1']
    const refused = ['14.99', '15.13', '16.9', '17.5', '9.6']
    expect(supported.filter((version) => !isSupportedVersion(version))).toEqual([])
    expect(refused.filter(isSupportedVersion)).toEqual([])
  })
})

describe('fileSystemOf', () => {
  it('finds the type of the innermost mount', () => {
    const mountinfo = [
      '22 1 8:1 / / rw - ext4 /dev/sda1 rw',
      '30 22 0:40 / /home rw,relatime shared:1 - nfs4 server:/home rw',
      '31 30 8:2 / /home/local rw - xfs /dev/sdb1 rw',
    ].join('\n')
    expect(fileSystemOf('/var/lib', mountinfo)).toBe('ext4')
    expect(fileSystemOf('/home/zhou/data', mountinfo)).toBe('nfs4')
    expect(fileSystemOf('/home/local/data', mountinfo)).toBe('xfs')
    expect(fileSystemOf('/homeless', mountinfo)).toBe('ext4')
  })
})
