import { z } from 'zod'
import { connectorError } from '../errors.ts'
import { HostName, loginFields, PortNumber, SourceName, SourcePassword } from '../transport/hosts/index.ts'
import {
  openPostgres,
  type PostgresProduct,
  type PostgresSession,
  postgresProducts,
  quoteIdentifier,
} from '../transport/postgres/index.ts'
import { encodeRow } from '../transport/rows-file/index.ts'
import type { ColumnType, SourceTable } from '../words/column.ts'
import type { Connector, Extract, ExtractRequest } from '../words/connector.ts'
import { freshnessOf } from './freshness.ts'
import { profileTable } from './profile-table.ts'

/** Ports that the products come with. */
const usualPorts: Readonly<Record<PostgresProduct, number>> = { postgresql: 5432, opengauss: 5432, kingbase: 54_321 }

const PostgresSource = z
  .strictObject({
    product: z.enum(postgresProducts).default('postgresql'),
    host: HostName,
    port: PortNumber.optional(),
    database: SourceName,
    user: SourceName,
    password: SourcePassword,
    schema: SourceName.default('public'),
    ssl: z.boolean().default(false),
  })
  .transform((settings) => ({ ...settings, port: settings.port ?? usualPorts[settings.product] }))
type PostgresSource = z.infer<typeof PostgresSource>

