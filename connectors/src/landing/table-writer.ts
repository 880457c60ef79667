import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openRowsWriter } from '../transport/rows-file/index.ts'
import type { Text } from '../words/text.ts'
import type { BatchRecord, DamagedValue, FileKind, SkippedRow } from './batch.ts'
import { damageReasons } from './reasons.ts'

/** What a parser says about one table, before the landing store gives it an identity. */
export type ParsedTable = Omit<BatchRecord, 'id' | 'kind' | 'fileName' | 'hash' | 'bytes' | 'importedAt'>

export interface TableWriter {
  accept(row: number, values: readonly (string | null)[]): void
  reject(row: number, column: string | null, reason: Text, original: string): void
  damage(row: number, column: string, kind: DamagedValue['kind'], original: string): void
  skip(row: number, why: SkippedRow['why'], text: string): void
  warn(text: Text): void
  close(read: { readonly encoding: string | null; readonly delimiter: string | null }): ParsedTable
}

export interface TableStart {
  readonly folder: string
  readonly kind: FileKind
  readonly table: string
  readonly columns: readonly string[]
}

const listedSkips = 200
const longestOriginal = 20_000

/** Writes one batch folder: `rows.csv`, `rejects.jsonl`, `damaged.jsonl`. Synchronous: it runs in the parsing child. */
export function openTableWriter({ folder, kind, table, columns }: TableStart): TableWriter {
  mkdirSync(folder, { mode: 0o700 })
  const rows = openRowsWriter(join(folder, 'rows.csv'), columns)
  const rejects = openLines(join(folder, 'rejects.jsonl'))
  const damages = openLines(join(folder, 'damaged.jsonl'))
  const skipped: SkippedRow[] = []
  const warnings: Text[] = []
  const count = { rejected: 0, skipped: 0, damaged: 0, suspect: 0 }
  return {
    accept: (row, values) => rows.write(row, values),
    reject(row, column, reason, original) {
      count.rejected++
      rejects.add({ row, column, reason, original: original.slice(0, longestOriginal) })
    },
    damage(row, column, kind, original) {
      if (kind === 'damaged') count.damaged++
      if (kind === 'suspect') count.suspect++
      damages.add({ row, column, kind, reason: damageReasons[kind], original: original.slice(0, longestOriginal) })
    },
    skip(row, why, text) {
      count.skipped++
      if (skipped.length < listedSkips) skipped.push({ row, why, text: text.slice(0, 200) })
    },
    warn: (text) => void warnings.push(text),
    close({ encoding, delimiter }) {
      rows.close()
      rejects.close()
      damages.close()
      return {
        table,
        columns: columns.map((name) => ({ name, sourceType: kind, type: 'text' })),
        physicalRows: rows.rows + count.rejected,
        accepted: rows.rows,
        rejected: count.rejected,
        skippedRows: count.skipped,
        skipped,
        damagedIds: count.damaged,
        suspectIds: count.suspect,
        encoding,
        delimiter,
        warnings,
      }
    },
  }
}

/** One JSON object a line. */
function openLines(file: string): { add(entry: object): void; close(): void } {
  const descriptor = openSync(file, 'wx', 0o600)
  let pending = ''
  const flush = () => {
    const bytes = Buffer.from(pending)
    pending = ''
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
  }
  return {
    add(entry) {
      pending += `${JSON.stringify(entry)}\n`
      if (pending.length > 1 << 18) flush()
    },
    close() {
      flush()
      fsyncSync(descriptor)
      closeSync(descriptor)
    },
  }
}
