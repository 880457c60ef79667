import { createWriteStream } from 'node:fs'
import { connect } from 'node:net'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { connectorError } from '../../errors.ts'
import { type CheckedHost, checkHost, type LoginSettings, type SessionOptions } from '../hosts/index.ts'
import { toProductError } from './errors.ts'

/** Databases that speak PostgreSQL's protocol. Only `postgresql` itself is tested here. */
export const postgresProducts = ['postgresql', 'opengauss', 'kingbase'] as const
export type PostgresProduct = (typeof postgresProducts)[number]

export interface PostgresSettings extends LoginSettings {
  readonly product: PostgresProduct
}

/** One read-only connection. Every error is a ProductError in zh and en. Aborting the signal cancels in the source too. */
export interface PostgresSession extends AsyncDisposable {
  rows(text: string, parameters?: readonly unknown[]): Promise<readonly Record<string, string | null>[]>
  /** Runs `read` in one REPEATABLE READ, READ ONLY transaction: everything it sees is one snapshot. `purpose`: how long it may take. */
  snapshot<Result>(read: () => Promise<Result>, purpose?: 'extract' | 'profile'): Promise<Result>
  /** Writes the COPY … TO STDOUT (csv) to `file` after `header`; answers with the rows that arrived. */
  copyToFile(copy: CopyToFile): Promise<number>
}

export interface CopyToFile {
  readonly text: string
  readonly file: string
  readonly header: string
  readonly onRows: (rows: number) => void
}

const connectSeconds = 10
/** Questions about tables are quick; a profile and an extract may take their time, but not for ever. */
const statementSeconds = { question: 60, profile: 300, extract: 1800 } as const

/**
 * Session settings. Read-only is set in the source as well as expected of the login role. Dates are ISO with the Chinese
 * wall clock. Synchronised and parallel scans are off so that the same table gives its rows in the same order.
 */
const sessionSettings = `SET default_transaction_read_only = on; SET statement_timeout = '${statementSeconds.question}s';
SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'iso_8601'; SET TimeZone = 'Asia/Shanghai';
SET bytea_output = 'hex'`

/** Settings that an older or a kindred database may not have: set where they are known. */
const optionalSettings = `SELECT set_config(known.name, wanted.value, false) FROM pg_catalog.pg_settings AS known
JOIN (VALUES ('idle_in_transaction_session_timeout', '60s'), ('synchronize_seqscans', 'off'), ('max_parallel_workers_per_gather', '0'))
  AS wanted (name, value) ON wanted.name = known.name`

export async function openPostgres(settings: PostgresSettings, options: SessionOptions): Promise<PostgresSession> {
  const { signal } = options
  if (signal.aborted) throw connectorError('read-cancelled', {})
  const target = await checkHost(settings, options.network)
  const client = new pg.Client({
    host: target.address,
    port: target.port,
    database: settings.database,
    user: settings.user,
    password: settings.password,
    ssl: settings.ssl ? { servername: settings.host } : false,
    application_name: 'jianmo',
    connectionTimeoutMillis: connectSeconds * 1000,
    keepAlive: true,
    types: { getTypeParser: () => (value: string | Buffer) => String(value) },
  })
  let seconds: number = statementSeconds.question
  const inWords = (cause: unknown) => toProductError(cause, { settings, signal, seconds })
  const asked = async <Result>(ask: () => Promise<Result>): Promise<Result> => {
    if (signal.aborted) throw connectorError('read-cancelled', {})
    try {
      return await ask()
    } catch (cause) {
      throw inWords(cause)
    }
  }
  guardLogin(client, settings.ssl)
  const onAbort = () => void cancelBackend(client, target)
  client.on('error', () => client.end().catch(() => undefined))
  await asked(() => client.connect().catch(asUnknownLogin))
  signal.addEventListener('abort', onAbort, { once: true })

  async function dispose(): Promise<void> {
    signal.removeEventListener('abort', onAbort)
    await client.end().catch(() => undefined)
  }
  try {
    await asked(() => client.query(sessionSettings))
    await asked(() => client.query(optionalSettings))
  } catch (cause) {
    await dispose()
    throw cause
  }

  return {
    rows: (text, parameters = []) =>
      asked(async () => (await client.query<Record<string, string | null>>(text, [...parameters])).rows),
    snapshot: (read, purpose = 'extract') =>
      asked(async () => {
        await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
        seconds = statementSeconds[purpose]
        try {
          await client.query(`SET LOCAL statement_timeout = '${seconds}s'`)
          const result = await read()
          await client.query('COMMIT')
          return result
        } catch (cause) {
          const error = inWords(cause)
          await client.query('ROLLBACK').catch(() => undefined)
          throw error
        } finally {
          seconds = statementSeconds.question
        }
      }),
    copyToFile: ({ text, file, header, onRows }) =>
      asked(async () => {
        const counter = countRows(onRows)
        const target = createWriteStream(file, { flags: 'wx', mode: 0o600 })
        target.write(header)
        await pipeline(client.query(copyTo(text)), counter.stream, target, { signal })
        return counter.rows()
      }),
    [Symbol.asyncDispose]: dispose,
  }
}

