import type { Column, ColumnType } from '@jianmo/connectors/words'

/** What an expression may name. */
export interface Scope {
  readonly columns: readonly Column[]
  readonly parameters: readonly ScopeParameter[]
}

export interface ScopeParameter {
  readonly name: string
  readonly type: Exclude<ColumnType, 'timestamp'>
  readonly label?: { readonly zh: string; readonly en: string }
}
