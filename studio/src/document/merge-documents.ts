import type { Text } from '@jianmo/connectors/words'
import { canonicalJson, type GraphDocument } from '@jianmo/engine/graph'
import { type Item, keyOf, type ListName } from './document-delta.ts'
import { withFreshIds } from './with-fresh-ids.ts'

export type Side = 'mine' | 'theirs'

/** The same thing was changed on both sides, and differently. */
export interface MergeConflict {
  /** Stable between merges of the same three documents. */
  readonly id: string
  /** What it is, in the words of the model. */
  readonly about: Text
  readonly mine: string
  readonly theirs: string
  readonly taken: Side
}

export interface Merged {
  readonly document: GraphDocument
  /** Changes that each side made alone, and that are all in the document. */
  readonly changes: Readonly<Record<Side, number>>
  readonly conflicts: readonly MergeConflict[]
}

export interface MergeSides {
  /** What both sides began with. */
  readonly base: GraphDocument
  readonly mine: GraphDocument
  readonly theirs: GraphDocument
}

/**
 * Three-way merge, field by field. What only one side changed is taken; what both changed differently is a conflict, for
 * which `choices` says whose is taken, mine if nothing is said. Removed on one side and changed on the other is a conflict
 * too; whoever changed it wins unless chosen otherwise, so that nothing disappears by a merge. Cards that both sides added
 * under one id both stay: mine gets another.
 */
export function mergeDocuments(sides: MergeSides, choices: Readonly<Record<string, Side>> = {}): Merged {
  const { base, theirs } = sides
  const mine = withOwnIds(sides)
  const report = reporter(choices)
  const node = (id: string) => [...mine.nodes, ...theirs.nodes].find((each) => each.id === id)?.title ?? id
  const named: { readonly [Name in ListName]: (item: Item) => Text } = {
    nodes: (item) => both('title' in item ? item.title : ''),
    edges: (item) => ('from' in item ? both(`${node(item.from.node)} → ${node(item.to.node)}`) : both('')),
    notes: () => ({ zh: '便签', en: 'Note' }),
    groups: (item) => ('title' in item ? { zh: `分组“${item.title}”`, en: `Frame “${item.title}”` } : both('')),
    parameters: (item) =>
      'label' in item ? { zh: `参数“${item.label.zh}”`, en: `Parameter “${item.label.en}”` } : both(''),
  }
  const mergeList = <Name extends ListName>(name: Name) =>
    mergeItems(base[name] ?? [], mine[name] ?? [], theirs[name] ?? [], {
      report,
      place: name,
      about: named[name],
    }) as unknown as NonNullable<GraphDocument[Name]>

  const words = (field: 'title' | 'summary', about: Text) =>
    report.field({ id: field, about, base: base[field], mine: mine[field], theirs: theirs[field] }) as string
  const nodes = mergeList('nodes')
  const groups = mergeList('groups')
  const notes = mergeList('notes')
  const known = new Set(nodes.map(({ id }) => id))
  const edges = mergeList('edges').filter(({ from, to }) => known.has(from.node) && known.has(to.node))
  const merged: GraphDocument = {
    ...theirs,
    formatVersion: Math.max(mine.formatVersion, theirs.formatVersion) as GraphDocument['formatVersion'],
    title: words('title', { zh: '模型名称', en: 'Name of the model' }),
    summary: words('summary', { zh: '模型说明', en: 'Summary of the model' }),
    parameters: mergeList('parameters'),
    nodes,
    edges: withoutDoubles(edges),
    notes,
  }
  const { groups: _, ...bare } = merged
  const hasFrames = mine.groups !== undefined || theirs.groups !== undefined
  return { document: hasFrames ? { ...merged, groups: inOneFrame(groups) } : bare, ...report.result() }
}

const both = (text: string): Text => ({ zh: text, en: text })

interface Field {
  readonly id: string
  readonly about: Text
  readonly base: unknown
  readonly mine: unknown
  readonly theirs: unknown
  /** Whose is taken if nobody chose. */
  readonly otherwise?: Side
}

type Reporter = ReturnType<typeof reporter>

function reporter(choices: Readonly<Record<string, Side>>) {
  const conflicts: MergeConflict[] = []
  const changes = { mine: 0, theirs: 0 }
  return {
    /** The value that the merge takes. */
    field({ id, about, base, mine, theirs, otherwise = 'mine' }: Field): unknown {
      if (isSame(mine, theirs)) return theirs
      if (isSame(base, mine)) {
        changes.theirs++
        return theirs
      }
      if (isSame(base, theirs)) {
        changes.mine++
        return mine
      }
      const taken = choices[id] ?? otherwise
      conflicts.push({ id, about, mine: shown(mine), theirs: shown(theirs), taken })
      return taken === 'mine' ? mine : theirs
    },
    result: () => ({ changes, conflicts }),
  }
}

