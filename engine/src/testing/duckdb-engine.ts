import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBListValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
} from '@duckdb/node-api'
import { duckdb } from '../sql/dialects/index.ts'
import { definitions, insertions } from './fill-table.ts'
import { readDatum } from './read-datum.ts'
import type { TestEngine } from './test-engine.ts'

/** The client (1.5.6) gives the class of an error as the beginning of its message. A logarithm of zero is out of range, too, and no overflow. */
const overflow = /^(?:Out of Range Error: (?!cannot take)|Conversion Error: .*(?:out of range|not in timestamp range))/

/** DuckDB in this process, in memory. */
export async function startDuckdb(): Promise<TestEngine> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  for (const statement of duckdb.session({ statementSeconds: 0 })) await connection.run(statement)
  return {
    name: 'duckdb',
    dialect: duckdb,
    async createTable(name, columns, rows) {
      for (const statement of definitions(name, columns, duckdb)) await connection.run(statement)
      for (const statement of insertions({ name, columns }, rows, duckdb)) await connection.run(statement)
    },
    async query({ text, parameters, columns }) {
      const reader = await connection.runAndReadAll(text, parameters as never)
      return reader.getRows().map((row) => row.map((value, index) => readDatum(plain(value), columns[index] ?? 'text')))
    },
    async validate(sql) {
      try {
        const prepared = await connection.prepare(sql)
        prepared.destroySync()
        return null
      } catch (cause) {
        return (cause as Error).message
      }
    },
    isOverflow: (error) => error instanceof Error && overflow.test(error.message),
    async run(sql) {
      await connection.run(sql)
    },
    async [Symbol.asyncDispose]() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** The client's value objects as texts; instants by their microseconds, because the client prints them in the machine's zone. */
function plain(value: unknown): unknown {
  if (value instanceof DuckDBTimestampTZValue) return new DuckDBTimestampValue(value.micros).toString()
  if (value instanceof DuckDBListValue) return value.items
  if (value instanceof DuckDBDecimalValue || value instanceof DuckDBDateValue || value instanceof DuckDBTimestampValue)
    return value.toString()
  return value
}
