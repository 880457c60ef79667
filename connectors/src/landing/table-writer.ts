import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { connectorError } from '../errors.ts'
import { openRowsWriter } from '../transport/rows-file/index.ts'
import type { Text } from '../words/text.ts'
import type { BatchRecord, DamagedValue, FileKind, SkippedRow } from './batch.ts'
import type { ColumnChoice } from './import-options.ts'
import type { ProgressMeter } from './progress.ts'
import { damageReasons } from './reasons.ts'

/** What a parser says about one table, before the landing store gives it an identity. */
export type ParsedTable = Omit<BatchRecord, 'id' | 'kind' | 'fileName' | 'hash' | 'bytes' | 'importedAt'>

export interface TableWriter {
  accept(row: number, values: readonly (string | null)[]): void
  reject(row: number, column: string | null, reason: Text, original: string): void
  damage(row: number, column: string, kind: DamagedValue['kind'], original: string): void
  skip(row: number, why: SkippedRow['why'], text: string): void
  /** A row that is a footer if nothing but footers follows, else data: then `asData` accepts or rejects it. */
  holdFooter(row: number, text: string, asData: () => void): void
  warn(text: Text): void
  /** Accepted and rejected so far. */
  readonly rows: number
  close(read: { readonly encoding: string | null; readonly delimiter: string | null }): ParsedTable
}

export interface TableStart {
  readonly folder: string
  readonly kind: FileKind
  readonly table: string
  readonly columns: readonly string[]
  readonly sheet?: string
  readonly header?: BatchRecord['header']
  /** What a person confirmed about the columns, by name. */
  readonly confirmed?: Readonly<Record<string, ColumnChoice>>
  readonly meter?: ProgressMeter | undefined
}

const listedSkips = 200
const longestOriginal = 20_000

/**
 * Writes one batch folder: `rows.csv`, `rejects.jsonl`, `damaged.jsonl`, `skipped.jsonl` (every skipped row that is not
 * blank). Synchronous: it runs in the parsing child.
 */
export function openTableWriter({ folder, kind, table, columns, ...start }: TableStart): TableWriter {
  const { meter, sheet, header, confirmed = {} } = start
  for (const column of Object.keys(confirmed))
    if (!columns.includes(column)) throw connectorError('no-such-column', { table, column })
  mkdirSync(folder, { mode: 0o700 })
  const rows = openRowsWriter(join(folder, 'rows.csv'), columns)
  const rejects = openLines(join(folder, 'rejects.jsonl'))
  const damages = openLines(join(folder, 'damaged.jsonl'))
  const skips = openLines(join(folder, 'skipped.jsonl'))
  const skipped: SkippedRow[] = []
  let held: { row: number; text: string; asData: () => void }[] = []
  const warnings: Text[] = []
  const count = { rejected: 0, skipped: 0, damaged: 0, suspect: 0 }
  /** Data follow, so the rows that looked like a footer are data too. */
  const release = () => {
    const rowsOfData = held
    held = []
    for (const { asData } of rowsOfData) asData()
  }
  const skip: TableWriter['skip'] = (row, why, text) => {
    count.skipped++
    if (why !== 'blank') skips.add({ row, why, text: text.slice(0, longestOriginal) })
    if (skipped.length < listedSkips) skipped.push({ row, why, text: text.slice(0, 200) })
  }
  return {
    accept(row, values) {
      if (held.length > 0) release()
      rows.write(row, values)
      meter?.row()
    },
    reject(row, column, reason, original) {
      if (held.length > 0) release()
      meter?.row()
      count.rejected++
      rejects.add({ row, column, reason, original: original.slice(0, longestOriginal) })
    },
    damage(row, column, kind, original) {
      if (kind === 'damaged') count.damaged++
      if (kind === 'suspect') count.suspect++
      damages.add({ row, column, kind, reason: damageReasons[kind], original: original.slice(0, longestOriginal) })
    },
    skip,
    holdFooter: (row, text, asData) => void held.push({ row, text, asData }),
    get rows() {
      return rows.rows + count.rejected
    },
    warn: (text) => void warnings.push(text),
    close({ encoding, delimiter }) {
      for (const { row, text } of held) skip(row, 'footer', text)
      rows.close()
      for (const lines of [rejects, damages, skips]) lines.close()
      return {
        table,
        ...(sheet === undefined ? {} : { sheet }),
        ...(header === undefined ? {} : { header }),
        columns: columns.map((name) => {
          const choice = Object.hasOwn(confirmed, name) ? confirmed[name] : undefined
          return { name, sourceType: kind, type: 'text', ...(choice === undefined ? {} : { confirmed: choice }) }
        }),
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
