import type { BatchRecord, BatchRule } from './batch.ts'
import { countingBatches } from './table-set.ts'

/**
 * The batches that hold all of this already: the same bytes, read the same way, into the same tables, and still counting.
 * Counted twice they would double every row. Null if anything in it is new.
 */
export function batchesThatRepeat(
  incoming: readonly BatchRecord[],
  newestFirst: readonly BatchRecord[],
  rule: BatchRule,
): readonly BatchRecord[] | null {
  const counting = countingBatches(newestFirst, rule)
  const known = newestFirst.filter(({ id }) => counting.has(id))
  const found = incoming.map((batch) => known.find((other) => contentOf(other) === contentOf(batch)))
  return found.every((batch) => batch !== undefined) ? found : null
}

/** The bytes and how they were read: the same file in another encoding, or with another header, is another content. */
function contentOf(batch: BatchRecord): string {
  const { hash, table, columns, accepted, rejected, skippedRows, encoding, delimiter } = batch
  const names = columns.map(({ name }) => name)
  return JSON.stringify([hash, table, names, accepted, rejected, skippedRows, encoding, delimiter])
}
