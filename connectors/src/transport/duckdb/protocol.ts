import type { ColumnType } from '../../words/column.ts'

/** What a statement may be given and may answer. */
export type DuckdbValue = string | number | boolean | null

export interface ArrowColumn {
  readonly name: string
  readonly type: ColumnType
}

/** One request to the child. `id` pairs it with its answer. */
export type DuckdbRequest = { readonly id: number } & (
  | { readonly kind: 'exec' | 'query'; readonly sql: string; readonly parameters: readonly DuckdbValue[] }
  | {
      readonly kind: 'arrow'
      readonly sql: string
      readonly parameters: readonly DuckdbValue[]
      readonly columns: readonly ArrowColumn[]
    }
  | {
      readonly kind: 'load'
      readonly file: string
      readonly relation: string
      readonly columns: readonly string[]
      readonly expected: number | null
    }
)

export type DuckdbOrder = DuckdbRequest | { readonly kind: 'interrupt' } | { readonly kind: 'close' }

/** What went wrong: `kind` for errors that have words of their own; anything else is the engine's message. */
export interface DuckdbFailure {
  readonly kind: 'interrupted' | 'out-of-memory' | 'not-allowed' | 'statement'
  readonly message: string
}

export type DuckdbAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed-to-open'; readonly message: string }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly failure: DuckdbFailure }

/** Handed to the child as its first message. Paths are absolute; `folder` is all that the engine may ever touch. */
export interface DuckdbOpening {
  readonly folder: string
  readonly databaseFile: string
  readonly readOnly: boolean
  readonly workInMemory: boolean
  readonly memoryLimit: string
  readonly threads: number
}
