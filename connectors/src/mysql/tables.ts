import { connectorError } from '../errors.ts'
import { type MysqlSession, quoteName, quoteText } from '../transport/mysql/index.ts'
import { type ColumnType, decimalType, type SourceColumn, type SourceTable } from '../words/column.ts'

/** Tables and views of the database, with those columns that this user may select. */
export async function listTables(session: MysqlSession, database: string): Promise<readonly SourceTable[]> {
  const tables = await session.rows(
    `SELECT TABLE_NAME, TABLE_ROWS, IF(TABLE_TYPE = 'VIEW', '', TABLE_COMMENT) FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${quoteText(database)} ORDER BY TABLE_NAME`,
  )
  const columns = await session.rows(
    `SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, COLUMN_COMMENT FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ${quoteText(database)}
       AND FIND_IN_SET('select', PRIVILEGES) > 0 ORDER BY TABLE_NAME, ORDINAL_POSITION`,
  )
  const columnsOf = Map.groupBy(columns, ([table]) => table)
  return tables.flatMap(([name, rows, comment]) => {
    const found = columnsOf.get(name ?? null) ?? []
    if (!name || found.length === 0) return []
    return [
      {
        name,
        columns: found.map(toColumn),
        ...(comment ? { comment } : {}),
        ...(rows === null || rows === undefined ? {} : { rows: Number(rows) }),
      },
    ]
  })
}

export async function tableOf(session: MysqlSession, database: string, table: string): Promise<SourceTable> {
  const found = (await listTables(session, database)).find(({ name }) => name === table)
  if (!found) throw connectorError('no-such-table', { table })
  return found
}

/** The wanted columns in the wanted order; throws `no-such-column`. */
export function pickColumns({ name, columns }: SourceTable, wanted: readonly string[]): readonly SourceColumn[] {
  return wanted.map((column) => {
    const found = columns.find((one) => one.name === column)
    if (!found) throw connectorError('no-such-column', { table: name, column })
    return found
  })
}

/** Columns of the primary key in its order, if this user may select all of them: rows then come in one order each time. */
export async function keyOf(session: MysqlSession, database: string, table: SourceTable): Promise<readonly string[]> {
  const rows = await session.rows(
    `SELECT COLUMN_NAME FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ${quoteText(database)} AND TABLE_NAME = ${quoteText(table.name)}
       AND INDEX_NAME = 'PRIMARY' ORDER BY SEQ_IN_INDEX`,
  )
  const key = rows.flatMap(([column]) => (column ? [column] : []))
  return key.every((column) => table.columns.some(({ name }) => name === column)) ? key : []
}

function toColumn([, name, sourceType, comment]: readonly (string | null)[]): SourceColumn {
  return {
    name: name ?? '',
    sourceType: sourceType ?? '',
    type: typeOf(sourceType ?? ''),
    ...(comment ? { comment } : {}),
  }
}

/** `tinyint(1)` stays a number: agencies keep 0, 1, 2 in it. An unsigned bigint does not fit into 64 bits with a sign. */
function typeOf(type: string): ColumnType {
  if (/^bigint.*unsigned/.test(type)) return 'decimal(20,0)'
  if (/^(?:tinyint|smallint|mediumint|int|integer|bigint|year)\b/.test(type)) return 'integer'
  const decimal = /^decimal\((\d+),(\d+)\)/.exec(type)
  if (decimal) return decimalType(Number(decimal[1]), Number(decimal[2]))
  if (/^(?:float|double)\b/.test(type)) return 'float'
  if (type === 'date') return 'date'
  return /^(?:datetime|timestamp)\b/.test(type) ? 'timestamp' : 'text'
}

/**
 * A column as text, always the same for the same value. Bits become `0101`, bytes lower-case hex, shapes well-known text;
 * everything else is what the source itself writes.
 */
export function textOf({ name, sourceType }: SourceColumn): string {
  const column = quoteName(name)
  const bits = /^bit\((\d+)\)/.exec(sourceType)
  if (bits) return `LPAD(BIN(${column} + 0), ${bits[1]}, '0')`
  if (isBytes(sourceType)) return `LOWER(HEX(${column}))`
  if (/^(?:geometry|point|linestring|polygon|multi\w+|geomcollection|geometrycollection)\b/.test(sourceType))
    return `ST_AsText(${column})`
  return column
}

/** Compared byte by byte, as UTF-8: no collation makes `a` and `A`, or `a` and `a ` one value. */
export function exactOf(column: SourceColumn): string {
  return `CAST(CONVERT(${textOf(column)} USING utf8mb4) AS BINARY)`
}

export function isBytes(sourceType: string): boolean {
  return /^(?:(?:var)?binary|tinyblob|blob|mediumblob|longblob)\b/.test(sourceType)
}
