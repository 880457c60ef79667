import type { Column } from '@jianmo/connectors/words'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { SelectQueryNode } from 'kysely'
import type { Statement } from './compiled.ts'
import { DuckdbCompiler } from './duckdb-compiler.ts'

/** SHA-256 of the UTF-8 bytes, in hexadecimal. */
export function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)))
}

/** Prints a query. The text depends on nothing but the query: the same model gives the same text and hash. */
export function toStatement(query: SelectQueryNode, columns: readonly Column[]): Statement {
  const { sql, parameters } = new DuckdbCompiler().compileQuery(query, { queryId: 'jianmo' })
  return { text: sql, parameters: parameters as Statement['parameters'], hash: hashText(sql), columns }
}
