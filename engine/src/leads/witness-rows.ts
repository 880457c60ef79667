import { quoteName } from '../execution/index.ts'

/** The source row numbers of a witness column (`rowNumbersOf`), one a row, of all rows of a statement. */
export function rowNumbersSql(column: string, statement: string): string {
  const name = quoteName(column)
  const list = `string_split(CAST(${name} AS VARCHAR), ',')`
  return `SELECT CAST(unnest(${list}) AS BIGINT) FROM (${statement}) AS wanted WHERE ${name} IS NOT NULL`
}