/** Counts the records that pass: line feeds outside quotes. What was counted is what was received, not what was announced. */
function countRows(onRows: (rows: number) => void): { stream: Transform; rows: () => number } {
  let rows = 0
  let quoted = false
  const stream = new Transform({
    highWaterMark: 1 << 20,
    transform(chunk: Buffer, _encoding, done) {
      for (const byte of chunk) {
        if (byte === 0x22) quoted = !quoted
        else if (byte === 0x0a && !quoted) rows++
      }
      onRows(rows)
      done(null, chunk)
    },
  })
  return { stream, rows: () => rows }
}

/** What is used of pg's own connection, which its types do not show. */
interface WireConnection {
  attachListeners(stream: WireStream): void
  prependListener(event: 'authenticationCleartextPassword', listener: () => void): void
}

interface WireStream {
  on(event: string, listener: (chunk: Buffer) => void): unknown
  destroy(cause: Error): unknown
}

/**
 * pg 8.23 throws from the socket's event when a server asks for a way to log in that it does not know (openGauss with SM3 does),
 * which would end the whole process; and it sends the password in clear text to any server that asks. Here the first becomes
 * an error of this connection, and the second happens only inside an encrypted one.
 */
function guardLogin(client: pg.Client, encrypted: boolean): void {
  const { connection } = client as unknown as { connection: WireConnection }
  const attach = connection.attachListeners.bind(connection)
  connection.attachListeners = (stream) => {
    const caught = (listener: (chunk: Buffer) => void) => (chunk: Buffer) => {
      try {
        listener(chunk)
      } catch (cause) {
        stream.destroy(cause instanceof Error ? cause : new Error(String(cause)))
      }
    }
    attach({
      on: (event, listener) => stream.on(event, event === 'data' ? caught(listener) : listener),
      destroy: (cause) => stream.destroy(cause),
    })
  }
  if (encrypted) return
  connection.prependListener('authenticationCleartextPassword', () => {
    throw new Error('The server asks for the password in clear text')
  })
}

/** openGauss's code 12 (MD5 with SHA-256) is the end of a SASL login in PostgreSQL: pg then misses the beginning. */
function asUnknownLogin(cause: unknown): never {
  throw cause instanceof TypeError ? new Error('Unknown authenticationOk message', { cause }) : cause
}

/** PostgreSQL's cancel request (protocol 3.0, 16 bytes on a connection of its own), then the connection itself ends. */
async function cancelBackend(client: pg.Client, { address, port }: CheckedHost): Promise<void> {
  const { processID, secretKey } = client as unknown as { processID: number | null; secretKey: number | null }
  if (processID !== null && secretKey !== null) {
    const packet = Buffer.alloc(16)
    packet.writeInt32BE(16, 0)
    packet.writeInt32BE(80_877_102, 4)
    packet.writeInt32BE(processID, 8)
    packet.writeInt32BE(secretKey, 12)
    await new Promise<void>((resolve) => {
      const socket = connect({ host: address, port, timeout: 2000 }, () => socket.end(packet))
      socket.on('error', () => resolve())
      socket.on('timeout', () => socket.destroy())
      socket.on('close', () => resolve())
    })
  }
  await client.end().catch(() => undefined)
}

/** A relation or column name of PostgreSQL. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
