import type { Columns } from './define-node.ts'

/** Where normalising keeps the id as it was written. */
export const rawName = (column: string) => `${column}_raw`

/** Columns that hold a resident id; the original that normalising keeps beside its result is none of them. */
export function identityColumns(columns: Columns): Columns {
  const originals = new Set(columns.map(({ name }) => rawName(name)))
  return columns.filter(({ name, semantic }) => semantic === 'resident-id' && !originals.has(name))
}
