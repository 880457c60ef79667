import { createWriteStream } from 'node:fs'
import { connect, isIP, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Connection, createConnection } from 'mysql2'
import { checkHost, type LoginSettings, type SessionOptions } from '../hosts/index.ts'
import { encodeRow } from '../rows-file/index.ts'
import { toProductError } from './errors.ts'

export type MysqlRow = readonly (string | null)[]

/** One read-only connection. Every error is a ProductError in zh and en. Aborting the signal kills the query in the source. */
export interface MysqlSession extends AsyncDisposable {
  readonly product: MysqlProduct
  /** Every value as the text that the source writes for it. */
  rows(text: string): Promise<readonly MysqlRow[]>
  /** Runs `read` in one REPEATABLE READ, READ ONLY transaction that begins with its snapshot. */
  snapshot<Result>(read: () => Promise<Result>, purpose?: 'extract' | 'profile'): Promise<Result>
  /** Writes header and rows, numbered from 1, as an extract file; answers with the rows that arrived. */
  rowsToFile(extract: RowsToFile): Promise<number>
}

export type MysqlProduct = 'mysql' | 'mariadb'

export interface RowsToFile {
  readonly text: string
  readonly columns: readonly string[]
  readonly file: string
  readonly onRows: (rows: number) => void
}

const connectSeconds = 10
/** Questions about tables are quick; a profile and an extract may take their time, but not for ever. */
const statementSeconds = { question: 60, profile: 300, extract: 1800 } as const
const rowsAPiece = 1000

export async function openMysql(settings: LoginSettings, options: SessionOptions): Promise<MysqlSession> {
  const { signal } = options
  let seconds: number = statementSeconds.question
  const inWords = (cause: unknown) => toProductError(cause, { settings, signal, seconds })
  const asked = async <Result>(ask: () => Promise<Result>): Promise<Result> => {
    if (signal.aborted) throw inWords(signal.reason)
    try {
      return await ask()
    } catch (cause) {
      throw inWords(cause)
    }
  }
  const connection = await asked(() => connectChecked(settings, options))
  const onAbort = () => void killQuery(connection, settings, options)
  signal.addEventListener('abort', onAbort, { once: true })

  function dispose(): void {
    signal.removeEventListener('abort', onAbort)
    connection.destroy()
  }
  const ask = (text: string) => askAll(connection, text)
  let product: MysqlProduct
  const limit = (limited: number) =>
    product === 'mariadb'
      ? `SET SESSION max_statement_time = ${limited}`
      : `SET SESSION max_execution_time = ${limited * 1000}`
  try {
    product = await asked(async () => {
      const version = (await ask('SELECT VERSION()'))[0]?.[0] ?? ''
      return /mariadb/i.test(version) ? 'mariadb' : 'mysql'
    })
    await asked(async () => {
      for (const text of sessionSettings) await ask(text)
      await ask(limit(seconds))
    })
  } catch (cause) {
    dispose()
    throw cause
  }

  return {
    product,
    rows: (text) => asked(() => ask(text)),
    snapshot: (read, purpose = 'extract') =>
      asked(async () => {
        seconds = statementSeconds[purpose]
        await ask(limit(seconds))
        await ask('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY')
        try {
          const result = await read()
          await ask('COMMIT')
          return result
        } catch (cause) {
          const error = inWords(cause)
          await ask('ROLLBACK').catch(() => undefined)
          throw error
        } finally {
          seconds = statementSeconds.question
          await ask(limit(seconds)).catch(() => undefined)
        }
      }),
    rowsToFile: ({ text, columns, file, onRows }) =>
      asked(async () => {
        let rows = 0
        async function* lines(): AsyncGenerator<string> {
          yield encodeRow(['_row', ...columns])
          let piece = ''
          for await (const row of connection
            .query(text)
            .stream({ highWaterMark: rowsAPiece }) as AsyncIterable<Values>) {
            rows++
            piece += encodeRow([String(rows), ...columns.map((_, index) => row[index]?.toString('utf8') ?? null)])
            if (rows % rowsAPiece !== 0) continue
            onRows(rows)
            yield piece
            piece = ''
          }
          onRows(rows)
          yield piece
        }
        const target = createWriteStream(file, { flags: 'wx', mode: 0o600 })
        try {
          await pipeline(Readable.from(lines()), target, { signal })
        } catch (cause) {
          // Rows that nobody reads any more would hold up every later question on this connection.
          await killQuery(connection, settings, options)
          throw cause
        }
        return rows
      }),
    [Symbol.asyncDispose]: () => Promise.resolve(dispose()),
  }
}

