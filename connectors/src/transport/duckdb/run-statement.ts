import { type DuckDBConnection, type DuckDBMaterializedResult, DuckDBTypeId, StatementType } from '@duckdb/node-api'
import type { DuckdbValue } from './protocol.ts'

/** Thrown for statements outside the allow-list, before they run. */
export class StatementNotAllowed extends Error {}

const readers: ReadonlySet<StatementType> = new Set([StatementType.SELECT])

/** `COPY` is here because the file-system lock holds it inside the folder. */
const writers: ReadonlySet<StatementType> = new Set([
  StatementType.SELECT,
  StatementType.CREATE,
  StatementType.INSERT,
  StatementType.UPDATE,
  StatementType.DELETE,
  StatementType.DROP,
  StatementType.ALTER,
  StatementType.COPY,
])

/** Runs exactly one statement of an allowed kind with bound parameters ($1, $2, …). */
export async function runStatement(
  connection: DuckDBConnection,
  kind: 'read' | 'write',
  statement: { readonly sql: string; readonly parameters: readonly DuckdbValue[] },
): Promise<DuckDBMaterializedResult> {
  const extracted = await connection.extractStatements(statement.sql)
  if (extracted.count !== 1) throw new StatementNotAllowed(`${extracted.count} statements`)
  const prepared = await extracted.prepare(0)
  try {
    const allowed = kind === 'read' ? readers : writers
    if (!allowed.has(prepared.statementType)) throw new StatementNotAllowed(StatementType[prepared.statementType])
    for (const [index, value] of statement.parameters.entries()) {
      const place = index + 1
      if (value === null) prepared.bindNull(place)
      else if (typeof value === 'boolean') prepared.bindBoolean(place, value)
      else if (typeof value === 'string') prepared.bindVarchar(place, value)
      else if (!Number.isSafeInteger(value)) prepared.bindDouble(place, value)
      else if (Math.abs(value) < 2 ** 31) prepared.bindInteger(place, value)
      else prepared.bindBigInt(place, BigInt(value))
    }
    return await prepared.run()
  } finally {
    prepared.destroySync()
  }
}

/** Rows that a write touched: DuckDB answers CREATE TABLE AS, INSERT and COPY with one `Count`. */
export async function changedRows(result: DuckDBMaterializedResult): Promise<number> {
  if (result.columnCount !== 1 || result.columnName(0) !== 'Count') return 0
  const [row] = await result.getRowsJson()
  return Number(row?.[0] ?? 0)
}

const wholeNumbers: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
])

/**
 * Columns of a result as plain values: whole numbers as number while exact, else as text; DECIMAL as number up to 15
 * significant digits, else as text; dates as `yyyy-mm-dd`; timestamps as `yyyy-mm-dd hh:mm:ss`; lists and structs as JSON.
 */
export async function columnsOf(result: DuckDBMaterializedResult): Promise<DuckdbValue[][]> {
  const columns = await result.getColumnsJson()
  return columns.map((values, index) => {
    const type = result.columnTypeId(index)
    return values.map((value): DuckdbValue => {
      if (value === null) return null
      if (wholeNumbers.has(type)) return exactNumber(String(value))
      if (type === DuckDBTypeId.DECIMAL) {
        const digits = String(value).replace(/^[-0.]+|[-.]/g, '')
        return digits.length <= 15 ? Number(value) : String(value)
      }
      return typeof value === 'object' ? JSON.stringify(value) : value
    })
  })
}

export function toRows(columns: readonly (readonly DuckdbValue[])[]): DuckdbValue[][] {
  const height = columns[0]?.length ?? 0
  return Array.from({ length: height }, (_, row) => columns.map((column) => column[row] ?? null))
}

function exactNumber(text: string): number | string {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : text
}
