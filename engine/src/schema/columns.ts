import { type Column, type ColumnType, type Sensitivity, sensitivities, type Text } from '@jianmo/connectors/words'

/** Two column names are one column to every engine if they differ in case only. */
export const sameName = (left: string, right: string): boolean => left.toLowerCase() === right.toLowerCase()

/** Who a column is: the id that inference gave it; a table's own columns have none yet and go by their name. */
export const idOf = (column: Pick<Column, 'id' | 'name'>): string => column.id ?? column.name

export function findColumn(columns: readonly Column[], name: string): Column | undefined {
  return columns.find((column) => column.name === name)
}

/** Names that occur more than once, ignoring case, each once, as first written. */
export function repeatedNames(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>()
  for (const name of names) seen.set(name.toLowerCase(), (seen.get(name.toLowerCase()) ?? 0) + 1)
  return names.filter(
    (name, index) =>
      (seen.get(name.toLowerCase()) ?? 0) > 1 && names.findIndex((other) => sameName(other, name)) === index,
  )
}

/** Adds columns at the end; a column of the same name that is already there is replaced by the new one. */
export function withColumns(columns: readonly Column[], added: readonly Column[]): readonly Column[] {
  return [...columns.filter(({ name }) => !added.some((column) => sameName(column.name, name))), ...added]
}

/** True if both lists say the same of the same columns in the same order. What is the same object is not looked into. */
export const sameColumns = (left: readonly Column[], right: readonly Column[]): boolean => isEqual(left, right)

function isEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  const names = Object.keys(left)
  if (names.length !== Object.keys(right).length) return false
  return names.every((name) => name in right && isEqual(left[name as keyof object], right[name as keyof object]))
}

export function renamed(column: Column, name: string, label: Text = column.label): Column {
  return { ...column, name, label }
}

/** A name that a drawer may give to a column: a letter (Chinese too) or `_`, then letters, digits, `_`; at most 60. */
export function isColumnName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]{0,59}$/u.test(name) && !name.startsWith('__')
}

/** A column that the engine itself adds, e.g. a verdict: it carries no personal data. */
export function addedColumn(name: string, type: ColumnType, label: Text): Column {
  return { name, label, type, sensitivity: 'internal' }
}

/**
 * Gives every column of an output its id. A column that came through keeps the one it has, also under a new name; a new
 * column, and a second copy of one that is already there, is this node's own: `<nodeId>.<name>`. Ids are unique within
 * the output.
 */
export function identifyColumns(nodeId: string, columns: readonly Column[]): readonly Column[] {
  const taken = new Set<string>()
  return columns.map((column) => {
    const id = column.id === undefined || taken.has(column.id) ? `${nodeId}.${column.name}` : column.id
    taken.add(id)
    return id === column.id ? column : { ...column, id }
  })
}

/** The strictest of several sensitivities; at least `least`. */
export function strictest(found: readonly Sensitivity[], least: Sensitivity = 'public'): Sensitivity {
  const rank = (one: Sensitivity) => sensitivities.indexOf(one)
  return found.reduce((strict, one) => (rank(one) > rank(strict) ? one : strict), least)
}
