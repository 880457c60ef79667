import type { FileKind, ImportOptions } from '../src/landing/index.ts'
import type { Random } from './random.ts'

/** A row of data that was put into a file, and what must become of it. */
export interface TruthRow {
  /** Physical row of the file, from 1. */
  readonly row: number
  /** Null or '' for nothing. A cell with `damaged` or `error` arrives as nothing, or as it was written, and is declared. */
  readonly cells: readonly TruthCell[]
  readonly becomes: 'accepted' | 'rejected'
  /** Of a rejected row: pieces of it that its original text must hold. */
  readonly holds?: readonly string[]
}

export type TruthCell = string | null | DeclaredCell

export interface DeclaredCell {
  readonly declared: 'damaged' | 'suspect' | 'formula-error' | 'no-result'
  readonly original: string
  /** What the cell becomes. */
  readonly text: string | null
}

export interface TruthTable {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: readonly TruthRow[]
  /** Rows that are no data, except blank ones. */
  readonly skipped: readonly { readonly row: number; readonly why: string }[]
}

/** What a file holds; or the code with which it must be refused, because no row of it can be trusted. */
export type Truth = { readonly tables: readonly TruthTable[]; readonly warns?: string } | { readonly refused: string }

export interface BrokenFile {
  readonly bytes: Buffer
  readonly truth: Truth
  readonly options?: ImportOptions
}

/** One way in which files are broken. */
export interface BrokenKind {
  readonly name: string
  readonly file: FileKind
  /** What is wrong with such a file. */
  readonly about: string
  readonly make: (random: Random) => BrokenFile
}
