/** A text literal of DuckDB. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A relation or column name of DuckDB. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
