import type { SourceColumn } from '../words/column.ts'
import type { Text } from '../words/text.ts'

export type { ImportOptions } from './import-options.ts'

/** The kinds of files that can be imported; each has its line in `file-kinds.ts`. */
export type FileKind = 'xlsx' | 'xls' | 'csv' | 'tsv' | 'parquet' | 'jsonl'

/** Which batches of a table count: the newest alone, or all together (of each file name the newest). */
export type BatchRule = 'newest' | 'all'

/** One table of one imported file. `accepted + rejected = physicalRows`; titles, headers, footers and blanks are `skipped`. */
export interface BatchRecord {
  /** `<import>.<number of the table in the file>`; ids sort by time of import. */
  readonly id: string
  readonly kind: FileKind | 'push'
  /** Empty for a push. */
  readonly fileName: string
  /** SHA-256 (hex) and size of the original file. The file itself is not kept. */
  readonly hash: string
  readonly bytes: number
  /** xlsx, xls: the sheet's name; others: the name given on import, else the file's name without its ending. */
  readonly table: string
  /** Workbooks: the sheet, whatever the table was named. */
  readonly sheet?: string
  readonly columns: readonly SourceColumn[]
  /** Physical rows of the header. `count` 0: there was none. */
  readonly header?: { readonly first: number; readonly count: number }
  /** Set if this batch is an earlier one together with rejected rows that a person mended. */
  readonly mends?: Mending
  readonly importedAt: string
  readonly physicalRows: number
  readonly accepted: number
  readonly rejected: number
  readonly skippedRows: number
  /** The first 200 skipped rows. */
  readonly skipped: readonly SkippedRow[]
  /** Ids that a spreadsheet has damaged (see `damaged.jsonl`) and ids that end in 000 and so may be. Their rows are kept. */
  readonly damagedIds: number
  readonly suspectIds: number
  /** csv, tsv, jsonl: how the text was read. */
  readonly encoding: string | null
  readonly delimiter: string | null
  readonly warnings: readonly Text[]
}

/** Rejected rows of `batch` that came back mended; the batch itself stays as it was. */
export interface Mending {
  readonly batch: string
  readonly rows: readonly number[]
  /** The file with the mended rows. */
  readonly fileName: string
  readonly hash: string
}

export interface SkippedRow {
  readonly row: number
  /** `chosen`: a person said so on import. */
  readonly why: 'title' | 'header' | 'numbering' | 'footer' | 'blank' | 'chosen'
  readonly text: string
}

/** A row that was not taken over: nothing of it is in `rows.csv`. `row` is the physical row of the file, from 1. */
export interface RejectedRow {
  readonly row: number
  readonly column: string | null
  readonly reason: Text
  readonly original: string
}

/** A value of an accepted row that is not what the agency knew. */
export interface DamagedValue {
  readonly row: number
  readonly column: string
  /** `damaged`: digits are lost for ever. `suspect`: they may be. `formula-error`, `no-result`: the cell shows an error or was never computed. */
  readonly kind: 'damaged' | 'suspect' | 'formula-error' | 'no-result'
  readonly reason: Text
  readonly original: string
}
