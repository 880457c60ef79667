import type { GraphDocument } from '@jianmo/engine/graph'

const lists = ['nodes', 'edges', 'notes', 'groups', 'parameters'] as const
export type ListName = (typeof lists)[number]
export type Item<Name extends ListName = ListName> = NonNullable<GraphDocument[Name]>[number]

/** What turns one list into another: items that go, items that come or change, and the order where that does not say it. */
interface ListDelta {
  readonly gone: readonly string[]
  readonly put: readonly Item[]
  readonly order: readonly string[] | null
}

/** What turns one document into another, as JSON: the words, and each list that differs (null: the list itself goes). */
export interface DocumentDelta {
  readonly words: Pick<GraphDocument, 'title' | 'summary' | 'formatVersion'>
  readonly lists: Readonly<Partial<Record<ListName, ListDelta | null>>>
}

/** Items are told apart by id, parameters by name. */
export function keyOf(item: Item): string {
  return 'id' in item ? item.id : item.name
}

/** Cheap for documents that share their unchanged items, as those of one history do. */
export function deltaOf(from: GraphDocument, to: GraphDocument): DocumentDelta {
  const changed = lists.flatMap((name) => {
    const [before, after] = [from[name], to[name]]
    if (before === after) return []
    return [[name, after === undefined ? null : listDelta(before ?? [], after)] as const]
  })
  const { title, summary, formatVersion } = to
  return { words: { title, summary, formatVersion }, lists: Object.fromEntries(changed) }
}

/** `applyDelta(a, deltaOf(a, b))` is deeply equal to `b`. */
export function applyDelta(from: GraphDocument, { words, lists: changed }: DocumentDelta): GraphDocument {
  const { groups: _, ...rest } = from
  const next: Record<string, unknown> = { ...('groups' in changed ? rest : from), ...words }
  for (const [name, delta] of Object.entries(changed))
    if (delta) next[name] = applyList(from[name as ListName] ?? [], delta)
  return next as GraphDocument
}

function listDelta(before: readonly Item[], after: readonly Item[]): ListDelta {
  const old = new Map(before.map((item) => [keyOf(item), item]))
  const kept = new Set(after.map(keyOf))
  const gone = [...old.keys()].filter((key) => !kept.has(key))
  const put = after.filter((item) => old.get(keyOf(item)) !== item)
  const order = after.map(keyOf)
  const natural = applyList(before, { gone, put, order: null }).map(keyOf)
  return { gone, put, order: order.every((key, at) => key === natural[at]) ? null : order }
}

function applyList(before: readonly Item[], { gone, put, order }: ListDelta): readonly Item[] {
  const leaving = new Set(gone)
  const coming = new Map(put.map((item) => [keyOf(item), item]))
  const stays = before.flatMap((item) => {
    const key = keyOf(item)
    if (leaving.has(key)) return []
    const changed = coming.get(key) ?? item
    coming.delete(key)
    return [changed]
  })
  const all = [...stays, ...coming.values()]
  if (order === null) return all
  const byKey = new Map(all.map((item) => [keyOf(item), item]))
  return order.flatMap((key) => byKey.get(key) ?? [])
}
