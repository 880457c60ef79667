import { setImmediate } from 'node:timers/promises'
import type { SourceColumn } from '../words/column.ts'
import type { ColumnProfile } from '../words/profile.ts'

/** A table of a database that is to be profiled. */
export interface ProfileOrder {
  readonly table: string
  /** Quoted, with its schema or database. */
  readonly from: string
  readonly columns: readonly SourceColumn[]
  readonly topValues: number
}

/**
 * A profile per column, with the values that a sample of rows has in it. Judging a column takes tens of milliseconds of the
 * server's only thread: others come in between.
 */
export async function judgeColumns(
  columns: readonly SourceColumn[],
  sample: readonly (readonly (string | null)[])[],
  judge: (column: SourceColumn, index: number, values: readonly (string | null)[]) => ColumnProfile,
): Promise<readonly ColumnProfile[]> {
  const profiles: ColumnProfile[] = []
  for (const [index, column] of columns.entries()) {
    const values = sample.map((row) => row[index] ?? null)
    profiles.push(judge(column, index, values))
    await setImmediate()
  }
  return profiles
}
