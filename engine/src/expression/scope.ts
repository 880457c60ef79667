import type { Column, ColumnType } from '@jianmo/connectors/words'

/** What an expression may name. */
export interface Scope {
  readonly columns: readonly Column[]
  readonly parameters: readonly ScopeParameter[]
  /** How a label may be typed besides as it is written, e.g. the first letters of its pinyin; completion asks. */
  readonly spell?: (label: string) => string
}

export interface ScopeParameter {
  readonly name: string
  readonly type: Exclude<ColumnType, 'timestamp'>
  readonly label?: { readonly zh: string; readonly en: string }
}

/** The column of a name as it is written; spaces at the edges of `[ … ]` do not count if no name has them. */
export function columnNamed(name: string, scope: Scope): Column | undefined {
  return (
    scope.columns.find((column) => column.name === name) ?? scope.columns.find((column) => column.name === name.trim())
  )
}

export function parameterNamed(name: string, scope: Scope): ScopeParameter | undefined {
  return scope.parameters.find((parameter) => parameter.name === name)
}
