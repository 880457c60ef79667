import { type Cell, type PhysicalColumn, type PhysicalTable, textOf } from './physical.ts'

/** SQL that makes the PostgreSQL tables of a district, with the agency's comments, in rows of at most 200 per statement. */
export function postgresScript(tables: readonly PhysicalTable[]): string {
  const own = tables.filter(({ kind }) => kind === 'postgres')
  const schemas = [...new Set(own.map(({ schema }) => schema ?? 'public'))]
  return [...schemas.map((schema) => `CREATE SCHEMA ${name(schema)};`), ...own.flatMap(tableScript)]
    .join('\n')
    .concat('\n')
}

function tableScript(table: PhysicalTable): readonly string[] {
  const relation = `${name(table.schema ?? 'public')}.${name(table.name)}`
  const columns = table.columns.map((column) => `  ${name(column.name)} ${column.sqlType ?? 'text'}`)
  const inserts: string[] = []
  for (let start = 0; start < table.rows.length; start += 200) {
    const rows = table.rows
      .slice(start, start + 200)
      .map((row) => `(${row.map((cell, index) => literal(cell, table.columns[index])).join(', ')})`)
    inserts.push(`INSERT INTO ${relation} VALUES\n${rows.join(',\n')};`)
  }
  return [
    `CREATE TABLE ${relation} (\n${columns.join(',\n')}\n);`,
    ...(table.comment === undefined ? [] : [`COMMENT ON TABLE ${relation} IS ${quoted(table.comment)};`]),
    ...table.columns.flatMap(({ name: columnName, comment }) =>
      comment === undefined ? [] : [`COMMENT ON COLUMN ${relation}.${name(columnName)} IS ${quoted(comment)};`],
    ),
    ...inserts,
    `ANALYZE ${relation};`,
  ]
}

function literal(cell: Cell, column: PhysicalColumn | undefined): string {
  const text = textOf(cell)
  if (text === null) return 'NULL'
  return column?.sqlType === 'integer' || column?.sqlType === 'numeric' ? text : quoted(text)
}

const name = (word: string) => `"${word.replaceAll('"', '""')}"`
const quoted = (word: string) => `'${word.replaceAll("'", "''")}'`
