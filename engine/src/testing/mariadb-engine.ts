import { type ColumnType, typeNameOf } from '@jianmo/connectors/words'
import { createConnection } from 'mysql2/promise'
import { startMariadb } from '../../../connectors/src/testing/mariadb-server.ts'
import { mariadb } from '../sql/dialects/index.ts'
import { definitions, insertions } from './fill-table.ts'
import { readDatum } from './read-datum.ts'
import type { TestEngine } from './test-engine.ts'

/** Columns of tables have other types than casts. */
function columnType(type: ColumnType): string {
  const name = typeNameOf(type)
  if (name === 'text') return 'longtext character set utf8mb4 collate utf8mb4_nopad_bin'
  if (name === 'integer') return 'bigint'
  if (name === 'boolean') return 'boolean'
  return mariadb.sqlType(type)
}

const overflows: ReadonlySet<string> = new Set([
  'ER_DATA_OUT_OF_RANGE',
  'ER_WARN_DATA_OUT_OF_RANGE',
  'ER_DATETIME_FUNCTION_OVERFLOW',
])

/** A real MariaDB in a temporary folder. Statements go as prepared ones: the client puts no value into a text. */
export async function startMariadbEngine(): Promise<TestEngine> {
  const server = await startMariadb()
  const connection = await createConnection({
    host: '127.0.0.1',
    port: server.port,
    user: 'root',
    charset: 'utf8mb4',
    supportBigNumbers: true,
    bigNumberStrings: true,
    dateStrings: true,
  })
  await connection.query('create database test character set utf8mb4 collate utf8mb4_nopad_bin')
  await connection.query('use test')
  for (const statement of mariadb.session({ statementSeconds: 60, readOnly: false })) await connection.query(statement)
  return {
    name: 'mariadb',
    dialect: mariadb,
    async createTable(name, columns, rows) {
      for (const statement of definitions(name, columns, mariadb, columnType)) await connection.query(statement)
      for (const statement of insertions({ name, columns }, rows, mariadb)) await connection.query(statement)
    },
    async query({ text, parameters, columns }) {
      const [rows] = await connection.execute({ sql: text, rowsAsArray: true }, [...parameters] as never)
      // A statement is prepared for one text: hundreds of texts would fill the server's table of them.
      connection.unprepare(text)
      return (rows as unknown[][]).map((row) => row.map((value, index) => readDatum(value, columns[index] ?? 'text')))
    },
    async validate(sql) {
      try {
        const prepared = await connection.prepare(sql)
        await prepared.close()
        return null
      } catch (cause) {
        return (cause as Error).message
      }
    },
    isOverflow: (error) => error instanceof Error && 'code' in error && overflows.has(String(error.code)),
    async run(sql) {
      await connection.query(sql)
    },
    async [Symbol.asyncDispose]() {
      connection.destroy()
      await server[Symbol.asyncDispose]()
    },
  }
}
