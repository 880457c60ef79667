import type { Column } from '@jianmo/connectors/words'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { SelectQueryNode } from 'kysely'
import type { Statement } from './compiled.ts'
import { duckdb, printQuery, type SqlDialect } from './dialects/index.ts'
import type { Emission } from './emit-plan.ts'
import { emitQuery, type Query } from './queries.ts'

/** SHA-256 of the UTF-8 bytes, in hexadecimal. */
export function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

/** What a query is as text. */
export const queryStatement = (query: Query, emission: Emission): Statement =>
  toStatement(emitQuery(query, emission), query.columns, emission.dialect)

/** Prints a query. The text depends on nothing but the query: the same model gives the same text and hash. */
export function toStatement(
  query: SelectQueryNode,
  columns: readonly Column[],
  dialect: SqlDialect = duckdb,
): Statement {
  const { text: sql, parameters } = printQuery(query, dialect)
  let hash: string | undefined
  return {
    text: sql,
    parameters: parameters as Statement['parameters'],
    columns,
    // Hashing takes as long as printing, and most statements are never asked for it.
    get hash() {
      hash ??= hashText(sql)
      return hash
    },
  }
}