const isSame = (a: unknown, b: unknown): boolean =>
  a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b))

/** A value in few words; nothing is said of what is not there. */
function shown(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : canonicalJson(value)
}

interface Task {
  readonly report: Reporter
  readonly place: string
  readonly about: (item: Item) => Text
}

/** In the order of theirs; what only mine has comes after. */
function mergeItems(
  base: readonly Item[],
  mine: readonly Item[],
  theirs: readonly Item[],
  task: Task,
): readonly Item[] {
  const [was, my, their] = [base, mine, theirs].map((items) => new Map(items.map((item) => [keyOf(item), item])))
  const keys = new Set([...theirs, ...mine].map(keyOf))
  return [...keys].flatMap(
    (key) => mergeItem({ base: was?.get(key), mine: my?.get(key), theirs: their?.get(key) }, key, task) ?? [],
  )
}

interface ThreeItems {
  readonly base: Item | undefined
  readonly mine: Item | undefined
  readonly theirs: Item | undefined
}

function mergeItem({ base, mine, theirs }: ThreeItems, key: string, { report, place, about }: Task): Item | undefined {
  const item = mine ?? theirs
  if (item === undefined) return undefined
  const id = `${place}.${key}`
  if (mine === undefined || theirs === undefined) {
    const otherwise = mine === undefined ? 'theirs' : 'mine'
    return report.field({ id, about: about(item), base, mine, theirs, otherwise }) as Item | undefined
  }
  // Settings are merged one by one: two people may work on one card.
  const fields = (of: Item | undefined) => flat(of)
  const [was, my, their] = [fields(base), fields(mine), fields(theirs)]
  const merged: Record<string, unknown> = {}
  const names = new Set([...Object.keys(their), ...Object.keys(my)])
  for (const name of names) {
    const value = report.field({
      id: `${id}.${name}`,
      about: { zh: `${about(item).zh} · ${name}`, en: `${about(item).en} · ${name}` },
      base: was[name],
      mine: my[name],
      theirs: their[name],
    })
    if (value !== undefined) merged[name] = value
  }
  return unflat(merged) as unknown as Item
}

const inConfig = 'config.'

function flat(item: Item | undefined): Readonly<Record<string, unknown>> {
  if (item === undefined) return {}
  if (!('config' in item)) return { ...item }
  const { config, ...rest } = item
  return { ...rest, ...Object.fromEntries(Object.entries(config).map(([name, value]) => [inConfig + name, value])) }
}

function unflat(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isCard = 'type' in fields && 'title' in fields
  const own = Object.entries(fields).filter(([name]) => !name.startsWith(inConfig))
  const config = Object.entries(fields).flatMap(([name, value]) =>
    name.startsWith(inConfig) ? [[name.slice(inConfig.length), value] as const] : [],
  )
  return { ...Object.fromEntries(own), ...(isCard ? { config: Object.fromEntries(config) } : {}) }
}

/** What both sides added under one id are two things: mine moves to a free id. */
function withOwnIds({ base, mine, theirs }: MergeSides): GraphDocument {
  const find = (document: GraphDocument, list: 'nodes' | 'notes' | 'groups' | 'edges', id: string) =>
    (document[list] ?? []).find((item) => item.id === id)
  return withFreshIds(
    mine,
    theirs,
    (list, id) => find(base, list, id) !== undefined || isSame(find(mine, list, id), find(theirs, list, id)),
  ).fresh
}

/** The same wire drawn on both sides is one wire. */
function withoutDoubles(edges: GraphDocument['edges']): GraphDocument['edges'] {
  const seen = new Set<string>()
  return edges.filter(({ from, to }) => {
    const wire = canonicalJson([from, to])
    if (seen.has(wire)) return false
    seen.add(wire)
    return true
  })
}

/** A card is in one frame at most: the first that names it. */
function inOneFrame(groups: NonNullable<GraphDocument['groups']>): NonNullable<GraphDocument['groups']> {
  const placed = new Set<string>()
  return groups.map((group) => {
    const members = group.members.filter((id) => !placed.has(id))
    for (const id of members) placed.add(id)
    return members.length === group.members.length ? group : { ...group, members }
  })
}
