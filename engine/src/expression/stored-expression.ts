import { columnNamed, parameterNamed, type Scope } from './scope.ts'
import { isLiteralBefore, maximumLength, type Span } from './syntax.ts'
import { tokenize, writeColumn } from './tokens.ts'
import type { ColumnId } from './typed.ts'

/** A place in a text that names a column (by id) or a parameter (by name). */
export type StoredReference = Span & ({ readonly columnId: ColumnId } | { readonly parameter: string })

/** A text with the columns and parameters that it means, so that it outlives their renaming. */
export interface StoredExpression {
  readonly text: string
  /** In the order of the text; names that the scope did not know are not among them. */
  readonly refs: readonly StoredReference[]
}

/** New names, by what a reference holds: the id of a column, the name of a parameter (without `$`). */
export interface NewNames {
  readonly columns?: ReadonlyMap<ColumnId, string>
  readonly parameters?: ReadonlyMap<string, string>
}

/** Finds out what each name in a text means. Works on texts with mistakes too. */
export function bindReferences(text: string, scope: Scope): StoredExpression {
  if (text.length > maximumLength) return { text, refs: [] }
  const { tokens } = tokenize(text)
  const refs = tokens.flatMap((token, index): StoredReference[] => {
    const { start, end } = token
    if (token.kind === 'parameter')
      return parameterNamed(token.value, scope) ? [{ start, end, parameter: token.value }] : []
    const next = tokens[index + 1]
    const called = token.bracketed !== true && next?.kind === 'punctuation' && next.value === '('
    if (token.kind !== 'name' || called || isLiteralBefore(token, next)) return []
    const column = columnNamed(token.value, scope)
    return column ? [{ start, end, columnId: column.id ?? column.name }] : []
  })
  return { text, refs }
}

/** The same expression under the new names; whatever is not a renamed reference stays as it was written. */
export function renameReferences(stored: StoredExpression, { columns, parameters }: NewNames): StoredExpression {
  let text = ''
  let from = 0
  const refs = stored.refs.map((ref): StoredReference => {
    text += stored.text.slice(from, ref.start)
    from = ref.end
    const start = text.length
    const written = stored.text.slice(ref.start, ref.end)
    if ('columnId' in ref) {
      const name = columns?.get(ref.columnId)
      text += name === undefined ? written : columnBefore(name, stored.text.slice(ref.end))
      return { start, end: text.length, columnId: ref.columnId }
    }
    const parameter = parameters?.get(ref.parameter) ?? ref.parameter
    text += `$${parameter}`
    return { start, end: text.length, parameter }
  })
  return { text: text + stored.text.slice(from), refs }
}

/** A name that is followed by `(` would be read as a call: in a text with mistakes it needs its brackets. */
function columnBefore(name: string, rest: string): string {
  const bare = writeColumn(name)
  return bare === name && /^\s*\(/.test(rest) ? `[${name}]` : bare
}

/**
 * A text after columns or parameters that it may name were renamed: old name → new name. Names that the scope before the
 * renaming does not know are left alone, so is everything that is no name (texts, functions).
 */
export function rewriteNames(text: string, scopeBefore: Scope, renames: NewNames): string {
  const ids = new Map<ColumnId, string>()
  for (const { id, name } of scopeBefore.columns) {
    const renamed = renames.columns?.get(name)
    if (renamed !== undefined) ids.set(id ?? name, renamed)
  }
  const stored = bindReferences(text, scopeBefore)
  return renameReferences(stored, { ...renames, columns: ids }).text
}
