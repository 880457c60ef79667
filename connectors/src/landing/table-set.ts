import type { SourceColumn } from '../words/column.ts'
import type { Text } from '../words/text.ts'
import type { BatchRecord, BatchRule } from './batch.ts'

/** A table as the batches that count make it. */
export interface TableSet {
  readonly table: string
  /** All columns of all batches, those of the newest first. A batch that lacks one has NULL there. */
  readonly columns: readonly SourceColumn[]
  /** Oldest first. */
  readonly batches: readonly BatchRecord[]
  /** Columns that some batches lack or write differently: perhaps they were renamed. */
  readonly notes: readonly Text[]
}

const listedNotes = 20

/**
 * The tables of a source. `newest`: the newest batch of a table counts. `all`: the newest batch of each file name counts,
 * so that next month's file is added and a corrected file takes the place of the one that it corrects.
 */
export function toTableSets(newestFirst: readonly BatchRecord[], rule: BatchRule): readonly TableSet[] {
  const tables = Map.groupBy(newestFirst, ({ table }) => table)
  return [...tables].map(([table, batches]) => {
    const counting = rule === 'newest' ? batches.slice(0, 1) : newestOfEachName(batches)
    return { table, ...columnsOf(counting), batches: counting.toReversed() }
  })
}

/** Ids of the batches that count; the others are kept but superseded. */
export function countingBatches(newestFirst: readonly BatchRecord[], rule: BatchRule): ReadonlySet<string> {
  // Pushed batches all take part in the state of their table.
  const pushed = newestFirst.filter(({ kind }) => kind === 'push')
  const files = newestFirst.filter(({ kind }) => kind !== 'push')
  return new Set([...pushed, ...toTableSets(files, rule).flatMap(({ batches }) => batches)].map(({ id }) => id))
}

function newestOfEachName(newestFirst: readonly BatchRecord[]): readonly BatchRecord[] {
  const newest = new Map<string, BatchRecord>()
  for (const batch of newestFirst) if (!newest.has(batch.fileName)) newest.set(batch.fileName, batch)
  return [...newest.values()]
}

/** Engines compare column names without case, so the union does too. */
export function keyOfColumn(name: string): string {
  return name.toLowerCase()
}

function columnsOf(newestFirst: readonly BatchRecord[]): Pick<TableSet, 'columns' | 'notes'> {
  const union = new Map<string, SourceColumn>()
  for (const { columns } of newestFirst) {
    for (const column of columns) {
      const key = keyOfColumn(column.name)
      if (!union.has(key)) union.set(key, column)
    }
  }
  const columns = [...union.values()]
  const notes = newestFirst.flatMap(({ fileName, columns: own }) => {
    const has = new Set(own.map(({ name }) => keyOfColumn(name)))
    const missing = columns.filter(({ name }) => !has.has(keyOfColumn(name))).map(({ name }) => name)
    return missing.length === 0 ? [] : [columnsMissing(fileName, missing)]
  })
  return { columns, notes: notes.slice(0, listedNotes) }
}

function columnsMissing(file: string, columns: readonly string[]): Text {
  return {
    zh: `“${file}”没有列：${columns.join('、')}，这些行按空值处理。若是列名改了，请统一列名后重新提供该文件`,
    en: `"${file}" lacks: ${columns.join(', ')}; its rows are empty there. If a column was renamed, name it as in the other files and deliver the file again`,
  }
}
