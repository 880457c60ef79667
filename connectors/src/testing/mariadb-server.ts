import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createConnection } from 'mysql2/promise'
import { freePort } from './free-port.ts'

/** A throw-away MariaDB: own folder, free port on loopback, gone afterwards. Its superuser is `root` without a password. */
export interface MariadbServer extends AsyncDisposable {
  readonly port: number
}

const quick = [
  '--innodb-buffer-pool-size=16M',
  '--innodb-log-file-size=8M',
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-doublewrite=0',
  '--performance-schema=0',
  '--skip-name-resolve',
  '--skip-log-bin',
  '--max-connections=20',
]

export async function startMariadb(): Promise<MariadbServer> {
  const folder = await mkdtemp(join(tmpdir(), 'jianmo-mariadb-'))
  // The server gives up root for a user who must reach its folder.
  const asRoot = process.getuid?.() === 0
  const user = asRoot ? ['--user=mysql'] : []
  if (asRoot) await chmod(folder, 0o711)
  const data = join(folder, 'data')
  // A starting server clears its folder of temporary tables: in a shared one it would take those of its neighbours.
  const temporary = join(folder, 'temporary')
  await mkdir(temporary)
  await chmod(temporary, 0o777)
  const places = ['--no-defaults', `--datadir=${data}`, `--tmpdir=${temporary}`]
  try {
    await promisify(execFile)(find('mariadb-install-db'), [
      ...places,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      ...user,
      ...quick.slice(0, 2),
    ])
  } catch (cause) {
    await rm(folder, { recursive: true, force: true })
    throw cause
  }
  const port = await freePort()
  const server = spawn(
    find('mariadbd'),
    [
      ...places,
      `--socket=${join(data, 'server.sock')}`,
      `--pid-file=${join(data, 'server.pid')}`,
      '--skip-networking=0',
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      ...user,
      ...quick,
    ],
    { stdio: 'ignore' },
  )
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  async function dispose(): Promise<void> {
    // Nothing is kept: there is no reason to wait until it has tidied up.
    if (server.exitCode === null && server.signalCode === null) server.kill('SIGKILL')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  for (let attempt = 0; attempt < 200; attempt++) {
    if (server.exitCode !== null) break
    try {
      const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' })
      await connection.end()
      return { port, [Symbol.asyncDispose]: dispose }
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const code = server.exitCode
  await dispose()
  throw new Error(`MariaDB did not start${code === null ? '' : ` and ended with ${code}`}`)
}

function find(program: string): string {
  const found = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/usr/libexec']
    .map((folder) => join(folder, program))
    .find((path) => existsSync(path))
  if (!found) throw new Error(`There is no ${program}: install mariadb-server`)
  return found
}
