import { quoteName } from '../execution/index.ts'

/** The first source row numbers of a witness column (as `rowNumbersOf` orders them), one a row, of all rows of a statement. */
export function rowNumbersSql(column: string, statement: string, most: number): string {
  const name = quoteName(column)
  const list = `list_sort(list_distinct(CAST(string_split(CAST(${name} AS VARCHAR), ',') AS BIGINT[])))`
  return `SELECT DISTINCT unnest(list_slice(${list}, 1, ${most})) FROM (${statement}) AS wanted WHERE ${name} IS NOT NULL`
}
