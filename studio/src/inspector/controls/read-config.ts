import type { Problem } from '@jianmo/connectors/words'

/** Config values come from a document that may be incomplete or newer: reading them never fails. */
export type ConfigItem = Readonly<Record<string, unknown>>

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

export function itemOf(value: unknown): ConfigItem {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ConfigItem) : {}
}

export function itemsOf(value: unknown): readonly ConfigItem[] {
  return Array.isArray(value) ? value.map(itemOf) : []
}

export function replaceAt<Item>(items: readonly Item[], index: number, item: Item): readonly Item[] {
  return items.map((old, at) => (at === index ? item : old))
}

export function removeAt<Item>(items: readonly Item[], index: number): readonly Item[] {
  return items.filter((_, at) => at !== index)
}

export function moveItem<Item>(items: readonly Item[], index: number, by: -1 | 1): readonly Item[] {
  const to = index + by
  const moved = items[index]
  if (moved === undefined || to < 0 || to >= items.length) return items
  const rest = removeAt(items, index)
  return [...rest.slice(0, to), moved, ...rest.slice(to)]
}

/** Problems of exactly this path. */
export function problemsAt(problems: readonly Problem[], path: string): readonly Problem[] {
  return problems.filter(({ field }) => field === path)
}

/** Problems of this path and of everything inside it. */
export function problemsUnder(problems: readonly Problem[], path: string): readonly Problem[] {
  return problems.filter(({ field }) => field === path || field?.startsWith(`${path}.`) === true)
}
