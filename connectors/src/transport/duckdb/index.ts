export { type DuckdbChild, type DuckdbOptions, openDuckdbChild } from './duckdb-child.ts'
export type { ArrowColumn, DuckdbValue } from './protocol.ts'
export { quoteName, quoteText } from './quote.ts'
