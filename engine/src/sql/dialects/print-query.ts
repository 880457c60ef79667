import type { SelectQueryNode } from 'kysely'
import type { Value } from '../../expression/index.ts'
import type { SqlDialect } from './dialect.ts'

/** The text of a query and the values of its parameters, in order. It depends on nothing but the query and the dialect. */
export function printQuery(
  query: SelectQueryNode,
  dialect: SqlDialect,
): { readonly text: string; readonly parameters: readonly Value[] } {
  const { sql, parameters } = dialect.compiler().compileQuery(query, { queryId: 'jianmo' })
  return { text: sql, parameters: parameters as readonly Value[] }
}