/**
 * Read-only is set in the source as well as expected of the login role. Texts arrive as UTF-8 of up to four bytes (𠮷 has
 * four), TIMESTAMPs on the Chinese wall clock. The mode is pinned: no backslash escapes, no padding, ANSI quotes off.
 */
const sessionSettings = [
  'SET NAMES utf8mb4',
  "SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES'",
  "SET SESSION time_zone = '+08:00'",
  'SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ',
  'SET SESSION TRANSACTION READ ONLY',
  'SET SESSION net_write_timeout = 600',
] as const

type Values = readonly (Buffer | null)[]

function toTexts(row: Values): (string | null)[] {
  return row.map((value) => (value === null ? null : value.toString('utf8')))
}

function askAll(connection: Connection, text: string): Promise<readonly MysqlRow[]> {
  return new Promise((resolve, reject) => {
    connection.query(text, (cause: unknown, rows: unknown) => {
      if (cause) reject(cause)
      else resolve(Array.isArray(rows) ? (rows as Values[]).map(toTexts) : [])
    })
  })
}

/**
 * A connection to the checked address and to no other: the socket is ours, so mysql2 looks up nothing. A server may not ask
 * for files of ours (LOCAL_FILES off), for the password in clear text, or for several statements; rows are read without
 * generated code. Certificates are checked against the name in the settings (`verifyIdentity`: mysql2 leaves it out otherwise).
 */
async function connectChecked(settings: LoginSettings, { network, signal }: SessionOptions): Promise<Connection> {
  const target = await checkHost(settings, network)
  const socket = connect({ host: target.address, port: target.port })
  socket.setNoDelay(true).setKeepAlive(true)
  // mysql2 gives TLS no name for a host that is an address, and Node 24 then checks the certificate against `_host`, else `localhost`.
  if (isIP(settings.host)) Object.assign(socket, { _host: settings.host })
  const connection = createConnection({
    stream: socket,
    host: settings.host,
    port: settings.port,
    database: settings.database,
    user: settings.user,
    password: settings.password,
    ...(settings.ssl ? { ssl: { verifyIdentity: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' } } : {}),
    connectTimeout: connectSeconds * 1000,
    flags: ['-LOCAL_FILES'],
    connectAttributes: { program_name: 'jianmo' },
    charset: 'UTF8MB4_BIN',
    multipleStatements: false,
    enableCleartextPlugin: false,
    disableEval: true,
    rowsAsArray: true,
    typeCast: false,
    trace: false,
  })
  // An error that belongs to no query must not end the server; the next query meets it.
  connection.on('error', () => undefined)
  await untilConnected(connection, { socket, signal })
  return connection
}

/** mysql2's own limit ends with the first byte that arrives: a server that greets and then says nothing is left here. */
async function untilConnected(
  connection: Connection,
  { socket, signal }: { readonly socket: Socket; readonly signal: AbortSignal },
): Promise<void> {
  let stop: (reason: Error) => void = () => undefined
  const stopped = new Promise<never>((_, reject) => {
    stop = reject
  })
  const late = setTimeout(
    () => stop(Object.assign(new Error('connect timeout'), { code: 'ETIMEDOUT' })),
    connectSeconds * 1000,
  )
  const onAbort = () => stop(new Error('aborted'))
  const onError = (cause: Error) => stop(cause)
  signal.addEventListener('abort', onAbort, { once: true })
  socket.once('error', onError)
  try {
    await Promise.race([
      stopped,
      new Promise<void>((resolve, reject) => connection.connect((cause) => (cause ? reject(cause) : resolve()))),
    ])
  } catch (cause) {
    connection.destroy()
    throw cause
  } finally {
    clearTimeout(late)
    signal.removeEventListener('abort', onAbort)
    socket.removeListener('error', onError)
  }
}

/** `KILL QUERY` on a connection of its own, checked like every other, then the connection itself ends. */
async function killQuery(connection: Connection, settings: LoginSettings, { network }: SessionOptions): Promise<void> {
  const { threadId } = connection
  try {
    if (!Number.isSafeInteger(threadId)) return
    const other = await connectChecked(settings, { network, signal: AbortSignal.timeout(connectSeconds * 1000) })
    await askAll(other, `KILL QUERY ${threadId}`).finally(() => other.destroy())
  } catch {
    // The query may be over, or the source gone: ending the connection is what is left.
  } finally {
    connection.destroy()
  }
}

/** A table or column name. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``
}

/** A text as a literal that no mode and no character set of the source reads differently. */
export function quoteText(text: string): string {
  return `_utf8mb4 X'${Buffer.from(text).toString('hex')}'`
}
