import { z } from 'zod'
import { connectorError } from '../errors.ts'
import { HostName, loginFields, PortNumber, SourceName, SourcePassword } from '../transport/hosts/index.ts'
import { type MysqlSession, openMysql, quoteName, quoteText } from '../transport/mysql/index.ts'
import type { Connector, Extract, ExtractRequest } from '../words/connector.ts'
import type { TableFreshness } from '../words/profile.ts'
import { profileTable } from './profile-table.ts'
import { exactOf, keyOf, listTables, pickColumns, tableOf, textOf } from './tables.ts'

const MysqlSource = z.strictObject({
  host: HostName,
  port: PortNumber.default(3306),
  database: SourceName,
  user: SourceName,
  password: SourcePassword,
  ssl: z.boolean().default(false),
})
type MysqlSource = z.infer<typeof MysqlSource>

/** An agency's MySQL or MariaDB, read with a read-only user when a run needs it. */
export const mysqlConnector: Connector<MysqlSource> = {
  kind: 'mysql',
  label: { zh: 'MySQL / MariaDB 数据库', en: 'MySQL or MariaDB database' },
  about: {
    zh: '运行时以只读方式读取对方数据库；地址须由管理员登记。',
    en: 'Read when a run needs it, read-only; an administrator must have listed its address.',
  },
  reading: 'live',
  capabilities: { snapshot: 'transaction', comments: true, emptyText: true, typed: true, cancels: true },
  settings: MysqlSource,
  secrets: ['password'],
  form: {
    ...loginFields,
    host: {
      ...loginFields.host,
      help: {
        zh: '加密连接时须与证书上的主机名或地址一致',
        en: 'With encryption, the name or address that the certificate bears',
      },
    },
  },
  async open(settings, { network, signal }) {
    const session = await openMysql(settings, { network, signal })
    const { database } = settings
    const from = (table: string) => `${quoteName(database)}.${quoteName(table)}`
    return {
      tables: () => listTables(session, database),
      sample: async (table, limit) => {
        const { columns } = await tableOf(session, database, table)
        return session.rows(`SELECT ${columns.map(textOf).join(', ')} FROM ${from(table)} LIMIT ${whole(limit)}`)
      },
      values: async (table, name, limit) => {
        const [column] = pickColumns(await tableOf(session, database, table), [name])
        if (!column) return []
        const rows = await session.rows(
          `SELECT ${exactOf(column)} AS value, COUNT(*) AS amount FROM ${from(table)} GROUP BY value ORDER BY amount DESC, value LIMIT ${whole(limit)}`,
        )
        return rows.map(([value = null, count]) => ({ value, rows: Number(count) }))
      },
      profile: async ({ table, columns, topValues }) => {
        const wanted = pickColumns(await tableOf(session, database, table), columns)
        return profileTable(session, { table, from: from(table), columns: wanted, topValues })
      },
      freshness: () => freshnessOf(session, database),
      extract: (request) => extract(session, database, request),
      [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
    }
  },
}

/** Rows in the order of the primary key if there is one; `_row` is their number in that order. */
async function extract(session: MysqlSession, database: string, request: ExtractRequest): Promise<Extract> {
  const { table, columns, file, onRows } = request
  const found = await tableOf(session, database, table)
  const wanted = pickColumns(found, columns)
  const key = await keyOf(session, database, found)
  const from = `${quoteName(database)}.${quoteName(table)}`
  const ordered = key.length === 0 ? '' : ` ORDER BY ${key.map(quoteName).join(', ')}`
  return session.snapshot(async () => {
    const [state] = await session.rows(
      `SELECT (SELECT COUNT(*) FROM ${from}), CONCAT(DATE_FORMAT(NOW(), '%Y-%m-%dT%H:%i:%s'), '+08:00'), CONNECTION_ID()`,
    )
    const text = `SELECT ${wanted.length === 0 ? '1' : wanted.map(textOf).join(', ')} FROM ${from}${ordered}`
    const rows = await session.rowsToFile({ text, columns, file, onRows })
    const [count, readAt, connection] = state ?? []
    const counted = Number(count)
    if (rows !== counted) throw connectorError('rows-differ', { table, rows, counted })
    return { rows, counted, snapshot: `${readAt} · ${connection}`, readAt: readAt ?? '', rejected: 0 }
  })
}

/** InnoDB keeps the time of the last change in memory: after a restart of the source it is null until the next change. */
async function freshnessOf(session: MysqlSession, database: string): Promise<readonly TableFreshness[]> {
  // MySQL 8 answers from statistics that may be a day old unless it is told not to; MariaDB has no such setting.
  if (session.product === 'mysql') await session.rows('SET SESSION information_schema_stats_expiry = 0').catch(() => [])
  const rows = await session.rows(
    `SELECT TABLE_NAME, CONCAT(DATE_FORMAT(UPDATE_TIME, '%Y-%m-%dT%H:%i:%s'), '+08:00'), TABLE_ROWS FROM information_schema.TABLES
     WHERE TABLE_SCHEMA = ${quoteText(database)} ORDER BY TABLE_NAME`,
  )
  return rows.map(([table, newestAt = null, count]) => ({
    table: table ?? '',
    newestAt,
    batches: 0,
    rows: count === null || count === undefined ? null : Number(count),
  }))
}

function whole(limit: number): number {
  return Math.max(0, Math.min(Math.trunc(limit) || 0, 1_000_000))
}