/** An agency's PostgreSQL (or Kingbase / openGauss with the same wire), read with a read-only role when a run needs it. */
export const postgresConnector: Connector<PostgresSource> = {
  kind: 'postgres',
  label: { zh: 'PostgreSQL 数据库（含 openGauss、人大金仓）', en: 'PostgreSQL database (or openGauss, KingbaseES)' },
  about: {
    zh: '运行时以只读方式读取对方数据库；地址须由管理员登记。',
    en: 'Read when a run needs it, read-only; an administrator must have listed its address.',
  },
  reading: 'live',
  capabilities: { snapshot: 'transaction', comments: true, emptyText: true, typed: true, cancels: true },
  settings: PostgresSource,
  secrets: ['password'],
  form: {
    product: {
      label: { zh: '产品', en: 'Product' },
      control: 'choice',
      choices: [
        { value: 'postgresql', label: { zh: 'PostgreSQL', en: 'PostgreSQL' } },
        {
          value: 'opengauss',
          label: { zh: 'openGauss（协议相同，未经实测）', en: 'openGauss (same protocol, not tested here)' },
        },
        {
          value: 'kingbase',
          label: { zh: '人大金仓 KingbaseES（协议相同，未经实测）', en: 'KingbaseES (same protocol, not tested here)' },
        },
      ],
    },
    host: loginFields.host,
    port: {
      ...loginFields.port,
      help: { zh: '不填则为 5432；人大金仓为 54321', en: 'Left empty: 5432, KingbaseES 54321' },
    },
    database: loginFields.database,
    schema: {
      label: { zh: '模式', en: 'Schema' },
      control: 'text',
      help: { zh: '一般为 public', en: 'Usually public' },
    },
    user: loginFields.user,
    password: loginFields.password,
    ssl: loginFields.ssl,
  },
  async open(settings, { network, signal }) {
    const session = await openPostgres(settings, { network, signal })
    const { schema } = settings
    return {
      tables: () => listTables(session, schema),
      sample: async (table, limit) => {
        const columns = await columnsOf(session, schema, table)
        const values = columns.map(
          (column, index) => `${quoteIdentifier(column)}::text AS ${quoteIdentifier(`c${index}`)}`,
        )
        const rows = await session.rows(`SELECT ${values.join(', ')} FROM ${relation(schema, table)} LIMIT $1`, [limit])
        return rows.map((row) => columns.map((_, index) => row[`c${index}`] ?? null))
      },
      values: async (table, column, limit) => {
        requireColumns(table, await columnsOf(session, schema, table), [column])
        const rows = await session.rows(
          `SELECT ${quoteIdentifier(column)}::text AS value, count(*) AS rows FROM ${relation(schema, table)} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $1`,
          [limit],
        )
        return rows.map((row) => ({ value: row['value'] ?? null, rows: Number(row['rows']) }))
      },
      profile: async ({ table, columns, topValues }) => {
        const found = (await tableOf(session, schema, table)).columns
        const names = found.map(({ name }) => name)
        requireColumns(table, names, columns)
        const wanted = columns.flatMap((name) => found.filter((column) => column.name === name))
        return profileTable(session, { table, from: relation(schema, table), columns: wanted, topValues })
      },
      freshness: () => freshnessOf(session, schema),
      extract: (request) => session.snapshot(() => extract(session, schema, request)),
      [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
    }
  },
}

async function extract(session: PostgresSession, schema: string, request: ExtractRequest): Promise<Extract> {
  const { table, columns, file, onRows } = request
  requireColumns(table, await columnsOf(session, schema, table), columns)
  const from = relation(schema, table)
  const [state] = await session.rows(
    `SELECT (SELECT count(*) FROM ${from}) AS counted, to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM') AS read_at, txid_current_snapshot()::text AS snapshot`,
  )
  const values = columns.map((column) => `, ${quoteIdentifier(column)}::text`).join('')
  const rows = await session.copyToFile({
    text: `COPY (SELECT row_number() OVER ()${values} FROM ${from}) TO STDOUT WITH (FORMAT csv, NULL '', ENCODING 'UTF8')`,
    file,
    header: encodeRow(['_row', ...columns]),
    onRows,
  })
  const counted = Number(state?.['counted'])
  if (rows !== counted) throw connectorError('rows-differ', { table, rows, counted })
  const readAt = state?.['read_at'] ?? ''
  return { rows, counted, snapshot: `${readAt} · ${state?.['snapshot'] ?? ''}`, readAt, rejected: 0 }
}

/** Tables, views and foreign tables of the schema, with those columns that this user may read. */
async function listTables(session: PostgresSession, schema: string): Promise<readonly SourceTable[]> {
  const rows = await session.rows(
    `SELECT c.relname AS table, c.reltuples::bigint AS rows, obj_description(c.oid, 'pg_class') AS about, a.attname AS column,
       format_type(a.atttypid, a.atttypmod) AS type, col_description(c.oid, a.attnum) AS comment
     FROM pg_catalog.pg_class c
     JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
     WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
       AND has_column_privilege(c.oid, a.attnum, 'SELECT')
     ORDER BY c.relname, a.attnum`,
    [schema],
  )
  if (rows.length === 0) await requireSchema(session, schema)
  return [...Map.groupBy(rows, (row) => row['table'] ?? '')].map(([name, list]) => {
    const estimate = Number(list[0]?.['rows'] ?? -1)
    const about = list[0]?.['about']
    return {
      name,
      columns: list.map((row) => ({
        name: row['column'] ?? '',
        sourceType: row['type'] ?? '',
        type: typeOf(row['type'] ?? ''),
        ...(row['comment'] ? { comment: row['comment'] } : {}),
      })),
      ...(about ? { comment: about } : {}),
      ...(estimate >= 0 ? { rows: estimate } : {}),
    }
  })
}

async function requireSchema(session: PostgresSession, schema: string): Promise<void> {
  const found = await session.rows('SELECT 1 AS found FROM pg_catalog.pg_namespace WHERE nspname = $1', [schema])
  if (found.length === 0) throw connectorError('no-such-schema', { schema })
}

async function tableOf(session: PostgresSession, schema: string, table: string): Promise<SourceTable> {
  const tables = await listTables(session, schema)
  const found = tables.find(({ name }) => name === table)
  if (!found) throw connectorError('no-such-table', { table })
  return found
}

async function columnsOf(session: PostgresSession, schema: string, table: string): Promise<readonly string[]> {
  return (await tableOf(session, schema, table)).columns.map(({ name }) => name)
}

function requireColumns(table: string, found: readonly string[], wanted: readonly string[]): void {
  for (const column of wanted) if (!found.includes(column)) throw connectorError('no-such-column', { table, column })
}

function relation(schema: string, table: string): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`
}

function typeOf(type: string): ColumnType {
  if (/^(?:smallint|integer|bigint)$/.test(type)) return 'integer'
  if (/^(?:numeric|real|double precision)/.test(type)) return 'decimal'
  if (type === 'boolean' || type === 'date') return type
  return type.startsWith('timestamp') ? 'timestamp' : 'text'
}
