import type { SemanticType } from './column.ts'

/** What to look at: all columns of a table, within the time that the source grants. */
export interface ProfileRequest {
  readonly table: string
  readonly columns: readonly string[]
  /** Most frequent values per column. */
  readonly topValues: number
}

/**
 * One scan of a table. `rows` was counted. A figure that was taken from a part of the rows, or estimated, says so in its
 * column: nothing approximate is shown as exact.
 */
export interface TableProfile {
  readonly table: string
  readonly rows: number
  /** Rows that the figures marked `sampled` were taken from; equal to `rows` if the whole table was looked at. */
  readonly sampledRows: number
  readonly readAt: string
  readonly milliseconds: number
  readonly columns: readonly ColumnProfile[]
}

/** How far a figure can be trusted: `exact` over all rows, `estimated` from a sketch over all rows, `sampled` from a part. */
export type Trust = 'exact' | 'estimated' | 'sampled'

export interface ColumnProfile {
  readonly column: string
  /** Rows without a value, and rows with an empty text, in the whole table. All other figures are of the values present. */
  readonly nulls: number
  readonly empties: number
  readonly distinct: { readonly count: number; readonly trust: Trust }
  /** Most frequent first; `rows` of the sample if `trust` is `sampled`. */
  readonly top: { readonly values: readonly ValueCount[]; readonly trust: Trust }
  /** Length of texts in code points; null for a column without values, and for numbers and dates of a typed source. */
  readonly lengths: { readonly min: number; readonly max: number; readonly mean: number } | null
  /** Smallest and largest value as text, in the order of the column's own type (texts by code point). */
  readonly min: string | null
  readonly max: string | null
  /** What the values seem to be, and how many really are (ids by checksum, dates by the calendar); `不详` and `/` are no values. */
  readonly semantic: SemanticShare | null
  /** Equal ranges for what reads as numbers or dates, none for other texts. */
  readonly histogram: { readonly bins: readonly HistogramBin[]; readonly trust: Trust } | null
}

export interface ValueCount {
  readonly value: string
  readonly rows: number
}

/** `date` and `timestamp` are not meanings but shapes; a profile proposes them for texts all the same. */
export type ProposedType = SemanticType | 'date' | 'timestamp' | 'integer' | 'decimal'

export interface SemanticShare {
  readonly type: ProposedType
  /** 0…1: of the values present, how many are valid. */
  readonly valid: number
  readonly trust: Trust
}

/** Values from `from` to below `to` (the last bin includes it), as text of the column's type. */
export interface HistogramBin {
  readonly from: string
  readonly to: string
  readonly rows: number
}

/** How old the data of a table are. */
export interface TableFreshness {
  readonly table: string
  /** When the newest data came in: a batch's import, a push, a database's last known change. Null if the source does not tell. */
  readonly newestAt: string | null
  readonly batches: number
  readonly rows: number | null
}
